"""Bulletins (大屏公告): notices for the line of the hall screen, and when the playlist (节目单) shows them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Bulletin(models.Model):
    """One notice, shown from `starts_at` until `ends_at` on the screens of its area and of the areas below."""

    class Kind(models.TextChoices):
        """What kind of notice."""

        NOTICE = "notice", "通知"
        EVENT = "event", "活动"
        POLICY = "policy", "政策"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="范围", related_name="+")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.NOTICE)
    text = models.CharField("内容", max_length=300)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    weekdays = models.JSONField("星期", default=list, blank=True)
    """Days of the week from 1 (星期一) to 7 (星期日); empty means every day."""
    from_time = models.TimeField("每天从", null=True, blank=True)
    to_time = models.TimeField("每天到", null=True, blank=True)
    order = models.PositiveIntegerField("次序", default=0)
    seconds = models.PositiveSmallIntegerField("停留秒数", default=15)
    written_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        """Newest first; the end lies after the start."""

        ordering = ("-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="bulletin_ends_after_start"),
            models.CheckConstraint(
                condition=Q(from_time=None, to_time=None) | Q(to_time__gt=F("from_time")),
                name="bulletin_hours_in_order",
            ),
        )
        indexes = (models.Index(fields=("area", "ends_at"), name="bulletin_area_ends"),)

    def __str__(self) -> str:
        return self.text

    @property
    def status(self) -> str:
        """Where it is in time: waiting, running, over or withdrawn."""
        now = timezone.now()
        if self.withdrawn_at:
            return "withdrawn"
        return "waiting" if self.starts_at > now else "running" if self.ends_at > now else "over"

    def on_air(self, at: dt.datetime) -> bool:
        """Whether the playlist shows it at that moment: within its days, its days of the week and its hours."""
        here = timezone.localtime(at)
        if self.withdrawn_at or not self.starts_at <= at < self.ends_at:
            return False
        if self.weekdays and here.isoweekday() not in self.weekdays:
            return False
        return self.from_time is None or self.to_time is None or self.from_time <= here.time() < self.to_time
