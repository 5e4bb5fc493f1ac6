"""Keeping the telemetry tables from growing for ever."""

from __future__ import annotations

import datetime as dt
import time

from django.utils import timezone

from linli.kernel import conf
from linli.sections.devices.models import Latest, Reading, Refusal

DAY_MS = 24 * 3600 * 1000
REFUSAL_DAYS = 90


def forget_old() -> int:
    """Deletes readings older than `devices.keep_days`, metric by metric, and old refusals; returns how many readings."""
    before_ms = int(time.time() * 1000) - int(conf.get("devices.keep_days")) * DAY_MS
    gone = 0
    for device_id, metric in Latest.objects.values_list("device_id", "metric"):
        old = Reading.objects.filter(device_id=device_id, metric=metric, at_ms__lt=before_ms)
        gone += old.delete()[0]
    Refusal.objects.filter(day__lt=timezone.localdate() - dt.timedelta(days=REFUSAL_DAYS)).delete()
    return gone
