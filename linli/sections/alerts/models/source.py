"""Outside systems that send events (事件来源) and the receipts that make a repeated event count once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField


class EventSource(models.Model):
    """An outside system allowed to send events: its signing secret is shown once and kept encrypted."""

    code = models.SlugField("编码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=60)
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    secret = EncryptedTextField("签名密钥")
    enabled = models.BooleanField("启用", default=True)
    last_event_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveIntegerField("被拒次数", default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """By name."""

        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class EventReceipt(models.Model):
    """An event already taken: the same id from the same source changes nothing and gets the same answer."""

    source = models.ForeignKey(EventSource, models.CASCADE, related_name="receipts")
    event_id = models.CharField(max_length=80)
    alert = models.ForeignKey("alerts.Alert", models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        """Once per source."""

        constraints = (models.UniqueConstraint(fields=("source", "event_id"), name="event_once"),)
