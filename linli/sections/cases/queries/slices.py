"""The ways to break the numbers down: by grid (网格), category (分类), responsible party (责任方), week of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, F, Max, Q, Value, When
from django.db.models.expressions import Combinable

from linli.kernel.access import ROLES
from linli.kernel.errors import DomainError
from linli.sections.cases.queries.period import midnight, reported_between

Row = dict[str, Any]
WEEKS = 106
"""At most two years by week: each is a branch of the query."""
NONE = "none"


@dataclass(frozen=True)
class Slicing:
    """One way: `key` is the expression to group by, `names` what a heading needs, `heading` and `order` use these.

    `where` are the cases of one key: what the list behind a number filters by.
    """

    id: str
    title: str
    key: Callable[[dt.date, dt.date], Combinable]
    where: Callable[[str], Q]
    heading: Callable[[Row], str]
    names: dict[str, Max]
    order: Callable[[Row], Any]


def mondays(since: dt.date, until: dt.date) -> list[dt.date]:
    """The weeks of a period by their Mondays. Raises DomainError past WEEKS."""
    first = since - dt.timedelta(days=since.weekday())
    count = (until - first).days // 7 + 1
    if count > WEEKS:
        raise DomainError("按周统计最长两年，请缩短时间段。", fields={"since": "按周统计最长两年。"})
    return [first + dt.timedelta(weeks=n) for n in range(count)]


def _week(since: dt.date, until: dt.date) -> Combinable:
    """Branches from the newest week: no database function knows our time zone on both engines at equal speed."""
    weeks = reversed(mondays(since, until))
    branches = [When(created_at__gte=midnight(day), then=Value(day.isoformat())) for day in weeks]
    return Choose(*branches, default=Value(NONE), output_field=CharField())


def _in_week(key: str) -> Q:
    monday = dt.date.fromisoformat(key)
    return reported_between(monday, monday + dt.timedelta(days=6))


def _whole(key: str) -> int:
    """A key of a table. Raises ValueError."""
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise ValueError(key)
    return int(key)


def _party(row: Row) -> str:
    kind, _, rest = str(row["key"]).partition(":")
    if kind == "role":
        return ROLES[rest].title if rest in ROLES else rest
    return row["user_name"] or row["org_name"] or "未派遣"


def _week_title(row: Row) -> str:
    monday = dt.date.fromisoformat(row["key"])
    sunday = monday + dt.timedelta(days=6)
    return f"{monday.year}年{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"


SLICINGS: dict[str, Slicing] = {
    slicing.id: slicing
    for slicing in (
        Slicing(
            "grid",
            "网格",
            lambda since, until: F("grid_id"),
            lambda key: Q(grid=None) if key == NONE else Q(grid=_whole(key)),
            lambda row: row["name"] or "未划入网格",
            {"name": Max("grid__name"), "path": Max("grid__path")},
            lambda row: (row["key"] is None, row["path"]),
        ),
        Slicing(
            "category",
            "分类",
            lambda since, until: F("category_id"),
            lambda key: Q(category=_whole(key)),
            lambda row: str(row["name"]),
            {"name": Max("category__name"), "place": Max("category__order")},
            lambda row: (row["place"], row["key"]),
        ),
        Slicing(
            "party",
            "责任方",
            lambda since, until: F("party_key"),
            lambda key: Q(party_key="" if key == NONE else key),
            _party,
            {"user_name": Max("assigned_user__name"), "org_name": Max("assigned_org__name")},
            lambda row: (not row["key"], -row["cases"], row["key"]),
        ),
        Slicing("week", "周", _week, _in_week, _week_title, {}, lambda row: row["key"]),
    )
}


def sliced(text: str) -> Q:
    """The cases of one line of the statistics: "grid:12", "party:role:grid". Raises DomainError for anything else."""
    way, _, key = text.partition(":")
    try:
        return SLICINGS[way].where(key)
    except (KeyError, ValueError):
        raise DomainError("没有这一行统计。", fields={"slice": "没有这一行统计。"}) from None
