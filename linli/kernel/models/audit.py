"""The audit trail (审计): append-only and hash-chained."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One change: who did what to which thing, when. `hash` covers the entry and the hash before it."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=60)
    action = models.CharField(max_length=80, db_index=True)
    target_model = models.CharField(max_length=80, blank=True, default="")
    target_id = models.CharField(max_length=40, blank=True, default="")
    area = models.ForeignKey("kernel.Area", models.PROTECT, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Newest last; the trail of one thing is one index look-up."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("target_model", "target_id"), name="audit_target"),)
