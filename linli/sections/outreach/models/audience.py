"""Audiences (圈选名单): who met a rule on a day, or was picked by hand; kept as rows, never worked out again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Audience(models.Model):
    """A frozen list. `tree` is the rule as it was then; `previous` the run before it, for who came and who went.

    `certain`, `to_check`, `left_out` count the members by verdict as frozen, and everybody else who was meant.
    """

    class Way(models.TextChoices):
        """How it came about."""

        RULE = "rule", "按条件"
        HAND = "hand", "手工选择"

    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    title = models.CharField("名称", max_length=80)
    way = models.CharField(max_length=4, choices=Way.choices)
    rule_version = models.ForeignKey(
        "outreach.RuleVersion", models.PROTECT, null=True, blank=True, related_name="audiences"
    )
    tree = models.JSONField("条件", null=True, blank=True)
    as_of = models.DateField("截至日期")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_runs")
    certain = models.PositiveIntegerField("符合", default=0)
    to_check = models.PositiveIntegerField("待核实", default=0)
    left_out = models.PositiveIntegerField("不符合", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("生成时间", default=timezone.now)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "圈选名单"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class AudienceMember(models.Model):
    """A person of an audience with the verdict. Written by the hundred thousand, so without checks of foreign keys.

    `truths` has a sign for each condition, in the order of the rule: 1 met, 0 not met, ? unknown. `reason` is what
    somebody said who changed the verdict.
    """

    class Verdict(models.TextChoices):
        """What the rule, or after it a person, says."""

        IN = "in", "符合"
        CHECK = "check", "待核实"
        OUT = "out", "移出"

    audience = models.ForeignKey(
        Audience, models.CASCADE, related_name="members", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        "registry.Person", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    truths = models.CharField(max_length=40, blank=True, default="", db_default="")
    reason = models.CharField("理由", max_length=200, blank=True, default="", db_default="")
    decided_by = models.CharField("处理人", max_length=60, blank=True, default="", db_default="")

    class Meta:
        """A person is in an audience once."""

        verbose_name = verbose_name_plural = "名单人员"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("audience", "person"), name="outreach_member_once"),
        ]
