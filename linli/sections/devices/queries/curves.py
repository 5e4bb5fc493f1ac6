"""Curves: one metric over time, in buckets made by the database, with the gaps left open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.devices.models import Device, Stale
from linli.sections.devices.spans import DAY_MS, LOCAL_MS, day_start, hour_start

BUCKETS = 400
LONGEST = dt.timedelta(days=3700)
HOUR, DAY = 3600, 86_400
WIDTHS = (1, 5, 10, 30, 60, 300, 600, 1800, HOUR, 7200, 21_600, 43_200, DAY, 7 * DAY, 30 * DAY)
"""Bucket widths in seconds. From an hour on, the curve is drawn from roll-ups; from a day on, from those of days."""
GAP_REPORTS = 3
"""A silence of more than this many intervals, the type's or the usual one in the picture, is a gap."""
FRESH_MS = 2 * DAY_MS
"""Hours not rolled up yet are read raw, unless they are older than this: then they are put in a minute later."""
MARKED_MS = 300_000
"""Within this time the job has marked what came into an hour that is now over."""
RAW = """
SELECT bucket, avg(value), min(value), max(value), count(value) FROM (
  SELECT (at_ms + %s) / %s AS bucket, CAST("values" ->> CAST(%s AS text) AS double precision) AS value
  FROM devices_reading WHERE device_id = %s AND at_ms >= %s AND at_ms < %s
) AS readings WHERE value IS NOT NULL GROUP BY bucket ORDER BY bucket
"""
ROLLED = """
SELECT (start_ms + %s) / %s AS bucket, sum(mean * count) / sum(count), min(least), max(greatest), sum(count)
FROM {table} WHERE metric = %s AND device_id = %s AND start_ms >= %s AND start_ms < %s
GROUP BY bucket ORDER BY bucket
"""
Bucket = tuple[int, float, float, float, int]
"""Number, mean, least, greatest, count."""


def curve(device: Device, metric: str, since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    """Points [epoch ms, mean, least, greatest, count]; a point of [epoch ms, None …] marks a gap.

    The caller has checked that the actor may see the device. Raises DomainError for an impossible period.
    """
    if not dt.timedelta(0) < until - since <= LONGEST:
        raise DomainError("时间范围应在十年以内，且结束晚于开始。", fields={"since": "时间范围不正确。"})
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


def _usual(found: list[Bucket]) -> int:
    """The usual distance between readings, in buckets."""
    steps = sorted(after[0] - before[0] for before, after in zip(found, found[1:], strict=False))
    return steps[len(steps) // 2] if steps else 1


def _width(period: dt.timedelta) -> int:
    seconds = period.total_seconds()
    return next((w for w in WIDTHS if seconds / w <= BUCKETS), WIDTHS[-1])


def _buckets(device_id: int, metric: str, since: int, until: int, width: int) -> list[Bucket]:
    """Raw readings, or roll-ups and then the raw readings of the hours that are not rolled up yet."""
    if width < HOUR:
        return _read(RAW, metric, device_id, since, until, width)
    edge = _edge(device_id)
    if width < DAY:
        table, first = "devices_hourrollup", hour_start(since)
    else:
        table, edge, first = "devices_dayrollup", day_start(edge), day_start(since)
    rolled = _read(ROLLED.format(table=table), metric, device_id, first, min(until, edge), width)
    fresh = _read(RAW, metric, device_id, max(since, edge), until, width)
    if rolled and fresh and rolled[-1][0] == fresh[0][0]:
        return [*rolled[:-1], _both(rolled[-1], fresh[0]), *fresh[1:]]
    return rolled + fresh


def _edge(device_id: int) -> int:
    """From where on the device's readings are not rolled up yet."""
    hour = hour_start(_ms(timezone.now()) - MARKED_MS)
    marks = Stale.objects.filter(device_id=device_id, start_ms__gte=hour - FRESH_MS)
    oldest = marks.order_by("start_ms").values_list("start_ms", flat=True).first()
    return hour if oldest is None else min(hour, oldest)


def _read(sql: str, metric: str, device_id: int, since: int, until: int, width: int) -> list[Bucket]:
    with connections[settings.TELEMETRY_DB].cursor() as cursor:
        cursor.execute(sql, [LOCAL_MS, width * 1000, metric, device_id, since, until])
        return [(b, mean, least, greatest, int(n)) for b, mean, least, greatest, n in cursor.fetchall()]


def _both(first: Bucket, second: Bucket) -> Bucket:
    n = first[4] + second[4]
    mean = (first[1] * first[4] + second[1] * second[4]) / n
    return first[0], mean, min(first[2], second[2]), max(first[3], second[3]), n


def _with_gaps(found: list[Bucket], width_ms: int, silence: int) -> list[list[float | None]]:
    points: list[list[float | None]] = []
    before: int | None = None
    for bucket, mean, least, greatest, n in found:
        if before is not None and bucket - before > silence:
            points.append([(before + 1) * width_ms - LOCAL_MS, None, None, None, 0])
        points.append([bucket * width_ms - LOCAL_MS, round(mean, 6), least, greatest, n])
        before = bucket
    return points


def _ms(at: dt.datetime) -> int:
    return int(at.timestamp() * 1000)
