"""Messages (触达记录): per person and way what was planned, sent, delivered, read, or failed and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_phone
from linli.sections.outreach.models.campaign import Campaign, Channel, Kind

REVEAL = "outreach.phone.reveal"


class State(models.TextChoices):
    """Where a message stands."""

    PLANNED = "planned", "待发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发出"
    UNKNOWN = "unknown", "不确定"
    DELIVERED = "delivered", "已送达"
    READ = "read", "已读"
    FAILED = "failed", "失败"
    SKIPPED = "skipped", "不发送"
    DROPPED = "dropped", "已取消"


class HouseholdSms(models.Model):
    """One SMS to one phone, naming everybody of the campaign who is reached by it.

    It is written before the gateway is called; `batch` is what the gateway hands back in its receipts. A call that got
    no answer leaves it “unknown”, and then only a receipt or a person settles it: it is never sent again by itself.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sms")
    round = models.PositiveSmallIntegerField("第几次", default=1)
    phone = EncryptedTextField("手机号", mask=mask_phone, reveal=REVEAL)
    phone_index = models.CharField(max_length=32)
    names = models.CharField("称呼", max_length=35)
    parts = models.PositiveSmallIntegerField("条数", default=1)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PLANNED)
    cause = models.CharField("原因", max_length=120, blank=True, default="")
    not_before = models.DateTimeField("最早发送时间", null=True, blank=True)
    batch = models.CharField(max_length=40, blank=True, default="")
    gateway_id = models.CharField("通道编号", max_length=64, blank=True, default="")
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    settled_at = models.DateTimeField("回执时间", null=True, blank=True)

    class Meta:
        """A phone gets one message of a campaign in each round."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("campaign", "phone_index", "round"), name="household_sms_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "campaign"), name="household_sms_state"),
            models.Index(fields=("batch", "phone_index"), name="household_sms_batch"),
            models.Index(fields=("phone_index", "claimed_at"), name="household_sms_day"),
        ]


class Message(models.Model):
    """One person, one way, one round: what became of it (触达统计, 4.7)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="messages")
    person_id = models.BigIntegerField("人口档案", db_index=True)
    channel = models.CharField("方式", max_length=6, choices=Channel.choices)
    round = models.PositiveSmallIntegerField("第几次", default=1)
    sms = models.ForeignKey(HouseholdSms, models.CASCADE, null=True, blank=True, related_name="messages")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PLANNED)
    cause = models.CharField("原因", max_length=120, blank=True, default="")
    tries = models.PositiveSmallIntegerField("次数", default=0)
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField("列入时间", default=timezone.now)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    read_at = models.DateTimeField("知晓时间", null=True, blank=True)

    class Meta:
        """At most once per campaign, person, way and round."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("campaign", "person_id", "channel", "round"), name="message_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("campaign", "channel", "state"), name="message_state"),
        ]


class Tick(models.Model):
    """What a caller or visitor ticked off; `key` is the phone's own, so that sending twice changes nothing."""

    key = models.CharField(max_length=64, unique=True)
    message = models.ForeignKey(Message, models.CASCADE, related_name="ticks")
    result = models.CharField("结果", max_length=12)
    note = models.CharField("备注", max_length=200, blank=True, default="")
    at = models.DateTimeField("时间")
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """In the order they came."""

        ordering = ("pk",)


class OptOut(models.Model):
    """A person wants no SMS about one kind of thing (退订); kind "" is everything but emergencies."""

    person_id = models.BigIntegerField("人口档案")
    kind = models.CharField(
        "类别", max_length=12, choices=[("", "全部"), *Kind.choices], blank=True, default=""
    )
    way = models.CharField("方式", max_length=12, default="online")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        """Once per person and kind."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person_id", "kind"), name="opt_out_once"),
        ]


class IncomingSms(models.Model):
    """An SMS that somebody sent us (上行). `key` is the gateway's, or made of what it says: it is taken once."""

    key = models.CharField(max_length=64, unique=True)
    phone = EncryptedTextField("手机号", mask=mask_phone, reveal=REVEAL)
    phone_index = models.CharField(max_length=32, db_index=True)
    text = EncryptedTextField("内容")
    at = models.DateTimeField("时间")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
