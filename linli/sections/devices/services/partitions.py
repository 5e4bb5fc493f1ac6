"""Months of readings (按月分区): on PostgreSQL the log is partitioned, so that old months go whole and at once.

A default partition takes what belongs to no month (a clock far off); the daily job moves it when its month is made.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections, transaction

from linli.kernel.turns import take_turn

TABLE = "devices_reading"
DEFAULT = f"{TABLE}_other"
AHEAD = 2
LOCAL = ZoneInfo("Asia/Shanghai")
PARTITIONED = """
ALTER TABLE {table} RENAME TO {table}_whole;
ALTER TABLE {table}_whole DROP CONSTRAINT IF EXISTS reading_once;
CREATE TABLE {table} (LIKE {table}_whole INCLUDING DEFAULTS INCLUDING IDENTITY, CONSTRAINT reading_once
  UNIQUE (device_id, at_ms)) PARTITION BY RANGE (at_ms);
CREATE INDEX devices_reading_id ON {table} (id);
CREATE TABLE {default} PARTITION OF {table} DEFAULT;
INSERT INTO {table} SELECT * FROM {table}_whole ORDER BY id;
SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(max(id), 0) + 1 FROM {table}), false);
DROP TABLE {table}_whole;
"""
MONTH = """
CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS);
WITH moved AS (DELETE FROM {default} WHERE at_ms >= {since} AND at_ms < {until} RETURNING *)
  INSERT INTO {name} SELECT * FROM moved;
ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES FROM ({since}) TO ({until});
"""
LIST = "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '{table}'::regclass"


def ensure(today: dt.date | None = None, *, keep_days: int = 0) -> list[str]:
    """Makes the table partitioned, with the months from the oldest kept one to two ahead; returns the names made.

    Does nothing on SQLite. Safe when several processes do it at once.
    """
    connection = connections[settings.TELEMETRY_DB]
    if connection.vendor != "postgresql":
        return []
    today = today or dt.datetime.now(LOCAL).date()
    with transaction.atomic(using=settings.TELEMETRY_DB), connection.cursor() as cursor:
        take_turn("devices.partitions", using=settings.TELEMETRY_DB)
        cursor.execute("SELECT relkind FROM pg_class WHERE oid = to_regclass(%s)", [TABLE])
        kind = cursor.fetchone()
        if kind is None:
            return []
        if kind[0] != "p":
            cursor.execute(PARTITIONED.format(table=TABLE, default=DEFAULT))
        there = _names(cursor)
        wanted = _months(today - dt.timedelta(days=keep_days), AHEAD + _between(today, keep_days))
        made = [month for month in wanted if _name(month) not in there]
        for month in made:
            words = {"since": _ms(month), "until": _ms(_next(month)), "name": _name(month)}
            cursor.execute(MONTH.format(table=TABLE, default=DEFAULT, **words))
    return [_name(month) for month in made]


def drop_before(before_ms: int) -> list[str]:
    """Drops the months that ended before a time, and what the default partition has from before; returns the names."""
    connection = connections[settings.TELEMETRY_DB]
    with transaction.atomic(using=settings.TELEMETRY_DB), connection.cursor() as cursor:
        gone = [
            name
            for name in sorted(_names(cursor))
            if name != DEFAULT and _ms(_next(_month(name))) <= before_ms
        ]
        for name in gone:
            cursor.execute(f"DROP TABLE {name}")
        cursor.execute(f"DELETE FROM {DEFAULT} WHERE at_ms < %s", [before_ms])  # noqa: S608 - a constant name
    return gone


def _names(cursor: Any) -> set[str]:
    cursor.execute(LIST.format(table=TABLE))
    return {row[0] for row in cursor.fetchall()}


def _between(today: dt.date, keep_days: int) -> int:
    """Months from the oldest kept day to today."""
    first = today - dt.timedelta(days=keep_days)
    return (today.year - first.year) * 12 + today.month - first.month


def _months(first: dt.date, count: int) -> list[dt.date]:
    found = [first.replace(day=1)]
    for _ in range(count):
        found.append(_next(found[-1]))
    return found


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=32)).replace(day=1)


def _name(month: dt.date) -> str:
    return f"{TABLE}_{month:%Y%m}"


def _month(name: str) -> dt.date:
    digits = name.rsplit("_", 1)[1]
    return dt.date(int(digits[:4]), int(digits[4:]), 1)


def _ms(month: dt.date) -> int:
    return int(dt.datetime(month.year, month.month, 1, tzinfo=LOCAL).timestamp() * 1000)
