"""Visits (探访关爱): how often somebody is looked in on, and what was found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class VisitPlan(models.Model):
    """How often a person is visited. By risk level unless somebody set it by hand (`fixed`)."""

    class Way(models.TextChoices):
        """How."""

        HOME = "home", "上门"
        PHONE = "phone", "电话"

    elder = models.OneToOneField("eldercare.Elder", models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField("关爱等级", default=1)
    every_days = models.PositiveSmallIntegerField("间隔（天）", default=30)
    way = models.CharField("方式", max_length=6, choices=Way.choices, default=Way.HOME)
    fixed = models.BooleanField("人工设定", default=False)
    active = models.BooleanField("在用", default=True)
    next_on = models.DateField("下次", default=timezone.localdate)

    class Meta:
        """Next first."""

        ordering = ("next_on", "pk")


class Visit(models.Model):
    """One visit, planned or not, with what was found. `key` is the phone's own, so that sending twice changes nothing."""

    class State(models.TextChoices):
        """Where it stands."""

        DUE = "due", "待探访"
        DONE = "done", "已探访"
        MISSED = "missed", "漏访"
        SKIPPED = "skipped", "不需探访"

    Way = VisitPlan.Way

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="+")
    plan = models.ForeignKey(VisitPlan, models.SET_NULL, null=True, blank=True, related_name="visits")
    alert_id = models.BigIntegerField("预警", null=True, blank=True, unique=True)
    level = models.PositiveSmallIntegerField("关爱等级", default=1)
    way = models.CharField("方式", max_length=6, choices=Way.choices, default=Way.HOME)
    reason = models.CharField("事由", max_length=100, blank=True, default="")
    due_on = models.DateField("应访日期")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DUE)
    escalated_at = models.DateTimeField("升级时间", null=True, blank=True)
    key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    done_at = models.DateTimeField("探访时间", null=True, blank=True)
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    done_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    proof = models.CharField("到场凭据", max_length=10, blank=True, default="")
    spot = models.JSONField("签到位置", null=True, blank=True)
    """{lat, lon, accuracy} in WGS-84 degrees and metres, as the phone told it."""
    distance_m = models.PositiveIntegerField("离住处（米）", null=True, blank=True)
    answered = models.BooleanField("见到或接通", default=True)
    answers = models.JSONField("探访情况", default=dict)
    note = models.CharField("备注", max_length=500, blank=True, default="")
    case_id = models.BigIntegerField("工单", null=True, blank=True)
    case_number = models.CharField("工单编号", max_length=40, blank=True, default="")

    class Meta:
        """Due first; a person is due once a day."""

        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("plan", "due_on"), condition=models.Q(plan__isnull=False), name="visit_due_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "due_on"), name="visit_state_due"),
            models.Index(fields=("elder", "-done_at"), name="visit_elder"),
        ]


class VisitPhoto(models.Model):
    """A photo taken at a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    file = models.ForeignKey("kernel.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        """In the order taken."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("visit", "file"), name="visit_photo_once"),
        ]
