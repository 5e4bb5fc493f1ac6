"""The writer's hand: appends to the log, and keeps what is newest of each device up to date beside it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from linli.kernel import bus, telemetry, turns
from linli.sections.devices.ingest import reasons, sequences
from linli.sections.devices.ingest.heads import Head, Heads, Stamped, newer
from linli.sections.devices.ingest.plan import Plan, Rows, merged
from linli.sections.devices.ingest.statements import INCIDENT, LOG, POSITION, REFUSAL, Statements

LOG_TURN = "devices.log"
"""PostgreSQL: held from the first id of a batch to its commit, so that ids appear in order."""
FLUSH_SECONDS = 1.0
REPLAY = 5000
PREFIX = "latest:"
_values = msgspec.json.Decoder(dict[str, float])
_stamped = msgspec.json.Decoder(Stamped)


class Store:
    """Writes plans. `append` is durable at once; newest values and sequence counts follow with `flush`.

    What a crash leaves unflushed is read again from the log by `recover`, from the position kept under `name`.
    """

    def __init__(self, name: str = "") -> None:
        self.alias = settings.TELEMETRY_DB
        self.name = PREFIX + name if name else ""
        self.vendor = connections[self.alias].vendor
        self.say = Statements(self.vendor)
        self._heads = Heads()
        self._numbers: list[tuple[int, int]] = []
        self._flushed_at = 0.0
        self._senders: set[str] = set()
        self._day = timezone.localdate()

    def commit(self, plan: Plan, areas: dict[str, int]) -> None:
        """Appends and flushes. Raises DatabaseError."""
        self.append(plan, areas)
        self.flush()

    def append(self, plan: Plan, areas: dict[str, int]) -> None:
        """Commits the plan, then tells the readers of the log. Raises DatabaseError; then nothing of it is written."""
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            if plan.rows:
                self._begin_log(cursor)
                self._insert(cursor, plan.rows)
            if plan.refused:
                cursor.executemany(REFUSAL, self._refusals(plan, areas))
            if plan.incidents:
                cursor.executemany(INCIDENT, plan.incidents)
        self._heads.add(plan.rows)
        self._numbers += plan.sequences
        if plan.rows:
            bus.tell(telemetry.COMMITTED, "")

    def flush_due(self) -> None:
        """Flushes when the last time is a second ago. Raises DatabaseError."""
        if time.monotonic() - self._flushed_at >= FLUSH_SECONDS and (self._heads or self._numbers):
            self.flush()

    def flush(self) -> None:
        """Writes the newest values and the sequence counts. Raises DatabaseError; then they are kept for the next time."""
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            self._write_heads(cursor)
        self._heads.clear()
        self._numbers.clear()
        self._flushed_at = time.monotonic()

    def recover(self) -> int:
        """Takes in what a crash left unflushed; call before the first `append`. Returns how many messages."""
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            turns.take_turn(LOG_TURN, using=self.alias)
            cursor.execute("SELECT min(log_id) FROM devices_position WHERE name LIKE %s", [PREFIX + "%"])
            position = cursor.fetchone()[0]
            counts = self._replay(cursor, position) if position is not None else Counter()
            self._skip_numbers(cursor, counts)
            cursor.execute("DELETE FROM devices_position WHERE name LIKE %s", [PREFIX + "%"])
            self._write_heads(cursor)
        self._heads.clear()
        return counts.total()

    def _begin_log(self, cursor: Any) -> None:
        """On PostgreSQL one writer at a time, and a notice to other processes with the commit."""
        if self.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s), pg_notify(%s, %s)",
                [turns.key(LOG_TURN), bus.PG_CHANNEL, f"{bus.ORIGIN}|{telemetry.COMMITTED}|"],
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

    def _write_heads(self, cursor: Any) -> None:
        if self._heads or self._numbers:
            turns.take_turn(LOG_TURN, using=self.alias)
        if self._heads:
            self._keep_latest(cursor, list(self._heads))
        if self._numbers:
            self._count_gaps(cursor)
        if self.name:
            cursor.execute(POSITION, [self.name])

    def _keep_latest(self, cursor: Any, heads: list[Head]) -> None:
        """Keeps the newest value of each metric; a late message does not replace a newer one."""
        cursor.execute(self.say.newer_latest, [_json(heads)])
        late = {pk: (at_ms, _stamped.decode(text)) for pk, at_ms, text in cursor.fetchall()}
        written = [_behind(head, *late[head.device_pk]) if head.device_pk in late else head for head in heads]
        cursor.execute(self.say.upsert_latest, [_json(written)])

    def _count_gaps(self, cursor: Any) -> None:
        known = self._known_numbers(cursor, {pk for pk, _ in self._numbers})
        self._keep_numbers(cursor, sequences.counted(self._numbers, known))

    def _known_numbers(self, cursor: Any, devices: Iterable[int]) -> dict[int, tuple[int, int]]:
        cursor.execute(self.say.sequences, [_json([pk] for pk in devices)])
        return {pk: (last, window) for pk, last, window in cursor.fetchall()}

    def _keep_numbers(self, cursor: Any, counts: dict[int, sequences.Count]) -> None:
        cursor.execute(self.say.upsert_sequences, [_json([pk, *count] for pk, count in counts.items())])

    def _replay(self, cursor: Any, position: int) -> Counter[int]:
        """Reads the log again from a position; how many messages of each device there were."""
        counts: Counter[int] = Counter()
        while True:
            cursor.execute(LOG, [position, REPLAY])
            found = cursor.fetchall()
            for row_id, pk, at_ms, text in found:
                self._heads.add({(pk, at_ms): _values.decode(text)})
                counts[pk] += 1
                position = row_id
            if len(found) < REPLAY:
                return counts

    def _skip_numbers(self, cursor: Any, counts: Counter[int]) -> None:
        """Messages that were stored but whose numbers were not counted must not look missing."""
        known = self._known_numbers(cursor, counts)
        moved = {pk: sequences.Count(*row).skip(counts[pk]) for pk, row in known.items()}
        if moved:
            self._keep_numbers(cursor, moved)

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


def _behind(head: Head, kept_ms: int, kept: Stamped) -> Head:
    """A head that is not newer than what is kept in everything."""
    return Head(head.device_pk, max(head.newest, kept_ms), head.oldest, newer(kept, head.values))


def _json(rows: Iterable[Any]) -> str:
    return msgspec.json.encode(list(rows)).decode()
