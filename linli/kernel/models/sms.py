"""Short messages that were handed to a gateway, by their key: written before the call, so that each goes out once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SmsSent(models.Model):
    """A key that has been used up. Without a `gateway_id` the gateway gave no answer, or the process died."""

    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    gateway_id = models.CharField(max_length=64, blank=True, default="")
