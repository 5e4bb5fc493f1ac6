"""Guarding (安全守护): falls that may be falls, and times when somebody is away from home."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Fall(models.Model):
    """A fall reported by a band: a hypothesis (疑似跌倒) until `due_at`, then confirmed or withdrawn."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "等待确认"
        CONFIRMED = "confirmed", "确认跌倒"
        WITHDRAWN = "withdrawn", "本人确认平安"

    alert_id = models.BigIntegerField("预警", unique=True)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, null=True, blank=True, related_name="+")
    device_id = models.BigIntegerField("设备")
    fell_at = models.DateTimeField("发生时间")
    due_at = models.DateTimeField("确认时限")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    said_ok_at = models.DateTimeField("报平安时间", null=True, blank=True)
    said_by = models.CharField("报平安方式", max_length=60, blank=True, default="")
    reason = models.CharField("依据", max_length=100, blank=True, default="")
    decided_at = models.DateTimeField("判定时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-fell_at", "-pk")
        indexes: ClassVar = [models.Index(fields=("state", "due_at"), name="fall_waiting")]


class Guard(models.Model):
    """Whether an elder is watched over (守护设定), decided by hand. Without it, those of a higher risk level are."""

    elder = models.OneToOneField("eldercare.Elder", models.CASCADE, related_name="guard")
    active = models.BooleanField("守护", default=True)


class Away(models.Model):
    """Away from home (外出登记): nobody expects water, doors or steps from them until they are back."""

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    since = models.DateTimeField("起", default=timezone.now)
    until = models.DateTimeField("止", null=True, blank=True)
    where = models.CharField("去处", max_length=60, blank=True, default="")
    back_at = models.DateTimeField("回家时间", null=True, blank=True)
    noted_by = models.CharField("登记人", max_length=60)

    class Meta:
        """Newest first; away once at a time."""

        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("elder",), condition=models.Q(back_at=None), name="away_open_once"
            ),
        ]
