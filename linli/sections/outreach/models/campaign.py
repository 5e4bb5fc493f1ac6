"""Campaigns (触达任务): who is to be told what, by which ways in turn, and who has been reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Kind(models.TextChoices):
    """What the campaign is about; people opt out by it."""

    NOTICE = "notice", "通知公告"
    EVENT = "event", "活动"
    POLICY = "policy", "政策"
    MATTER = "matter", "惠民事项"
    EMERGENCY = "emergency", "应急"


class Channel(models.TextChoices):
    """A way to reach a person."""

    APP = "app", "手机页面"
    SMS = "sms", "短信"
    PHONE = "phone", "电话"
    VISIT = "visit", "上门"


class Campaign(models.Model):
    """One thing to tell everybody of an audience. It ends when each person is reached or written off (4.6)."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "待启动"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        WITHDRAWN = "withdrawn", "已撤回"

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=80)
    text = models.TextField("内容", max_length=4000)
    brief = models.CharField("短信内容", max_length=35)
    """What the SMS says of it: one variable of a template, at most 35 characters at the gateways."""
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    ref = models.CharField("来源", max_length=60, blank=True, default="", db_index=True)
    """What it tells of, like “notice:12”."""
    audience = models.ForeignKey("outreach.Audience", models.PROTECT, verbose_name="人群", related_name="+")
    ladder = models.JSONField("触达方式", default=list)
    """[{"channel": "app", "wait_h": 24}, …]: the ways in turn, and how many hours each has."""
    emergency = models.BooleanField("应急", default=False)
    confirm = models.BooleanField("须本人确认", default=False)
    """A delivered SMS is not enough: the person must have read it, answered, or been spoken to."""
    quiet_override = models.CharField("免打扰时段照发的理由", max_length=200, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    people = models.PositiveIntegerField("应触达人数", default=0)
    created_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("建立时间", default=timezone.now)
    started_at = models.DateTimeField("启动时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    """The last day on which the grid workers were told of their lists."""

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("state", "-created_at"), name="campaign_state")]


class Target(models.Model):
    """One person of a campaign: on which step of the ladder, reached by what, or why written off."""

    class State(models.TextChoices):
        """Whether the person knows."""

        WAITING = "waiting", "未触达"
        REACHED = "reached", "已触达"
        WRITTEN_OFF = "written_off", "已核销"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    """Where the person lives: a grid, or the estate."""
    person_id = models.BigIntegerField("人口档案", db_index=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    step = models.SmallIntegerField("第几步", default=-1)
    """Index into the ladder; -1 before the start."""
    channel = models.CharField("当前方式", max_length=6, choices=Channel.choices, blank=True, default="")
    due_at = models.DateTimeField("下一步时间", null=True, blank=True)
    reached_by = models.CharField("触达方式", max_length=6, choices=Channel.choices, blank=True, default="")
    reached_at = models.DateTimeField("触达时间", null=True, blank=True)
    reason = models.CharField("核销原因", max_length=200, blank=True, default="")

    class Meta:
        """A person is in a campaign once."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("campaign", "person_id"), name="target_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("campaign", "state", "channel"), name="target_left"),
            models.Index(fields=("state", "due_at"), name="target_due"),
        ]
