"""Bulletins (大屏公告): short notices for the scrolling line of the hall screen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Bulletin(models.Model):
    """One notice, shown from `starts_at` until `ends_at` on the screens of its area and of the areas below."""

    class Kind(models.TextChoices):
        """What kind of notice."""

        NOTICE = "notice", "通知"
        EVENT = "event", "活动"
        POLICY = "policy", "政策"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="范围", related_name="+")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.NOTICE)
    text = models.CharField("内容", max_length=120)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    written_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        """Newest first; the end lies after the start."""

        ordering = ("-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="bulletin_ends_after_start"),
        )
        indexes = (models.Index(fields=("area", "ends_at"), name="bulletin_area_ends"),)

    def __str__(self) -> str:
        return self.text

    @property
    def status(self) -> str:
        """Where it is in time: waiting, running, over or withdrawn."""
        now = timezone.now()
        if self.withdrawn_at:
            return "withdrawn"
        return "waiting" if self.starts_at > now else "running" if self.ends_at > now else "over"
