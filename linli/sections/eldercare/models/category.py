"""Categories of elders (老人分类): by a rule worked out every night, or by hand with evidence and a review date."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Category(models.Model):
    """A category. `rule` names what is worked out from the registry; empty means by hand only."""

    class Group(models.TextChoices):
        """Categories of one group exclude each other."""

        NONE = "", "可并列"
        LIVING = "living", "居住方式"
        ABILITY = "ability", "自理能力"

    code = models.CharField("标识", max_length=20, unique=True)
    title = models.CharField("名称", max_length=20)
    group = models.CharField("互斥组", max_length=10, choices=Group.choices, blank=True, default="")
    rule = models.CharField("规则", max_length=20, blank=True, default="")
    rule_version = models.PositiveIntegerField("规则版本", default=1)
    age_min = models.PositiveSmallIntegerField("最低年龄", null=True, blank=True)
    weight = models.PositiveSmallIntegerField("关爱分", default=0)
    review_days = models.PositiveIntegerField("复核周期（天）", null=True, blank=True)
    by_hand = models.BooleanField("可人工认定", default=True)
    note = models.CharField("说明", max_length=200, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        """As the catalogue has them."""

        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.title


class ElderCategory(models.Model):
    """An elder in a category: from when, by what, why, until when it must be looked at again. Ended rows stay."""

    class Source(models.TextChoices):
        """Who says so."""

        RULE = "rule", "规则"
        HAND = "hand", "人工"

    elder = models.ForeignKey("eldercare.Elder", models.CASCADE, related_name="categories")
    category = models.ForeignKey(Category, models.PROTECT, related_name="elders")
    source = models.CharField("来源", max_length=4, choices=Source.choices)
    reason = models.CharField("依据", max_length=200)
    rule_version = models.PositiveIntegerField(null=True, blank=True)
    since = models.DateField("起", default=timezone.localdate)
    review_on = models.DateField("复核日期", null=True, blank=True, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField("止", null=True, blank=True)
    end_reason = models.CharField("取消原因", max_length=100, blank=True, default="")

    class Meta:
        """In force once per source."""

        ordering = ("category__order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("elder", "category", "source"),
                condition=models.Q(ended_on=None),
                name="elder_category_once",
            ),
        ]
