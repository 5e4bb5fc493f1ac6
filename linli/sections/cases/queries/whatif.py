"""What if (试算): how the real cases of a category would have fared under other limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.calendar import add_work_time
from linli.kernel.errors import DomainError
from linli.sections.cases.deadlines import limit_from, warning
from linli.sections.cases.flow import ENDED, State
from linli.sections.cases.models import Case, Category

CAP = 2000
SHOWN = 10
COLUMNS = ("pk", "number", "started_at", "handled_at", "ended_at", "state", "urgent", "paused_seconds")


@dataclass(frozen=True)
class Limits:
    """Limits of a category; `urgent_hours` goes before `urgent_days`."""

    limit_days: int
    urgent_days: int
    urgent_hours: int | None = None

    def due(self, start: dt.datetime, urgent: bool) -> dt.datetime:
        """When a case that began at `start` would have to be done."""
        if urgent:
            return limit_from(start, self.urgent_days, self.urgent_hours)
        return limit_from(start, self.limit_days, None)


@dataclass
class Tally:
    """How the cases fare: done in time, done late or overdue, still running in time; `warned` counts across them."""

    in_time: int = 0
    late: int = 0
    running: int = 0
    warned: int = 0


@dataclass
class WhatIf:
    """Both tallies over the same cases, and the newest cases that would change sides."""

    cases: int = 0
    capped: bool = False
    now: Tally = field(default_factory=Tally)
    then: Tally = field(default_factory=Tally)
    worse: list[dict[str, object]] = field(default_factory=list)
    better: int = 0


def what_if(actor: Actor, category: str, proposed: Limits, *, months: int) -> WhatIf:
    """The cases reported in the last `months` months, newest first and at most 2,000, under both limits; two queries."""
    kept = Category.objects.filter(code=category).first()
    if kept is None:
        raise DomainError("请选择要试算的分类。", fields={"category": "没有这个分类。"})
    present = Limits(kept.limit_days, kept.urgent_days, kept.urgent_hours)
    found, now = WhatIf(), timezone.now()
    for row in _rows(actor, kept, now - dt.timedelta(days=30 * months)):
        if found.cases == CAP:
            found.capped = True
            break
        found.cases += 1
        was, would = _judge(row, present, now, found.now), _judge(row, proposed, now, found.then)
        found.better += was == "late" and would != "late"
        if would == "late" and was != "late" and len(found.worse) < SHOWN:
            found.worse.append({"id": row["pk"], "number": row["number"]})
    return found


def _rows(actor: Actor, category: Category, since: dt.datetime) -> Iterator[dict[str, object]]:
    rows = visible(Case.objects.all(), actor, "cases.case.read").filter(started_at__gte=since)
    rows = rows.filter(Q(category=category) | Q(category__parent=category))
    rows = rows.exclude(state__in=set(ENDED) - {State.CLOSED})
    return iter(rows.order_by("-started_at", "-pk").values(*COLUMNS)[: CAP + 1])


def _judge(row: dict[str, object], limits: Limits, now: dt.datetime, tally: Tally) -> str:
    """in_time, late or running, counted into the tally."""
    start, end = row["started_at"], row["handled_at"] or row["ended_at"]
    assert isinstance(start, dt.datetime)
    pause = dt.timedelta(seconds=int(str(row["paused_seconds"])))
    due = limits.due(start, bool(row["urgent"]))
    until = end if isinstance(end, dt.datetime) else now
    verdict = "late" if until > add_work_time(due, pause) else "in_time" if end else "running"
    tally.warned += until > add_work_time(warning(start, due), pause)
    setattr(tally, verdict, getattr(tally, verdict) + 1)
    return verdict
