"""Notices (通知公告), events (活动) and policies (政策法规): what is being written, what is shown, who has read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Words(models.Model):
    """What a notice says. `files` are [{"id", "name", "type", "size"}, …] of the file store; times only for events."""

    title = models.CharField("标题", max_length=60)
    brief = models.CharField("一句话", max_length=35, blank=True, default="")
    """What an SMS and the hall screen say of it."""
    html = models.TextField("正文")
    """Sanitised; `text` is the same without marks, for reading aloud and for search."""
    text = models.TextField(default="")
    files = models.JSONField("附件", default=list)
    source = models.CharField("发文单位", max_length=60, blank=True, default="")
    document = models.CharField("文号", max_length=60, blank=True, default="")
    starts_at = models.DateTimeField("活动开始", null=True, blank=True)
    ends_at = models.DateTimeField("活动结束", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True, default="")
    seats = models.PositiveIntegerField("名额", null=True, blank=True)
    """None: as many as want to."""
    sign_up = models.BooleanField("需要报名", default=False)
    sign_up_until = models.DateTimeField("报名截止", null=True, blank=True)

    class Meta:
        """Columns for the notice and for its versions."""

        abstract = True


class Notice(Words):
    """A notice on its way: the words being written; `shown` is the version that people read meanwhile."""

    class Kind(models.TextChoices):
        """What kind."""

        NOTICE = "notice", "通知公告"
        EVENT = "event", "活动"
        POLICY = "policy", "政策法规"

    class State(models.TextChoices):
        """Where the words being written stand."""

        DRAFT = "draft", "草稿"
        REVIEW = "review", "待审核"
        PLANNED = "planned", "待发布"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤回"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="范围", related_name="+")
    kind = models.CharField("类别", max_length=6, choices=Kind.choices, default=Kind.NOTICE)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    audience_id = models.BigIntegerField("指定人群", null=True, blank=True)
    """None: everybody of the area; else only the people of that list see it."""
    open = models.BooleanField("对外公开", default=True)
    """Readable without signing in, and in the feeds; never when it is for some people only."""
    receipt = models.BooleanField("请居民确认已读", default=False)
    tell = models.BooleanField("逐人通知", default=False)
    """Publishing starts a campaign (触达任务) that ends when everybody knows."""
    screen_days = models.PositiveSmallIntegerField("大屏播放天数", default=0)
    publish_at = models.DateTimeField("定时发布", null=True, blank=True)
    pinned_until = models.DateTimeField("置顶到", null=True, blank=True)
    shown_until = models.DateTimeField("展示到", null=True, blank=True)
    shown = models.ForeignKey(
        "outreach.NoticeVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField("首次发布", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal = models.JSONField("撤回时的情况", null=True, blank=True)
    """{"reason", "by", "read", "signed_up", …}: what had gone out by then."""
    bulletin_id = models.BigIntegerField(null=True, blank=True)
    campaign_id = models.BigIntegerField(null=True, blank=True)
    trouble = models.CharField("没有办成的", max_length=200, blank=True, default="")
    """Why publishing could not start the campaign."""
    written_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    """Whoever changed the words last: somebody else reviews them."""
    reviewed_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    review_note = models.CharField("审核意见", max_length=200, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("建立时间", default=timezone.now)
    changed_at = models.DateTimeField("最近变化", default=timezone.now)

    class Meta:
        """What changed last first."""

        ordering = ("-changed_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=("state", "publish_at"), name="notice_state"),
            models.Index(fields=("area", "published_at"), name="notice_area"),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeVersion(Words):
    """The words as they were published, the first time and after each change. Never changed."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("版本")
    written_by = models.CharField("编写人", max_length=60, blank=True, default="")
    reviewed_by = models.CharField("审核人", max_length=60, blank=True, default="")
    published_at = models.DateTimeField("发布时间", default=timezone.now)

    class Meta:
        """Numbered from 1, the newest first."""

        ordering = ("notice", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "number"), name="notice_version_once"),
        ]


class Reading(models.Model):
    """A reading receipt (阅读回执): somebody opened the notice, and perhaps said so."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings")
    user = models.ForeignKey("kernel.User", models.CASCADE, related_name="+")
    person_id = models.BigIntegerField("人口档案", null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField("读的版本")
    read_at = models.DateTimeField("首次阅读", default=timezone.now)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        """Once per person and notice."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "user"), name="notice_read_once"),
        ]


class SignUp(models.Model):
    """Somebody comes to an event (活动报名); beyond the seats one waits, and moves up when another cancels."""

    class State(models.TextChoices):
        """Whether there is a seat."""

        SEATED = "seated", "已报名"
        WAITING = "waiting", "候补"
        CANCELLED = "cancelled", "已取消"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="sign_ups")
    person_id = models.BigIntegerField("人口档案", db_index=True)
    people = models.PositiveSmallIntegerField("人数", default=1)
    note = models.CharField("备注", max_length=60, blank=True, default="")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.SEATED)
    came = models.BooleanField("到场", null=True, blank=True)
    at = models.DateTimeField("报名时间", default=timezone.now)

    class Meta:
        """In the order they signed up."""

        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "person_id"), name="sign_up_once"),
        ]
