"""The category tree (诉求分类) with its limits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Category(models.Model):
    """A node of the category tree (诉求分类). Limits are in working days (工作日); leaves are what people pick."""

    code = models.CharField("编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", default=5)
    urgent_days = models.PositiveSmallIntegerField("紧急时限（工作日）", default=1)
    urgent_hours = models.PositiveSmallIntegerField("紧急时限（工作小时）", null=True, blank=True)
    """Goes before `urgent_days` where it is given."""
    role = models.CharField("建议责任方", max_length=20, blank=True, default="")
    active = models.BooleanField("启用", default=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        """Siblings in their order; limits of at least a day."""

        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(limit_days__gte=1, urgent_days__gte=1), name="category_limit_positive"
            ),
        )

    def __str__(self) -> str:
        return self.name
