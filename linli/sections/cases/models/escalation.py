"""Escalation (逐级升级): whose desk a late case comes to, as data, and which levels it has reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.sections.cases.models.case import Case
from linli.sections.cases.models.category import Category


class Ladder(models.Model):
    """The levels for an area and a category (null: all). `steps`: [{"days": working days after the limit, "role"}]."""

    area = models.ForeignKey("kernel.Area", models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    steps = models.JSONField("级别", default=list)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One per area and category."""

        ordering = ("area", "category")
        constraints = (
            models.UniqueConstraint(fields=("area", "category"), name="ladder_once"),
            models.UniqueConstraint(fields=("area",), condition=Q(category=None), name="ladder_area_once"),
        )


class Escalation(models.Model):
    """A level that a case has reached in a round: on whose desk it lies since when. Written once, never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="escalations")
    round = models.PositiveSmallIntegerField("轮次")
    level = models.PositiveSmallIntegerField("级别")
    role = models.CharField("角色", max_length=20)
    at = models.DateTimeField("升级时间", default=timezone.now)

    class Meta:
        """Each level once per round."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("case", "round", "level"), name="escalation_once"),)
