"""Broadcasts (智慧广播): what is said over loudspeakers, in which zones, when, and what became of it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

DAY_VOLUMES = [0] * 8 + [70] * 4 + [40] * 2 + [70] * 6 + [50] + [0] * 3
"""Volume in percent by hour of the day; 0 means that nothing but the urgent is played."""


def day_volumes() -> list[int]:
    """The volumes that a new zone has: quiet until 8, softer at noon, quiet from 21."""
    return list(DAY_VOLUMES)


class Zone(models.Model):
    """A zone (广播分区): a group of loudspeakers that are spoken to together."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    devices = models.ManyToManyField("devices.Device", related_name="+", verbose_name="音箱")
    volumes = models.JSONField("各时段音量", default=day_volumes)
    """24 percentages, one for each hour of the day."""
    urgent_volume = models.PositiveSmallIntegerField("紧急音量", default=100)

    class Meta:
        """A name once in an area."""

        ordering = ("area", "name")
        constraints = (models.UniqueConstraint(fields=("area", "name"), name="zone_name_once"),)

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A programme (定时节目): the same broadcast again and again, by weekday and time."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=60)
    text = models.TextField("内容", blank=True, default="")
    recording = models.ForeignKey(
        "kernel.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    zones = models.ManyToManyField(Zone, related_name="programmes", blank=True)
    weekdays = models.JSONField("星期", default=list)
    """0 is Monday."""
    times = models.JSONField("时间", default=list)
    """Like ["07:30", "18:00"], Shanghai time."""
    starts_on = models.DateField("开始日期", default=timezone.localdate)
    until = models.DateField("结束日期", null=True, blank=True)
    repeats = models.PositiveSmallIntegerField("每次播几遍", default=1)
    active = models.BooleanField("在用", default=True)
    next_at = models.DateTimeField("下次播放", null=True, blank=True, db_index=True)
    actor_name = models.CharField("设定人", max_length=60, blank=True, default="")

    class Meta:
        """What comes next first."""

        ordering = (models.F("next_at").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.title


class Broadcast(models.Model):
    """One broadcast (广播). With a text it is spoken by the machine, with a recording that is played.

    `ref` says where it comes from, like “notice:12”; of the same programme there is one at each time.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", "待播"
        PLAYING = "playing", "播放中"
        DONE = "done", "已结束"
        WITHDRAWN = "withdrawn", "已撤回"

    OPEN = (State.PLANNED, State.PLAYING)

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=60)
    text = models.TextField("内容", blank=True, default="")
    words = models.TextField("读法", blank=True, default="")
    """The text as it is spoken: numbers, dates and amounts as words."""
    pinyin = models.TextField("拼音", blank=True, default="")
    sound = models.ForeignKey("kernel.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    """The recording, or the speech once it has been made."""
    recorded = models.BooleanField("录音", default=False)
    seconds = models.FloatField("时长（秒）", default=0)
    zones = models.ManyToManyField(Zone, related_name="broadcasts", blank=True)
    """None means every loudspeaker of the area."""
    urgent = models.BooleanField("紧急", default=False)
    repeats = models.PositiveSmallIntegerField("播几遍", default=1)
    ref = models.CharField("来源", max_length=60, blank=True, default="", db_index=True)
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="broadcasts"
    )
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.PLANNED)
    play_at = models.DateTimeField("播放时间", db_index=True)
    expires_at = models.DateTimeField("过时不补")
    """A loudspeaker that was away plays it later only until then."""
    trouble = models.CharField("问题", max_length=200, blank=True, default="")
    actor_name = models.CharField("发起人", max_length=60)
    created_at = models.DateTimeField("创建时间", default=timezone.now)

    class Meta:
        """Newest first; a programme has one broadcast at each time."""

        ordering = ("-play_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("programme", "play_at"), name="programme_plays_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def late_minutes(self) -> int:
        """How long after its time it is still made up for, in minutes."""
        return round((self.expires_at - self.play_at) / dt.timedelta(minutes=1))
