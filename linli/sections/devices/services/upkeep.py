"""Keeping the telemetry tables from growing for ever."""

from __future__ import annotations

import datetime as dt
import time

from django.utils import timezone

from linli.kernel import conf
from linli.sections.devices.models import Reading, Refusal

DAY_MS = 24 * 3600 * 1000
REFUSAL_DAYS = 90


def forget_old() -> int:
    """Deletes readings of the days before the last `devices.keep_days`, and old refusals; returns how many readings."""
    before_ms = int(time.time() * 1000) - int(conf.get("devices.keep_days")) * DAY_MS
    gone = Reading.objects.filter(at_ms__lt=before_ms).delete()[0]
    Refusal.objects.filter(day__lt=timezone.localdate() - dt.timedelta(days=REFUSAL_DAYS)).delete()
    return gone
