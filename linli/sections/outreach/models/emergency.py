"""Emergencies (应急预警): CAP 1.2 messages that came in, and those that are sent out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Emergency(models.Model):
    """One CAP message. `xml` is the document exactly as it came, or as it goes out; codes are those of CAP 1.2."""

    class Way(models.TextChoices):
        """Whose message it is."""

        IN = "in", "上级或外部发来"
        OUT = "out", "本社区发布"

    class State(models.TextChoices):
        """What has been done with it here."""

        WAITING = "waiting", "待确认"
        ISSUED = "issued", "生效中"
        UPDATED = "updated", "已被更新"
        CANCELLED = "cancelled", "已解除"
        ENDED = "ended", "已到期"
        REFUSED = "refused", "未采用"
        NOTED = "noted", "仅记录"

    class Status(models.TextChoices):
        """CAP status."""

        ACTUAL = "Actual", "实际"
        EXERCISE = "Exercise", "演练"
        SYSTEM = "System", "系统"
        TEST = "Test", "测试"

    class Type(models.TextChoices):
        """CAP msgType."""

        ALERT = "Alert", "首发"
        UPDATE = "Update", "更新"
        CANCEL = "Cancel", "解除"

    way = models.CharField(max_length=3, choices=Way.choices)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.WAITING)
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="范围", related_name="+")
    source = models.CharField("来源", max_length=60)
    """Code of the event source that sent it; "" for our own."""
    identifier = models.CharField("编号", max_length=120)
    sender = models.CharField("发布单位标识", max_length=120)
    sent = models.DateTimeField("发布时间")
    status = models.CharField(max_length=8, choices=Status.choices)
    msg_type = models.CharField(max_length=6, choices=Type.choices)
    category = models.CharField("类别", max_length=10)
    event = models.CharField("事件", max_length=60)
    urgency = models.CharField("紧迫程度", max_length=10)
    severity = models.CharField("严重程度", max_length=10)
    certainty = models.CharField("确定程度", max_length=10)
    headline = models.CharField("标题", max_length=160)
    description = models.TextField("情况", blank=True, default="")
    instruction = models.TextField("怎么做", blank=True, default="")
    area_text = models.CharField("影响范围", max_length=300, blank=True, default="")
    expires = models.DateTimeField("有效至")
    xml = models.TextField()
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    urgent_now = models.BooleanField("立即全渠道", default=False)
    """Out at once on every channel, whatever the hour; drills keep to the quiet hours."""
    override = models.CharField("免打扰时段照发的理由", max_length=200, blank=True, default="")
    overridden_at = models.DateTimeField("在免打扰时段发出", null=True, blank=True)
    campaign_id = models.BigIntegerField(null=True, blank=True)
    broadcast_id = models.BigIntegerField(null=True, blank=True)
    bulletin_id = models.BigIntegerField(null=True, blank=True)
    troubles = models.JSONField("没有发出的渠道", default=dict)
    """{"broadcast": "这个范围内没有在用的音箱。"}: why a channel stayed silent."""
    stopped = models.JSONField("停止时的情况", null=True, blank=True)
    decided_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField("理由", max_length=200, blank=True, default="")
    created_at = models.DateTimeField("收到时间", default=timezone.now)
    issued_at = models.DateTimeField("发出时间", null=True, blank=True)

    class Meta:
        """Newest first; a message is known by sender, identifier and time (CAP 1.2 §3.2.1) and its source."""

        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("source", "sender", "identifier", "sent"), name="emergency_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("state", "expires"), name="emergency_state")]

    def __str__(self) -> str:
        return self.headline

    @property
    def drill(self) -> bool:
        """True for an exercise (演练)."""
        return self.status == self.Status.EXERCISE
