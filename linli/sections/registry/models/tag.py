"""Tags on people (人群标签): by hand, or by a rule that is worked out anew every night."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Tag(models.Model):
    """A tag of a community or estate. With a `rule` nobody sets it by hand. `review_days`: look again after."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    name = models.CharField("名称", max_length=20)
    rule = models.JSONField("条件", null=True, blank=True)
    review_days = models.PositiveIntegerField("复核周期（天）", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True, default="")
    evaluated_at = models.DateTimeField("上次计算", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "标签"
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("area", "name"), name="tag_once")]

    def __str__(self) -> str:
        return self.name


class PersonTag(models.Model):
    """A tag on a person, where it came from, and when it must be looked at again."""

    class Source(models.TextChoices):
        """Who set it."""

        HAND = "hand", "人工"
        IMPORT = "import", "导入"
        RULE = "rule", "条件"

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="people")
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.HAND)
    since = models.DateField("起", default=timezone.localdate)
    review_on = models.DateField("复核日期", null=True, blank=True, db_index=True)
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("tag", "person"), name="person_tag_once")]
