"""Stored files (附件) and remembered answers to repeated requests."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class StoredFile(models.Model):
    """A file in the file store, named by the SHA-256 of its content; checked before it was stored."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey("kernel.User", models.SET_NULL, null=True, related_name="+")
    permission = models.CharField(max_length=80, blank=True, default="")
    taken_at_place = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now)


class RememberedAnswer(models.Model):
    """The answer to a request with an Idempotency-Key, given again to its repetition (kept for a day)."""

    key = models.CharField(max_length=128)
    actor = models.CharField(max_length=40)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        """One answer per actor and key."""

        constraints = (models.UniqueConstraint(fields=("actor", "key"), name="answer_once"),)
