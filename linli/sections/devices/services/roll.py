"""Tells the ingest that what it knows of devices has changed."""

from __future__ import annotations

from django.db.models import F

from linli.kernel import bus
from linli.sections.devices.models import RollVersion

CHANNEL = "devices.roll"


def changed() -> None:
    """Counts the version up within the current transaction; other processes see it within two seconds."""
    if not RollVersion.objects.filter(pk=1).update(version=F("version") + 1):
        RollVersion.objects.get_or_create(pk=1, defaults={"version": 1})
    bus.post(CHANNEL)
