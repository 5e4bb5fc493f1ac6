"""The execution log (播放记录): what each loudspeaker played of a broadcast, step by step."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.sections.outreach.models.broadcast import Broadcast


class Play(models.Model):
    """One broadcast on one loudspeaker."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "等待音箱"
        ACCEPTED = "accepted", "音箱已收下"
        PLAYING = "playing", "播放中"
        PAUSED = "paused", "被打断"
        PLAYED = "played", "已播完"
        SKIPPED = "skipped", "按规则跳过"
        MISSED = "missed", "没有播到"
        FAILED = "failed", "播放失败"
        WITHDRAWN = "withdrawn", "已撤回"

    OPEN = (State.WAITING, State.ACCEPTED, State.PLAYING, State.PAUSED)

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="plays")
    device = models.ForeignKey("devices.Device", models.PROTECT, related_name="+")
    command_id = models.BigIntegerField("指令", null=True, blank=True, unique=True)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.WAITING)
    volume = models.PositiveSmallIntegerField("音量", default=0)
    overrides_hours = models.BooleanField("不受时段限制", default=False)
    """Urgent, at an hour in which nothing else is played."""
    expires_at = models.DateTimeField("过时不补")
    started_at = models.DateTimeField("开始播放", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    made_up = models.BooleanField("补播", default=False)
    """Begun more than a minute after its time."""
    reason = models.CharField("原因", max_length=200, blank=True, default="")

    class Meta:
        """Newest first; a loudspeaker plays a broadcast once."""

        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("broadcast", "device"), name="play_once"),)
        indexes = (
            models.Index(
                fields=("expires_at",),
                condition=models.Q(state__in=("waiting", "accepted", "playing", "paused")),
                name="play_open",
            ),
        )


class PlayStep(models.Model):
    """One thing that a loudspeaker reported of a play; `nth` is its own number, so that telling twice changes nothing."""

    class What(models.TextChoices):
        """What happened."""

        ACCEPTED = "accepted", "收下"
        STARTED = "started", "开始播放"
        PAUSED = "paused", "被紧急广播打断"
        RESUMED = "resumed", "接着播放"
        CUT = "cut", "断电或重启"
        FINISHED = "finished", "播完"
        SKIPPED = "skipped", "跳过"
        FAILED = "failed", "失败"
        CANCELLED = "cancelled", "停止"

    play = models.ForeignKey(Play, models.CASCADE, related_name="steps")
    nth = models.PositiveBigIntegerField("序号")
    what = models.CharField("事项", max_length=9, choices=What.choices)
    at = models.DateTimeField("音箱时间")
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    second = models.FloatField("播到第几秒", default=0)
    reason = models.CharField("原因", max_length=200, blank=True, default="")

    class Meta:
        """In the loudspeaker's order; each number once."""

        ordering = ("nth",)
        constraints = (models.UniqueConstraint(fields=("play", "nth"), name="play_step_once"),)
