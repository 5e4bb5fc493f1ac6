"""Limits of vital signs for one person (个人阈值): the order behind the exception that the alert rules keep."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class PersonLimit(models.Model):
    """Who set which limit why, and when it must be looked at again; the rule engine holds the limit itself.

    `rules` are the alert rules that it changes for this person; values that people measure are held against it too.
    """

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="limits")
    vital = models.CharField("体征", max_length=20)
    above = models.BooleanField("上限")
    limit = models.FloatField("阈值")
    duration_s = models.PositiveIntegerField("持续（秒）", default=0)
    starts = models.TimeField("生效开始", null=True, blank=True)
    ends = models.TimeField("生效结束", null=True, blank=True)
    rules = models.JSONField("规则", default=list)
    muted = models.BooleanField("静默", default=False)
    reason = models.CharField("依据", max_length=200)
    review_on = models.DateField("复核日期", null=True, blank=True, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One limit in force per vital sign and direction."""

        ordering = ("vital", "-set_at")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("elder", "vital", "above"),
                condition=models.Q(ended_at=None),
                name="person_limit_once",
            ),
        ]
