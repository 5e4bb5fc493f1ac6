"""Writes one plan in one transaction of the telemetry database."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from linli.kernel.telemetry import Reading
from linli.sections.devices.ingest import reasons
from linli.sections.devices.ingest.plan import Plan

INSERT = "INSERT INTO devices_reading (device_id, metric, at_ms, value) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
LATEST = """
INSERT INTO devices_latest (device_id, metric, at_ms, value) VALUES (%s, %s, %s, %s)
ON CONFLICT (device_id, metric) DO UPDATE SET at_ms = excluded.at_ms, value = excluded.value
WHERE excluded.at_ms >= devices_latest.at_ms
"""
REFUSAL = """
INSERT INTO devices_refusal (day, sender, reason, area_id, count, last_ms, detail) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, sender, reason) DO UPDATE SET count = devices_refusal.count + excluded.count,
  last_ms = excluded.last_ms, detail = excluded.detail, area_id = excluded.area_id
"""
SEQUENCE = """
INSERT INTO devices_sequence (device_id, last, missing, restarts) VALUES (%s, %s, %s, %s)
ON CONFLICT (device_id) DO UPDATE SET last = excluded.last,
  missing = devices_sequence.missing + excluded.missing, restarts = devices_sequence.restarts + excluded.restarts
"""
RESTART = 1000
"""A sequence number this much lower than the last one is a device that counts anew, not an old message."""


class Store:
    """The writer's hand. It remembers the last sequence numbers and whom it has counted today."""

    def __init__(self) -> None:
        self.alias = settings.TELEMETRY_DB
        self._last: dict[int, int] = {}
        self._senders: set[str] = set()
        self._day = timezone.localdate()

    def commit(self, plan: Plan, areas: dict[str, int]) -> None:
        """Commits the plan. Raises DatabaseError; then nothing of it is written."""
        sequences = self._gaps(plan.sequences)
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            if plan.readings:
                rows = sorted(set(plan.readings))
                cursor.executemany(INSERT, rows)
                cursor.executemany(LATEST, sorted(_newest(rows)))
            if sequences:
                cursor.executemany(SEQUENCE, [(pk, *row) for pk, row in sorted(sequences.items())])
            if plan.refused:
                cursor.executemany(REFUSAL, self._refusals(plan, areas))
        self._last.update({pk: last for pk, (last, _, _) in sequences.items()})

    def _gaps(self, sequences: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int, int]]:
        """Per device: last number, how many are missing, how often it began anew."""
        found: dict[int, tuple[int, int, int]] = {}
        for pk, seq in sequences:
            last, missing, restarts = found.get(pk) or (self._previous(pk, seq), 0, 0)
            if seq > last:
                found[pk] = (seq, missing + seq - last - 1, restarts)
            elif last - seq >= RESTART or seq <= 1 < last:
                found[pk] = (seq, missing, restarts + 1)
            else:
                found[pk] = (last, missing, restarts)
        return found

    def _previous(self, pk: int, seq: int) -> int:
        """The last number committed, from memory or the database; a first message has no gap before it."""
        if pk not in self._last:
            with connections[self.alias].cursor() as cursor:
                cursor.execute("SELECT last FROM devices_sequence WHERE device_id = %s", [pk])
                row = cursor.fetchone()
            self._last[pk] = row[0] if row else seq - 1
        return self._last[pk]

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


def _newest(rows: Sequence[Reading]) -> list[Reading]:
    """The newest row of each device and metric; `rows` are sorted."""
    return list({(row.device_id, row.metric): row for row in rows}.values())
