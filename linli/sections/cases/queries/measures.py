"""The measures (统计指标) over a period, whole and broken down: one query however many cases there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import DomainError
from linli.sections.cases.flow import OPEN, RUNNING
from linli.sections.cases.measures import MEASURES, Definition
from linli.sections.cases.models import Case
from linli.sections.cases.queries.period import midnight, reported_between
from linli.sections.cases.queries.slices import NONE, SLICINGS

READ = "cases.measures.read"
DAYS, TILE_DAYS = 30, 90
ON_THE_WALL = ("response", "on_time", "resolved", "satisfied")


@dataclass(frozen=True)
class Share:
    """Two counts; `percent` has one decimal, None when nothing counts yet."""

    part: int
    whole: int
    percent: float | None


@dataclass(frozen=True)
class Measure(Share):
    """A measure with its formula; `high` says whether more is better."""

    id: str
    title: str
    formula: str
    part_words: str
    whole_words: str
    high: bool


@dataclass(frozen=True)
class Line:
    """One line of the breakdown; `shares` are in the order of the measures."""

    key: str
    title: str
    cases: int
    shares: list[Share]


@dataclass(frozen=True)
class Numbers:
    """The measures over the cases reported from `since` to `until`, and their breakdown `by` something."""

    since: dt.date
    until: dt.date
    by: str
    cases: int
    measures: list[Measure]
    lines: list[Line] = field(default_factory=list)


def measures(
    actor: Actor, *, since: dt.date | None = None, until: dt.date | None = None, by: str = "category"
) -> Numbers:
    """The measures from `since` to `until` inclusive (default: the last 30 days), whole and by slice; one query."""
    until = until or timezone.localdate()
    since = since or until - dt.timedelta(days=DAYS - 1)
    if since > until:
        raise DomainError("开始日期不能晚于结束日期。", fields={"since": "开始日期不能晚于结束日期。"})
    slicing = SLICINGS[by]
    rows = visible(Case.objects.filter(reported_between(since, until)), actor, READ).order_by()
    grouped = rows.annotate(key=slicing.key(since, until)).values("key")
    counted: Any = grouped.annotate(cases=Count("pk"), **slicing.names, **_counts(timezone.now()))
    found: list[dict[str, Any]] = list(counted)
    found.sort(key=slicing.order)
    lines = [
        Line(_text(row["key"]), slicing.heading(row), row["cases"], [_share(row, m) for m in MEASURES])
        for row in found
    ]
    return Numbers(since, until, by, sum(line.cases for line in lines), _totals(lines), lines)


def _counts(now: dt.datetime) -> dict[str, Count]:
    """Both counts of every measure, in one pass over the rows."""
    return {
        f"{measure.id}_{which}": Count("pk", filter=measure.rows(which, now))
        for measure in MEASURES
        for which in ("part", "whole")
    }


def _text(key: Any) -> str:
    return NONE if key in (None, "") else str(key)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _share(row: dict[str, Any], measure: Definition) -> Share:
    part, whole = row[f"{measure.id}_part"], row[f"{measure.id}_whole"]
    return Share(part, whole, _percent(part, whole))


def _totals(lines: list[Line]) -> list[Measure]:
    """Every case is in exactly one line, so the lines add up to the whole."""
    made = []
    for nth, m in enumerate(MEASURES):
        part = sum(line.shares[nth].part for line in lines)
        whole = sum(line.shares[nth].whole for line in lines)
        words = (m.id, m.title, m.formula, m.part_words, m.whole_words, m.high)
        made.append(Measure(part, whole, _percent(part, whole), *words))
    return made


def measures_tile(actor: Actor) -> dict[str, Any]:
    """For the hall screen: four measures of the last 90 days, and how many cases are open, overdue, new today."""
    now, today = timezone.now(), timezone.localdate()
    rows = visible(Case.objects.order_by(), actor, READ)
    counted = rows.filter(state__in=OPEN).aggregate(
        open=Count("pk"), overdue=Count("pk", filter=Q(state__in=RUNNING, due_at__lt=now))
    )
    fresh = rows.filter(created_at__gte=midnight(today)).count()
    numbers = measures(actor, since=today - dt.timedelta(days=TILE_DAYS), until=today)
    shares = [asdict(m) for m in numbers.measures if m.id in ON_THE_WALL]
    return {"measures": shares, "days": TILE_DAYS, "today": fresh, **counted}
