"""Rules (规则) on readings and on silence, exceptions for single devices, and what each rule remembers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Rule(models.Model):
    """A rule for the devices of one type in an area's subtree. Times are in seconds of event time.

    `threshold` (阈值): `metric operator limit` for `duration_s`. `event` (事件): the device reports the event
    `metric`, each time. `offline` (离线): silent for `duration_s`.
    """

    class Form(models.TextChoices):
        """What is watched."""

        THRESHOLD = "threshold", "阈值"
        EVENT = "event", "事件"
        OFFLINE = "offline", "离线"

    title = models.CharField("名称", max_length=60)
    form = models.CharField("形式", max_length=12, choices=Form.choices)
    kind = models.ForeignKey("alerts.AlertKind", models.PROTECT, related_name="rules")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    device_type = models.CharField("设备类型编码", max_length=40)
    metric = models.CharField("指标", max_length=40, blank=True, default="")
    operator = models.CharField("比较", max_length=2, blank=True, default="")
    limit = models.FloatField("阈值", null=True, blank=True)
    clear_limit = models.FloatField("恢复阈值", null=True, blank=True)
    duration_s = models.PositiveIntegerField("持续秒数", default=0)
    max_gap_s = models.PositiveIntegerField("最长数据间隔秒数", default=300)
    severity = models.PositiveSmallIntegerField("级别", null=True, blank=True)
    starts = models.TimeField("生效开始", null=True, blank=True)
    ends = models.TimeField("生效结束", null=True, blank=True)
    weekdays = models.JSONField("生效星期", default=list)
    enabled = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A name is used once per area; readings find their rules by type and metric."""

        ordering = ("title", "id")
        constraints = (models.UniqueConstraint(fields=("area", "title"), name="rule_title_once"),)
        indexes = (models.Index(fields=("enabled", "form", "device_type"), name="rule_lookup"),)

    def __str__(self) -> str:
        return self.title


class RuleOverride(models.Model):
    """Other numbers, or silence, for one device under one rule (单设备例外); empty means as in the rule."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="overrides")
    device = models.ForeignKey("devices.Device", models.CASCADE, related_name="+")
    limit = models.FloatField("阈值", null=True, blank=True)
    clear_limit = models.FloatField("恢复阈值", null=True, blank=True)
    duration_s = models.PositiveIntegerField("持续秒数", null=True, blank=True)
    muted = models.BooleanField("不适用", default=False)

    class Meta:
        """One exception per device and rule."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("rule", "device"), name="override_once"),)


class RuleState(models.Model):
    """What a rule remembers of a device, so that a restart changes nothing; `due_at` is when it will be raised."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="states")
    device = models.ForeignKey("devices.Device", models.CASCADE, related_name="+")
    last_at = models.DateTimeField(null=True)
    last_value = models.FloatField(null=True)
    pending_since = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    late = models.PositiveIntegerField("迟到数据", default=0)

    class Meta:
        """One per rule and device; the clock asks for what is due."""

        constraints = (models.UniqueConstraint(fields=("rule", "device"), name="state_once"),)
        indexes = (
            models.Index(fields=("due_at",), name="state_due", condition=models.Q(due_at__isnull=False)),
        )
