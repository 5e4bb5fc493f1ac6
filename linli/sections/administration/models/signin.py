"""Signing in: sessions that people can see, failure counters, and the second factor (动态口令)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class LoginSession(models.Model):
    """A signed-in browser (登录设备): what its owner sees in the list, and revokes. Tied to one Django session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="login_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    method = models.CharField("登录方式", max_length=12)
    device = models.CharField("设备", max_length=80)
    address = models.GenericIPAddressField("网络地址", null=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-last_seen_at", "-pk")


class Throttle(models.Model):
    """A counter that outlives restarts: what (`purpose`), whose (`subject`, a keyed hash), since when, how often."""

    purpose = models.CharField(max_length=24)
    subject = models.CharField(max_length=32)
    count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()

    class Meta:
        """One counter per purpose and subject."""

        constraints = (models.UniqueConstraint(fields=("purpose", "subject"), name="throttle_once"),)


class TotpState(models.Model):
    """The second factor of a user: on since when, and the last time step used (a code works once, RFC 6238 §5.2)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="totp")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A one-time code for a lost phone; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=32, unique=True)
    used_at = models.DateTimeField(null=True)
