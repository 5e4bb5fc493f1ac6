"""Plans of estates (平面图): every version that was uploaded, one of them in use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Plan(models.Model):
    """One version of an estate's plan in metres. Outlines of known buildings are also on `Building.plan`."""

    estate = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="小区", related_name="+")
    version = models.PositiveIntegerField("版本")
    name = models.CharField("文件", max_length=120)
    features = models.JSONField("图形", default=list)
    """GeoJSON features; `kind` is building, road, green, water, ground, gate, hall, board or spot."""
    origin = models.JSONField("西北角经纬度", null=True, blank=True)
    """[longitude, latitude] in WGS-84 degrees of the plan's zero point, or null."""
    current = models.BooleanField("在用", default=True)
    made_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "平面图"
        ordering = ("estate", "-version")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("estate", "version"), name="plan_version_once"),
            models.UniqueConstraint(
                fields=("estate",), condition=models.Q(current=True), name="plan_current_once"
            ),
        ]
