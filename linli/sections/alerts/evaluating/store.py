"""The evaluator's tables: what the rules remember, and how far they have come."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from linli.sections.alerts.engine.memory import Memory, dump, load
from linli.sections.alerts.engine.tree import TABLES
from linli.sections.alerts.evaluating.watches import Key, Watch
from linli.sections.alerts.models import RuleState, Watermark

TABLE = "alerts_rulestate"
COLUMNS = (
    "rule_id", "subject", "device_id", "memory", "basis", "seen", "pending_ms", "raised_ms", "due_ms", "last_ms",
    "last_value", "late",
)  # fmt: skip
ROWS = 125
"""Rows per statement."""


def watermark() -> Watermark | None:
    """The one row that says how far the evaluator has come; None when it never ran."""
    return Watermark.objects.order_by("pk").first()


def remembered() -> Iterator[tuple[Key, Memory, str]]:
    """((rule, subject), memory, basis) of everything that is remembered."""
    rows = RuleState.objects.order_by("pk").values_list("rule_id", "subject", "memory", "basis")
    for rule_id, subject, memory, basis in rows.iterator(chunk_size=2000):
        yield (rule_id, sys.intern(subject)), read(memory, json.loads(basis)[1]), basis


def read(memory: str, basis_marks: list[list[object]]) -> Memory:
    """The memory of a row; its marks say which of its nodes are tables."""
    return load(memory, [{} if mark[0] in TABLES else None for mark in basis_marks])


def keep(watches: Sequence[Watch]) -> None:
    """Writes what these remember, new and old alike."""
    for start in range(0, len(watches), ROWS):
        some = watches[start : start + ROWS]
        one = f"({', '.join(['%s'] * len(COLUMNS))})"
        changed = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[2:])
        sql = (
            f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES {', '.join([one] * len(some))} "  # noqa: S608
            f"ON CONFLICT (rule_id, subject) DO UPDATE SET {changed}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for watch in some for value in _row(watch)])


def _row(watch: Watch) -> tuple[Any, ...]:
    m, device = watch.memory, watch.device_id if watch.subject.startswith("device:") else None
    newest = max(m.tracks.values(), default=None) if watch.tree.wide or len(m.tracks) > 1 else None
    newest = newest or next(iter(m.tracks.values()), None)
    last_ms, value = newest or (None, None)
    pending = watch.tree.pending(m)
    due = (watch.wake or m.due) if pending is not None else None
    return (*watch.key, device, dump(m), watch.basis, m.seen, pending, m.raised, due, last_ms, value, m.late)


def forget(keys: Iterable[Key]) -> None:
    """Deletes what nothing watches any more."""
    for rule_id, subject in keys:
        RuleState.objects.filter(rule_id=rule_id, subject=subject).delete()
