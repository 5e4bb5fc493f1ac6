"""Duty roster (值班表): who is called first and who second, where and when; changes for a date and hand-over."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Shift(models.Model):
    """A weekly shift (班次) of an area: `first` is the 主班, `second` the 备班. It may pass midnight.

    `weekdays` are the days on which it begins, 0 = Monday; equal `starts` and `ends` mean 24 hours. A `holiday` shift
    (节假日班) begins on every statutory holiday instead, and then the area's weekly ones do not.
    """

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("班次", max_length=40)
    weekdays = models.JSONField("星期", default=list)
    holiday = models.BooleanField("节假日班", default=False)
    starts = models.TimeField("开始")
    ends = models.TimeField("结束")
    first = models.ForeignKey("kernel.User", models.PROTECT, related_name="+", verbose_name="主班")
    second = models.ForeignKey(
        "kernel.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="备班"
    )

    class Meta:
        """In the order of the day."""

        ordering = ("area", "starts", "id")
        constraints = (models.UniqueConstraint(fields=("area", "title"), name="shift_title_once"),)

    def __str__(self) -> str:
        return self.title


class Swap(models.Model):
    """换班: on the date on which the shift begins, `user` serves in the place of whoever the roster names."""

    class Slot(models.TextChoices):
        """Which of the two."""

        FIRST = "first", "主班"
        SECOND = "second", "备班"

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="swaps")
    on = models.DateField("日期", db_index=True)
    slot = models.CharField(max_length=6, choices=Slot.choices)
    user = models.ForeignKey("kernel.User", models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=100, blank=True, default="")
    author = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One stand-in per place and date."""

        ordering = ("on", "id")
        constraints = (models.UniqueConstraint(fields=("shift", "on", "slot"), name="swap_once"),)


class Absence(models.Model):
    """请假: from `starts_on` to `ends_on` the person does not serve; `substitute`, if any, does instead."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    user = models.ForeignKey("kernel.User", models.CASCADE, related_name="+")
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", db_index=True)
    substitute = models.ForeignKey(
        "kernel.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="替班人"
    )
    reason = models.CharField("原因", max_length=100, blank=True, default="")
    author = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Earliest first; a person's absence begins once on a day."""

        ordering = ("starts_on", "id")
        constraints = (models.UniqueConstraint(fields=("area", "user", "starts_on"), name="absence_once"),)


class Handover(models.Model):
    """交接班: who leaves writes down what is under way; who comes confirms, and the live alerts are then theirs."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    shift = models.CharField("班次", max_length=40)
    giver = models.ForeignKey("kernel.User", models.PROTECT, related_name="+", verbose_name="交班人")
    taker = models.ForeignKey("kernel.User", models.PROTECT, related_name="+", verbose_name="接班人")
    notes = models.CharField("交接事项", max_length=500, blank=True, default="")
    alerts = models.JSONField("移交的预警", default=list)
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField("接班时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        """Newest first; one waits at a time per area and giver."""

        ordering = ("-written_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("area", "giver"), condition=models.Q(confirmed_at=None), name="handover_waiting_once"
            ),
        )
