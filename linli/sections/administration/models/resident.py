"""How residents sign in: codes by SMS (短信验证码) and codes on paper (登录码) for those without SMS."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class PhoneCode(models.Model):
    """A code sent to a phone. Kept for unknown numbers too, so that nobody learns which numbers are known."""

    phone_index = models.CharField(max_length=32, db_index=True)
    code_hash = models.CharField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ticket_hash = models.CharField(max_length=32, blank=True, default="", db_index=True)
    """Set when several people share the phone: whoever holds the ticket may choose one of them, once."""
    ticket_used_at = models.DateTimeField(null=True)
    candidates = models.JSONField(default=list)
    """Ids of the people that the ticket lets choose from."""


class PaperCode(models.Model):
    """A one-time code printed for one person by the community; only its keyed hash is kept."""

    person_id = models.BigIntegerField(db_index=True)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=32, unique=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
