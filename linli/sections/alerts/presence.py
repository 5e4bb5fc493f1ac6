"""Offline and back (离线与恢复): what the devices section reports, noted for the evaluator."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.kernel import bus
from linli.sections.alerts.models import PresenceNote

CHANNEL = "alerts.presence"


@transaction.atomic
def note(*, device_id: int, online: bool, at: dt.datetime) -> None:
    """A device was last heard at `at` and is silent, or is heard again; the same note twice changes nothing."""
    PresenceNote.objects.create(device_id=device_id, online=online, at_ms=round(at.timestamp() * 1000))
    bus.post(CHANNEL)
