"""Writes one plan in one transaction of the telemetry database."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import msgspec
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from linli.kernel import bus, telemetry
from linli.sections.devices.ingest import reasons, sequences
from linli.sections.devices.ingest.plan import Plan, Rows, merged
from linli.sections.devices.ingest.statements import INCIDENT, REFUSAL, Statements

LOG_LOCK = 0x11A12
"""PostgreSQL: held from the first id of a batch to its commit, so that ids appear in order."""
Values = dict[str, float]
Stamped = dict[str, tuple[int, float]]
_values = msgspec.json.Decoder(Values)
_stamped = msgspec.json.Decoder(Stamped)


class Store:
    """The writer's hand. It remembers whom it has counted today."""

    def __init__(self) -> None:
        self.alias = settings.TELEMETRY_DB
        self.vendor = connections[self.alias].vendor
        self.say = Statements(self.vendor)
        self._senders: set[str] = set()
        self._day = timezone.localdate()

    def commit(self, plan: Plan, areas: dict[str, int]) -> None:
        """Commits the plan, then tells the readers of the log. Raises DatabaseError; then nothing of it is written."""
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            if plan.rows:
                self._begin_log(cursor)
                self._insert(cursor, plan.rows)
                self._keep_latest(cursor, plan.rows)
            if plan.sequences:
                self._count_gaps(cursor, plan.sequences)
            if plan.refused:
                cursor.executemany(REFUSAL, self._refusals(plan, areas))
            if plan.incidents:
                cursor.executemany(INCIDENT, plan.incidents)
        if plan.rows:
            bus.tell(telemetry.COMMITTED, "")

    def _begin_log(self, cursor: Any) -> None:
        """On PostgreSQL one writer at a time, and a notice to other processes with the commit."""
        if self.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s), pg_notify(%s, %s)",
                [LOG_LOCK, bus.PG_CHANNEL, f"{bus.ORIGIN}|{telemetry.COMMITTED}|"],
            )

    def _insert(self, cursor: Any, rows: Rows) -> None:
        """Appends; where a device has spoken at that time before, adds the metrics that are new."""
        sent = _json([pk, at_ms, values] for (pk, at_ms), values in rows.items())
        cursor.execute(self.say.insert_readings, [sent])
        if cursor.rowcount == len(rows):
            return
        cursor.execute(self.say.kept_readings, [sent])
        grown: Rows = {}
        old: list[int] = []
        for row_id, pk, at_ms, text in cursor.fetchall():
            kept = _values.decode(text)
            both = merged(kept, rows[pk, at_ms])
            if len(both) > len(kept):
                grown[pk, at_ms] = both
                old.append(row_id)
        if grown:
            cursor.executemany("DELETE FROM devices_reading WHERE id = %s", [[row_id] for row_id in old])
            again = _json([pk, at_ms, values] for (pk, at_ms), values in grown.items())
            cursor.execute(self.say.insert_readings, [again])

    def _keep_latest(self, cursor: Any, rows: Rows) -> None:
        """Keeps the newest value of each metric; a late message does not replace a newer one."""
        newest, oldest = _newest(rows)
        heads = [[pk, max(at for at, _ in kept.values()), oldest[pk], kept] for pk, kept in newest.items()]
        cursor.execute(self.say.newer_latest, [_json(heads)])
        late = {pk: (at_ms, _stamped.decode(text)) for pk, at_ms, text in cursor.fetchall()}
        for head in heads if late else ():
            if head[0] in late:
                at_ms, before = late[head[0]]
                head[1], head[3] = max(head[1], at_ms), _newer(before, head[3])
        cursor.execute(self.say.upsert_latest, [_json(heads)])

    def _count_gaps(self, cursor: Any, numbers: list[tuple[int, int]]) -> None:
        cursor.execute(self.say.sequences, [_json([pk] for pk in {pk for pk, _ in numbers})])
        known = {pk: (last, window) for pk, last, window in cursor.fetchall()}
        counts = sequences.counted(numbers, known)
        cursor.execute(self.say.upsert_sequences, [_json([pk, *count] for pk, count in counts.items())])

    def _refusals(self, plan: Plan, areas: dict[str, int]) -> list[tuple[Any, ...]]:
        day, now_ms = timezone.localdate(), int(time.time() * 1000)
        if day != self._day:
            self._day, self._senders = day, set()
        merged: dict[tuple[str, str], int] = {}
        for (sender, reason), count in plan.refused.items():
            key = (self._named(sender), reason)
            merged[key] = merged.get(key, 0) + count
        return [
            (day, sender, reason, areas.get(sender), count, now_ms, plan.details.get((sender, reason), ""))
            for (sender, reason), count in sorted(merged.items())
        ]

    def _named(self, sender: str) -> str:
        """The sender as counted: strangers beyond the limit share one row."""
        if sender not in self._senders and len(self._senders) >= reasons.MAX_SENDERS:
            return reasons.OTHERS
        self._senders.add(sender)
        return sender


def _newest(rows: Rows) -> tuple[dict[int, Stamped], dict[int, int]]:
    """Per device the newest value of each metric, and the oldest time of the batch."""
    newest: dict[int, Stamped] = {}
    oldest: dict[int, int] = {}
    for (pk, at_ms), values in rows.items():
        kept = newest.get(pk)
        if kept is None:
            newest[pk] = {metric: (at_ms, value) for metric, value in values.items()}
            oldest[pk] = at_ms
            continue
        oldest[pk] = min(at_ms, oldest[pk])
        for metric, value in values.items():
            if metric not in kept or kept[metric][0] < at_ms:
                kept[metric] = (at_ms, value)
    return newest, oldest


def _newer(first: Stamped, second: Stamped) -> Stamped:
    """Of each metric the newer value; of two at the same time the first."""
    return first | {
        metric: value
        for metric, value in second.items()
        if metric not in first or value[0] > first[metric][0]
    }


def _json(rows: Iterable[Any]) -> str:
    return msgspec.json.encode(list(rows)).decode()
