"""Duty roster (值班表): who is called first and who second, where and when."""

from __future__ import annotations

from django.db import models


class Shift(models.Model):
    """A weekly shift (班次) of an area: `first` is the 主班, `second` the 备班. It may pass midnight.

    `weekdays` are the days on which it begins, 0 = Monday; equal `starts` and `ends` mean 24 hours.
    """

    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    title = models.CharField("班次", max_length=40)
    weekdays = models.JSONField("星期", default=list)
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
