"""Requests that another person decides: more time (延期), an objection to the dispatch (派单异议), voiding (作废)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.sections.cases.models.case import Case


class CaseRequest(models.Model):
    """Something a colleague asked for; at most one of a kind waits at a time. Kept as the ledger (台账)."""

    class Kind(models.TextChoices):
        """What is asked for."""

        EXTENSION = "extension", "延期"
        OBJECTION = "objection", "派单异议"
        VOID = "void", "作废"

    class State(models.TextChoices):
        """Waiting, decided, or overtaken by events."""

        WAITING = "waiting", "待审批"
        GRANTED = "granted", "已同意"
        REFUSED = "refused", "未同意"
        LAPSED = "lapsed", "已失效"

    case = models.ForeignKey(Case, models.CASCADE, related_name="requests")
    kind = models.CharField("事项", max_length=10, choices=Kind.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField("原因")
    days = models.PositiveSmallIntegerField("延期工作日", default=0)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    asked_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    decided_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    answer = models.TextField("审批意见", blank=True, default="")

    class Meta:
        """One waiting request of a kind per case."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "kind"), condition=Q(state="waiting"), name="case_request_once"
            ),
        )
