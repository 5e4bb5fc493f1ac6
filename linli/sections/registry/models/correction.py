"""Corrections that residents propose to their own record (居民更正)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class Correction(models.Model):
    """A proposal about one person, accepted or refused with a reason by staff."""

    class State(models.TextChoices):
        """Where it stands."""

        PENDING = "pending", "待审核"
        ACCEPTED = "accepted", "已采纳"
        REFUSED = "refused", "未采纳"

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="corrections")
    area = models.ForeignKey("kernel.Area", models.PROTECT, verbose_name="区域", related_name="+")
    changes = EncryptedTextField("更正内容")
    """JSON: {field: proposed value}."""
    explanation = models.CharField("说明", max_length=300, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField("审核意见", max_length=300, blank=True, default="")
    submitted_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField("提交时间", default=timezone.now)
    decided_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信息更正"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(state="pending"), name="correction_pending_once"
            ),
        ]
