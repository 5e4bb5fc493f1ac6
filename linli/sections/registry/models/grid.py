"""Grids (网格) and the wardens (网格员) who answer for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Grid(models.Model):
    """A grid of an estate: its node in the area tree and its outline on the plan."""

    estate = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    area = models.OneToOneField("kernel.Area", models.PROTECT, related_name="+")
    outline = models.JSONField("平面图上的范围", default=dict, blank=True)
    """A GeoJSON Polygon in metres on the plan of the estate, or {}."""
    note = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "网格"
        ordering = ("pk",)


class Warden(models.Model):
    """A user responsible for a grid, from–to, with what was handed over (交接)."""

    grid = models.ForeignKey(Grid, models.CASCADE, related_name="wardens")
    user = models.ForeignKey("kernel.User", models.PROTECT, related_name="+")
    since = models.DateField("起", default=timezone.localdate)
    until = models.DateField("止", null=True, blank=True)
    handover = models.CharField("交接说明", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "网格员"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("grid", "user"), condition=models.Q(until=None), name="warden_open_once"
            ),
        ]
