"""Roll-ups (汇总): each hour and day of each metric, worked out from the raw readings and kept for ever.

Incremental: a mark is left for every hour of a device in which the log has something new, late data included. Every
marked hour that is over is worked out anew from all its readings, so doing it twice changes nothing, and a crash leaves
the marks. `covered_s` says how much of the span was heard: slices of two reporting intervals with a reading in them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from linli.kernel.turns import take_turn
from linli.sections.devices.models import Device, Position, Stale
from linli.sections.devices.spans import HOUR_MS, day_start

GRACE_MS = 120_000
"""An hour is worked out when it has been over for this long."""
LOG_STEP = 20_000
HOURS_STEP = 48
"""Hours of devices worked out per transaction: messages that come in meanwhile wait for no more than this."""
NAME, TURN = "rollups", "devices.rollups"
WANTED = {
    "sqlite": "(SELECT value ->> 0 AS device_id, value ->> 1 AS start_ms, value ->> 2 AS slice_ms FROM json_each(%s))",
    "postgresql": "(SELECT (e -> 0)::bigint AS device_id, (e -> 1)::bigint AS start_ms, (e -> 2)::bigint AS slice_ms "
    "FROM jsonb_array_elements(%s::jsonb) e)",
}
EACH = {"sqlite": 'json_each(r."values")', "postgresql": 'LATERAL jsonb_each(r."values")'}
MARK = """
INSERT INTO devices_stale (device_id, start_ms)
SELECT DISTINCT device_id, at_ms - at_ms %% 3600000 FROM devices_reading WHERE id > %s AND id <= %s
ON CONFLICT DO NOTHING
"""
KEEP = """
ON CONFLICT (device_id, metric, start_ms) DO UPDATE SET count = excluded.count, least = excluded.least,
  greatest = excluded.greatest, mean = excluded.mean, last = excluded.last, last_ms = excluded.last_ms,
  covered_s = excluded.covered_s
"""
COLUMNS = "(device_id, metric, start_ms, count, least, greatest, mean, last, last_ms, covered_s)"
HOURS = """
INSERT INTO devices_hourrollup {columns}
SELECT device_id, metric, start_ms, count(*), min(value), max(value), avg(value), max(last), max(at_ms),
  CASE WHEN count(DISTINCT slice) * slice_ms < 3600000 THEN count(DISTINCT slice) * slice_ms / 1000 ELSE 3600 END
FROM (
  SELECT device_id, start_ms, slice_ms, metric, at_ms, value, (at_ms - start_ms) / slice_ms AS slice,
    first_value(value) OVER (PARTITION BY device_id, start_ms, metric ORDER BY at_ms DESC) AS last
  FROM (
    SELECT w.device_id, w.start_ms, w.slice_ms, r.at_ms, j.key AS metric, CAST(j.value AS double precision) AS value
    FROM {wanted} w
    JOIN devices_reading r
      ON r.device_id = w.device_id AND r.at_ms >= w.start_ms AND r.at_ms < w.start_ms + 3600000
    CROSS JOIN {each} AS j
  ) AS single
) AS ranked WHERE true
GROUP BY device_id, metric, start_ms, slice_ms
{keep}
"""
DAYS = """
INSERT INTO devices_dayrollup {columns}
SELECT device_id, metric, day_ms, sum(count), min(least), max(greatest), sum(mean * count) / sum(count), max(newest),
  max(last_ms), sum(covered_s)
FROM (
  SELECT h.*, w.start_ms AS day_ms,
    first_value(h.last) OVER (PARTITION BY h.device_id, h.metric, w.start_ms ORDER BY h.last_ms DESC) AS newest
  FROM {wanted} w
  JOIN devices_hourrollup h
    ON h.device_id = w.device_id AND h.start_ms >= w.start_ms AND h.start_ms < w.start_ms + 86400000
) AS ranked WHERE true
GROUP BY device_id, metric, day_ms
{keep}
"""
Span = tuple[int, int, int]
"""Device, start, slice (all ms)."""


def roll_up(now_ms: int | None = None) -> int:
    """Works out every hour that is over and has something new, and its day; returns how many hours of devices."""
    while _mark():
        pass
    until = (now_ms or int(time.time() * 1000)) - HOUR_MS - GRACE_MS
    done = 0
    while rolled := _roll(until):
        done += rolled
    return done


def _mark() -> bool:
    """Leaves marks for the next part of the log; False at its end."""
    alias = settings.TELEMETRY_DB
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        take_turn(TURN, using=settings.TELEMETRY_DB)
        position, _ = Position.objects.get_or_create(name=NAME)
        cursor.execute(
            "SELECT max(id), count(*) FROM (SELECT id FROM devices_reading WHERE id > %s ORDER BY id LIMIT %s) AS part",
            [position.log_id, LOG_STEP],
        )
        end, count = cursor.fetchone()
        if not count:
            return False
        cursor.execute(MARK, [position.log_id, end])
        Position.objects.filter(name=NAME).update(log_id=end)
    return bool(count == LOG_STEP)


def _roll(until: int) -> int:
    """Works out some marked hours that began before `until`; returns how many."""
    alias = settings.TELEMETRY_DB
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        take_turn(TURN, using=settings.TELEMETRY_DB)
        marks = Stale.objects.filter(start_ms__lte=until).order_by("device_id", "start_ms")[:HOURS_STEP]
        hours = list(marks.values_list("device_id", "start_ms"))
        if not hours:
            return 0
        slices = _slices({device_id for device_id, _ in hours})
        _execute(cursor, HOURS, [(pk, start, slices.get(pk, 120_000)) for pk, start in hours])
        _execute(cursor, DAYS, sorted({(pk, day_start(start), 0) for pk, start in hours}))
        done = [[pk, start] for pk, start in hours]
        cursor.executemany("DELETE FROM devices_stale WHERE device_id = %s AND start_ms = %s", done)
    return len(hours)


def _execute(cursor: Any, statement: str, spans: Sequence[Span]) -> None:
    vendor = connections[settings.TELEMETRY_DB].vendor
    sql = statement.format(wanted=WANTED[vendor], each=EACH[vendor], columns=COLUMNS, keep=KEEP)
    cursor.execute(sql, [json.dumps(spans)])


def _slices(device_ids: set[int]) -> dict[int, int]:
    """Twice the reporting interval of each device, in ms."""
    rows = Device.objects.filter(pk__in=device_ids).values_list("pk", "type__report_seconds")
    return {pk: max(1, seconds) * 2000 for pk, seconds in rows}
