"""Reminders (用药与体检提醒): what to say to whom at which times, and each time it was said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Reminder(models.Model):
    """A repeated reminder in Shanghai time. `next_at` is the only clock: None when it is over."""

    class About(models.TextChoices):
        """What it is about."""

        MEDICINE = "medicine", "用药"
        CHECKUP = "checkup", "体检"
        OTHER = "other", "其他"

    class Repeat(models.TextChoices):
        """On which days."""

        DAILY = "daily", "每天"
        WEEKDAYS = "weekdays", "每周几"
        EVERY = "every", "每隔几天"
        ONCE = "once", "只一次"

    class Channel(models.TextChoices):
        """The person's own way to be told."""

        SPEAKER = "speaker", "智能音箱"
        SMS = "sms", "短信"
        PAGE = "page", "手机页面"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    about = models.CharField("类别", max_length=8, choices=About.choices, default=About.MEDICINE)
    text = models.CharField("内容", max_length=100)
    repeat = models.CharField("重复", max_length=8, choices=Repeat.choices, default=Repeat.DAILY)
    times = models.JSONField("时间", default=list)
    """["08:00", …], in order."""
    weekdays = models.JSONField("周几", default=list)
    """0 is Monday."""
    every_days = models.PositiveSmallIntegerField("间隔（天）", default=1)
    starts_on = models.DateField("开始", default=timezone.localdate)
    until = models.DateField("结束", null=True, blank=True)
    channel = models.CharField("方式", max_length=8, choices=Channel.choices, default=Channel.PAGE)
    device = models.ForeignKey("devices.Device", models.SET_NULL, null=True, blank=True, related_name="+")
    at_night = models.BooleanField("夜间也提醒", default=False)
    active = models.BooleanField("在用", default=True)
    next_at = models.DateTimeField("下次", null=True, blank=True, db_index=True)
    made_by = models.CharField("登记人", max_length=60)

    class Meta:
        """Next first."""

        ordering = ("next_at", "pk")


class Ring(models.Model):
    """One time a reminder was due. Written before anything is sent, so that it is said once."""

    class State(models.TextChoices):
        """Where it stands."""

        DUE = "due", "待发送"
        SENT = "sent", "已提醒"
        FAILED = "failed", "没有送达"
        CONFIRMED = "confirmed", "已确认"
        MISSED = "missed", "未确认"
        STALE = "stale", "过时未提醒"

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="rings")
    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    due_at = models.DateTimeField("应提醒时间")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DUE)
    channel = models.CharField("方式", max_length=8, choices=Reminder.Channel.choices)
    sent_at = models.DateTimeField("提醒时间", null=True, blank=True)
    command_id = models.BigIntegerField("指令", null=True, blank=True, db_index=True)
    problem = models.CharField("没有送达的原因", max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=60, blank=True, default="")

    class Meta:
        """Once per reminder and time."""

        ordering = ("-due_at", "-pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("reminder", "due_at"), name="ring_once")]
        indexes: ClassVar = [models.Index(fields=("state", "due_at"), name="ring_state")]
