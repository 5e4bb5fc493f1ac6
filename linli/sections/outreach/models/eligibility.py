"""Rules over people (圈选规则) in dated versions, each with its legal basis (依据) and example people (示例)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Rule(models.Model):
    """A rule by name; what it says is in its versions."""

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    name = models.CharField("名称", max_length=60)
    note = models.CharField("说明", max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """An area gives a name once."""

        verbose_name = verbose_name_plural = "圈选规则"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("area", "name"), name="outreach_rule_once"),
        ]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """What a rule says from `valid_from` on. A published one never changes: a new version follows it.

    `examples`: [{"label", "facts", "as_of", "expected"}]; it can't be published while one of them comes out otherwise.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", "草稿"
        PUBLISHED = "published", "已发布"

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("版本")
    tree = models.JSONField("条件")
    basis = models.CharField("政策依据", max_length=300, blank=True, default="")
    basis_url = models.URLField("依据网址", max_length=300, blank=True, default="")
    valid_from = models.DateField("施行日期")
    examples = models.JSONField("示例", default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Numbered from 1; a rule has one draft at a time."""

        verbose_name = verbose_name_plural = "规则版本"
        ordering = ("rule", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("rule", "number"), name="outreach_version_once"),
            models.UniqueConstraint(
                fields=("rule",), condition=models.Q(state="draft"), name="outreach_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.name} 第{self.number}版"
