"""Elders (老人) that the community looks after, and how well they get along (能力评估)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Elder(models.Model):
    """One person of the registry who is looked after. `area` follows the registry.

    `person` has no database constraint: when the registry merges two people the row waits for its new person.
    """

    class Risk(models.IntegerChoices):
        """How closely to look after (关爱等级)."""

        LOW = 1, "一般"
        MEDIUM = 2, "较高"
        HIGH = 3, "高"

    class Grade(models.IntegerChoices):
        """Ability (老年人能力等级, GB/T 42195)."""

        UNKNOWN = -1, "未评估"
        ABLE = 0, "能力完好"
        MILD = 1, "轻度失能"
        MODERATE = 2, "中度失能"
        SEVERE = 3, "重度失能"
        TOTAL = 4, "完全失能"

    person = models.OneToOneField(
        "registry.Person", models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name="人口档案"
    )
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    risk = models.PositiveSmallIntegerField("关爱等级", choices=Risk.choices, default=Risk.LOW)
    risk_score = models.PositiveSmallIntegerField("关爱分", default=0)
    risk_reasons = models.JSONField("依据", default=list)
    """[{"text", "points", "health"}]: those with `health` are shown only to who may know it."""
    grade = models.SmallIntegerField("能力等级", choices=Grade.choices, default=Grade.UNKNOWN)
    spo2_scale = models.PositiveSmallIntegerField("血氧评分标准", default=1)
    """2 only when a doctor set it: hypercapnic respiratory failure, target 88–92 % (NEWS2)."""
    on_oxygen = models.BooleanField("正在吸氧", null=True, blank=True)
    """None until somebody has said so: NEWS2 does not assume air."""
    news2_level = models.PositiveSmallIntegerField("体征评分级别", null=True, blank=True)
    news2_total = models.PositiveSmallIntegerField("体征评分", null=True, blank=True)
    news2_at = models.DateTimeField("评分时间", null=True, blank=True)
    news2_since = models.DateTimeField("达到该级别起", null=True, blank=True)
    followed = models.BooleanField("在册", default=True)
    """False once the person has moved away or died."""
    worked_out_at = models.DateTimeField("上次计算", null=True, blank=True)
    added_at = models.DateTimeField("纳入时间", default=timezone.now)

    class Meta:
        """Those who need most first."""

        verbose_name = verbose_name_plural = "老人"
        indexes: ClassVar = [models.Index(fields=("area", "followed", "-risk"), name="elder_area_risk")]


class Assessment(models.Model):
    """One assessment of ability by a person (能力评估); the newest counts."""

    elder = models.ForeignKey(Elder, models.CASCADE, related_name="assessments")
    grade = models.SmallIntegerField("能力等级", choices=Elder.Grade.choices)
    assessed_on = models.DateField("评估日期")
    review_on = models.DateField("复评日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True, default="")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-assessed_on", "-pk")
