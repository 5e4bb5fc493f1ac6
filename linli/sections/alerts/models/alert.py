"""Alerts (预警) themselves, what happened to them, and the steps of the plan already done."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.alerts.models.kind import Severity


class Alert(models.Model):
    """One alert. At most one is live per source and kind; the database sees to it.

    `building` may be shown on the hall screen; `place` and `message` may not. All times of the condition
    (`raised_at`, `last_at`, `ended_at`) are event time; the others are the clock's. `flaps` counts how often the
    condition came back soon after it had ended; `close_at` is when an ended condition ends the alert. `recorded` is False
    for the moment in which an alert of the evaluator stands alone, without story, audit and event (0019).
    """

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "待接警"
        ACCEPTED = "accepted", "已接警"
        HANDLING = "handling", "处置中"
        RESOLVED = "resolved", "已解除"
        FALSE_ALARM = "false_alarm", "误报"

    LIVE = (Status.OPEN, Status.ACCEPTED, Status.HANDLING)

    kind = models.ForeignKey("alerts.AlertKind", models.PROTECT, related_name="alerts")
    severity = models.PositiveSmallIntegerField("级别", choices=Severity.choices)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.OPEN)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    source = models.CharField("来源", max_length=120)
    source_title = models.CharField("来源名称", max_length=120)
    thing = models.CharField("来源类型", max_length=40, blank=True, default="")
    device = models.ForeignKey("devices.Device", models.SET_NULL, null=True, blank=True, related_name="+")
    rule = models.ForeignKey("alerts.Rule", models.SET_NULL, null=True, blank=True, related_name="+")
    person_id = models.BigIntegerField("相关人员", null=True, blank=True, db_index=True)
    building = models.CharField("楼栋", max_length=40, blank=True, default="")
    place = models.CharField("位置", max_length=120, blank=True, default="")
    message = models.CharField("说明", max_length=300, blank=True, default="")
    metric = models.CharField("指标", max_length=40, blank=True, default="")
    value = models.FloatField("数值", null=True, blank=True)
    plan = models.JSONField("处置预案", default=list)
    count = models.PositiveIntegerField("次数", default=1)
    raised_at = models.DateTimeField("发生时间")
    last_at = models.DateTimeField("最近发生")
    ended_at = models.DateTimeField("条件结束", null=True, blank=True)
    created_at = models.DateTimeField("记录时间", default=timezone.now)
    recorded = models.BooleanField("已记入", default=True)
    flaps = models.PositiveIntegerField("抖动次数", default=0)
    close_at = models.DateTimeField("自动解除时间", null=True, blank=True)
    inhibited_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="hidden", verbose_name="抑制它的预警"
    )
    silenced_by = models.ForeignKey(
        "alerts.Silence", models.SET_NULL, null=True, blank=True, related_name="alerts"
    )
    group = models.ForeignKey(
        "alerts.AlertGroup", models.SET_NULL, null=True, blank=True, related_name="alerts"
    )
    notified_at = models.DateTimeField("通知时间", null=True, blank=True)
    addressed_to = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    escalated_at = models.DateTimeField("升级时间", null=True, blank=True)
    accepted_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField("接警时间", null=True, blank=True)
    closed_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    resolution = models.CharField("处置结果", max_length=300, blank=True, default="")
    false_reason = models.CharField("误报原因", max_length=20, blank=True, default="")
    case_id = models.BigIntegerField("工单", null=True, blank=True, db_index=True)
    case_number = models.CharField("工单编号", max_length=40, blank=True, default="")

    class Meta:
        """One live alert per source and kind; lists by area, newest first."""

        ordering = ("-raised_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "kind"),
                condition=models.Q(status__in=("open", "accepted", "handling")),
                name="alert_live_once",
            ),
        )
        indexes = (
            models.Index(fields=("area", "status", "-raised_at"), name="alert_area_status"),
            models.Index(fields=("-raised_at", "-id"), name="alert_newest"),
            models.Index(fields=("device", "-raised_at"), name="alert_device"),
            models.Index(fields=("id",), condition=models.Q(recorded=False), name="alert_unrecorded"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.source_title}"

    @property
    def where(self) -> str:
        """Building and place in one phrase; places often begin with the building."""
        return self.place if self.building in self.place else f"{self.building} {self.place}"

    @property
    def live(self) -> bool:
        """True until it is resolved or found false."""
        return self.status in self.LIVE


class AlertEntry(models.Model):
    """A line of an alert's story: who did what."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="entries")
    at = models.DateTimeField(default=timezone.now)
    actor_name = models.CharField(max_length=60)
    verb = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class PlanTick(models.Model):
    """A step of the plan that somebody has done; `step` counts from 0."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="ticks")
    step = models.PositiveSmallIntegerField()
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A step is done once."""

        ordering = ("step",)
        constraints = (models.UniqueConstraint(fields=("alert", "step"), name="plan_step_once"),)
