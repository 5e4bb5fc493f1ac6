"""What keeps alerts quiet: silences (静默) and inhibition (抑制: a cause hides its consequences)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Silence(models.Model):
    """Nobody is told of matching alerts (静默、检修窗口) from `starts_at` until `ends_at`; each has an end.

    With `weekdays` it holds only on these days between `opens` and `closes`, which may pass midnight (0 = Monday, the
    day on which it opens). An empty `kind`, `device` or `source` means any.
    """

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    kind = models.ForeignKey("alerts.AlertKind", models.CASCADE, null=True, blank=True, related_name="+")
    device = models.ForeignKey("devices.Device", models.CASCADE, null=True, blank=True, related_name="+")
    source = models.CharField("来源", max_length=120, blank=True, default="")
    source_title = models.CharField("来源名称", max_length=120, blank=True, default="")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    weekdays = models.JSONField("星期", default=list)
    opens = models.TimeField("每天开始", null=True, blank=True)
    closes = models.TimeField("每天结束", null=True, blank=True)
    reason = models.CharField("原因", max_length=120)
    author = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField("提前结束", null=True, blank=True)

    class Meta:
        """The one that ends last comes first."""

        ordering = ("-ends_at", "-id")
        indexes = (models.Index(fields=("ends_at",), name="silence_ends"),)

    def __str__(self) -> str:
        return self.reason


class Inhibition(models.Model):
    """While an alert of the kind `cause` is live, those of the kind `hidden` in its reach are not told.

    They stay open under their cause and are told if they are still open when it has ended.
    """

    class Reach(models.TextChoices):
        """How far the cause reaches."""

        GATEWAY = "gateway", "同一网关下"
        SOURCE = "source", "同一设备"
        BUILDING = "building", "同一楼栋"
        AREA = "area", "同一区域"

    cause = models.ForeignKey("alerts.AlertKind", models.CASCADE, related_name="hides")
    hidden = models.ForeignKey("alerts.AlertKind", models.CASCADE, related_name="hidden_by")
    reach = models.CharField("范围", max_length=10, choices=Reach.choices)

    class Meta:
        """Each pair once per reach; a kind does not hide itself."""

        ordering = ("cause", "hidden", "reach")
        constraints = (
            models.UniqueConstraint(fields=("cause", "hidden", "reach"), name="inhibition_once"),
            models.CheckConstraint(condition=~models.Q(cause=models.F("hidden")), name="inhibition_other"),
        )
