"""The knowledge base (知识库), the questions residents ask, and the conversations they belong to (4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class Topic(models.TextChoices):
    """What an entry is about."""

    CARD = "card", "户籍证照"
    INSURANCE = "insurance", "医保社保"
    ELDER = "elder", "养老助老"
    AID = "aid", "救助帮困"
    CHILD = "child", "生育与孩子"
    JOB = "job", "就业创业"
    HEALTH = "health", "健康卫生"
    HOUSE = "house", "房屋与装修"
    PROPERTY = "property", "物业与公共设施"
    UTILITY = "utility", "水电气暖"
    SAFETY = "safety", "安全与应急"
    TRAFFIC = "traffic", "停车与出行"
    ORDER = "order", "邻里与环境"
    PARTY = "party", "党群与志愿"
    PLATFORM = "platform", "使用本平台"


class Entry(models.Model):
    """One matter: how it is asked, what is answered, and where that is written. Holds for its area's subtree."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+", verbose_name="适用范围")
    code = models.CharField(max_length=40, blank=True, default="")
    """The name of an entry that ships with the program; "" for the community's own."""
    topic = models.CharField("类别", max_length=12, choices=Topic.choices)
    question = models.CharField("问题", max_length=100)
    variants = models.JSONField("其他问法", default=list)
    answer = models.TextField("答复", max_length=1000)
    source = models.CharField("依据", max_length=120)
    source_url = models.CharField("依据网址", max_length=300, blank=True, default="")
    valid_from = models.DateField("生效日期", null=True, blank=True)
    valid_until = models.DateField("失效日期", null=True, blank=True)
    active = models.BooleanField("启用", default=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)
    updated_by = models.CharField("更新人", max_length=60, blank=True, default="")

    class Meta:
        """By topic; an entry that ships with the program is in an area once."""

        ordering = ("topic", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("area", "code"), condition=~models.Q(code=""), name="entry_code_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=("area", "updated_at"), name="entry_fresh")]


class Conversation(models.Model):
    """One person's questions through one channel, until half an hour of silence."""

    class Channel(models.TextChoices):
        """Where they are asked."""

        WEB = "web", "网页"
        SMS = "sms", "短信"
        WECHAT = "wechat", "微信公众号"

    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    user = models.ForeignKey("kernel.User", models.CASCADE, null=True, blank=True, related_name="+")
    sender = models.CharField(max_length=32, blank=True, default="", db_index=True)
    """Blind index of the phone or WeChat account; "" on the web."""
    started_at = models.DateTimeField("开始", default=timezone.now)
    last_at = models.DateTimeField("最近", default=timezone.now)
    case_id = models.BigIntegerField("转人工的诉求", null=True, blank=True)
    case_number = models.CharField("诉求编号", max_length=11, blank=True, default="")
    case_code = EncryptedTextField("查询码", blank=True, default="")

    class Meta:
        """Latest first."""

        ordering = ("-last_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("user", "-last_at"), name="talk_of_user")]


class Question(models.Model):
    """One thing that was asked, and what was answered. Phone and id numbers in it are masked."""

    class Outcome(models.TextChoices):
        """What came of it."""

        ANSWERED = "answered", "已答"
        CHOICES = "choices", "给了几个选项"
        NONE = "none", "没有答上"
        PICKED = "picked", "选了其中一个"
        PROGRESS = "progress", "查进度"
        HUMAN = "human", "转人工"
        GREETING = "greeting", "打招呼"

    class Settled(models.TextChoices):
        """What the staff made of one that was not answered."""

        OPEN = "", "待处理"
        TAUGHT = "taught", "并入问法"
        WRITTEN = "written", "新写一条"
        DROPPED = "dropped", "不用收录"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="questions")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=8, choices=Conversation.Channel.choices)
    message = models.CharField(max_length=64, blank=True, default="")
    """The channel's own id of the message, so that one delivered twice is answered once."""
    pick_message = models.CharField(max_length=64, blank=True, default="")
    """The same for the message that picked one of the choices."""
    text = models.CharField("问题", max_length=500)
    at = models.DateTimeField("时间", default=timezone.now)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, blank=True, related_name="+")
    choices = models.JSONField("选项", default=list)
    sure = models.FloatField("把握", default=0)
    reply = models.TextField("答复", max_length=2000)
    phrased = models.BooleanField("经模型润色", default=False)
    helpful = models.BooleanField("有帮助", null=True, blank=True)
    wanting = models.BooleanField("待完善", default=False)
    """Not answered, or the answer did not help: a to-do for the knowledge base."""
    settled = models.CharField(
        "处理", max_length=8, choices=Settled.choices, blank=True, default=Settled.OPEN
    )
    settled_by = models.CharField("处理人", max_length=60, blank=True, default="")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)

    open_choices: Sequence[Entry] = ()
    """The entries of `choices`, for whoever may still choose; filled by the query."""

    class Meta:
        """Latest first; a message is answered once."""

        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("channel", "message"), condition=~models.Q(message=""), name="question_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=("wanting", "settled", "-at"), name="question_wanting")]
