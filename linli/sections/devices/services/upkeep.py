"""Keeping the telemetry tables from growing for ever: raw readings go after some months, roll-ups stay."""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings
from django.db import connections
from django.utils import timezone

from linli.kernel import conf
from linli.sections.devices.models import Incident, Latest, Reading, Refusal
from linli.sections.devices.services import partitions, rollups
from linli.sections.devices.spans import DAY_MS, day_start

REFUSAL_DAYS = 90


def forget_old() -> int:
    """Forgets the raw readings of the days before the last `devices.keep_days`, and old refusals and incidents.

    What is forgotten has been rolled up first. Returns how many readings went, or on PostgreSQL how many months.
    """
    rollups.roll_up()
    keep = int(conf.get("devices.keep_days"))
    before_ms = day_start(int(time.time() * 1000) - keep * DAY_MS)
    Refusal.objects.filter(day__lt=timezone.localdate() - dt.timedelta(days=REFUSAL_DAYS)).delete()
    Incident.objects.filter(ended_ms__lt=before_ms).delete()
    if connections[settings.TELEMETRY_DB].vendor == "postgresql":
        partitions.ensure(keep_days=keep)
        return len(partitions.drop_before(before_ms))
    return sum(_forget_device(pk, before_ms) for pk in Latest.objects.values_list("pk", flat=True))


def _forget_device(device_id: int, before_ms: int) -> int:
    """A transaction per device: the writer need not wait long."""
    return Reading.objects.filter(device_id=device_id, at_ms__lt=before_ms).delete()[0]
