"""Curves: readings of one metric, bucketed in SQL, with the gaps left open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.devices.models import Device

BUCKETS = 400
LONGEST = dt.timedelta(days=400)
WIDTHS = (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400)
"""Bucket widths in seconds."""
GAP_REPORTS = 3
"""A silence of more than this many intervals, the type's or the usual one in the picture, is a gap."""
RAW = """
SELECT bucket, avg(value), min(value), max(value), count(value) FROM (
  SELECT at_ms / %s AS bucket, CAST("values" ->> CAST(%s AS text) AS double precision) AS value
  FROM devices_reading WHERE device_id = %s AND at_ms >= %s AND at_ms < %s
) AS readings WHERE value IS NOT NULL GROUP BY bucket ORDER BY bucket
"""


def curve(device: Device, metric: str, since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    """Points [epoch ms, mean, least, greatest, count]; a point of [epoch ms, None …] marks a gap.

    The caller has checked that the actor may see the device. Raises DomainError for an impossible period.
    """
    if not dt.timedelta(0) < until - since <= LONGEST:
        raise DomainError("时间范围应在 400 天以内，且结束晚于开始。", fields={"since": "时间范围不正确。"})
    width = _width(until - since)
    found = _buckets(device.pk, metric, _ms(since), _ms(until), width)
    silence = max(_usual(found), -(-device.type.report_seconds // width)) * GAP_REPORTS
    return {
        "metric": metric,
        "bucket_seconds": width,
        "since": since,
        "until": min(until, timezone.now()),
        "points": _with_gaps(found, width * 1000, silence),
    }


def _usual(found: list[tuple[Any, ...]]) -> int:
    """The usual distance between readings, in buckets."""
    steps = sorted(after[0] - before[0] for before, after in zip(found, found[1:], strict=False))
    return steps[len(steps) // 2] if steps else 1


def _width(period: dt.timedelta) -> int:
    seconds = period.total_seconds()
    return next((w for w in WIDTHS if seconds / w <= BUCKETS), WIDTHS[-1])


def _buckets(device_id: int, metric: str, since: int, until: int, width: int) -> list[tuple[Any, ...]]:
    with connections[settings.TELEMETRY_DB].cursor() as cursor:
        cursor.execute(RAW, [width * 1000, metric, device_id, since, until])
        return list(cursor.fetchall())


def _with_gaps(found: list[tuple[Any, ...]], width_ms: int, silence: int) -> list[list[float | None]]:
    points: list[list[float | None]] = []
    before: int | None = None
    for bucket, mean, least, greatest, n in found:
        if before is not None and bucket - before > silence:
            points.append([(before + 1) * width_ms, None, None, None, 0])
        points.append([bucket * width_ms, round(mean, 6), least, greatest, n])
        before = bucket
    return points


def _ms(at: dt.datetime) -> int:
    return int(at.timestamp() * 1000)
