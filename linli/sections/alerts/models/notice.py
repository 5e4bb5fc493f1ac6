"""Telling people (通知): which alerts are told together, and what each person was told, how and when."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone
from linli.sections.alerts.models.kind import Severity


class AlertGroup(models.Model):
    """Alerts of one kind and place that are told as one (合并通知): “3号楼 40 台手环离线”.

    It collects until `flush_at`, is then told, and takes in more of the same `key` for a while (`joinable_until`).
    `level` is the next level of the kind's chain, `next_at` when that is due; both are driven by the clock alone.
    """

    kind = models.ForeignKey("alerts.AlertKind", models.PROTECT, related_name="+")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    building = models.CharField("楼栋", max_length=40, blank=True, default="")
    key = models.CharField("合并键", max_length=200)
    severity = models.PositiveSmallIntegerField("级别", choices=Severity.choices)
    created_at = models.DateTimeField(default=timezone.now)
    flush_at = models.DateTimeField("通知时间", null=True)
    told_at = models.DateTimeField("已通知", null=True)
    joinable_until = models.DateTimeField("可并入至", null=True)
    level = models.PositiveSmallIntegerField("下一级", default=0)
    next_at = models.DateTimeField("下一步时间", null=True)
    repeats = models.PositiveSmallIntegerField("重复次数", default=0)

    class Meta:
        """The newest of a key is the one to join."""

        ordering = ("-pk",)
        indexes = (models.Index(fields=("key", "-id"), name="alertgroup_key"),)

    def __str__(self) -> str:
        return f"{self.building or self.area} {self.kind}"


class Notification(models.Model):
    """One message to one person by one channel (通知记录), and whether it arrived."""

    class Channel(models.TextChoices):
        """By what."""

        CONSOLE = "console", "平台消息"
        SMS = "sms", "短信"
        SPEAKER = "speaker", "语音播报"

    class State(models.TextChoices):
        """How far it came."""

        QUEUED = "queued", "发送中"
        SENT = "sent", "已送出"
        SEEN = "seen", "已查看"
        FAILED = "failed", "未送达"

    class Reason(models.TextChoices):
        """Why it was sent."""

        FIRST = "first", "首次通知"
        MORE = "more", "又有新增"
        ESCALATED = "escalated", "逐级上报"
        REPEATED = "repeated", "重复提醒"
        REMINDED = "reminded", "催办"

    group = models.ForeignKey(AlertGroup, models.CASCADE, related_name="notifications")
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField("对象", max_length=60)
    who = models.CharField("身份", max_length=12)
    phone = EncryptedTextField("手机", blank=True, default="", mask=mask_phone)
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.QUEUED)
    reason = models.CharField("原因", max_length=10, choices=Reason.choices)
    level = models.PositiveSmallIntegerField("级", default=0)
    text = models.CharField("内容", max_length=200)
    template = models.CharField("短信模板", max_length=60, blank=True, default="")
    params = models.JSONField("短信变量", default=dict)
    at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField("失败原因", max_length=120, blank=True, default="")

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")
        indexes = (models.Index(fields=("user", "state"), name="notification_user"),)
