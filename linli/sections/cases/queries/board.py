"""The board (看板): open cases in columns by state, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from linli.kernel.access import Actor
from linli.kernel.api.prepared import prepared
from linli.sections.cases.flow import OPEN, State
from linli.sections.cases.models import Case
from linli.sections.cases.queries.found import cases
from linli.sections.cases.queries.rows import COLUMNS, case_row
from linli.sections.cases.queries.wanted import Wanted

PER_COLUMN = 20


@dataclass
class Column:
    """One column: how many cases are in that state, and the first of them."""

    state: str
    title: str
    total: int = 0
    cases: list[dict[str, Any]] = field(default_factory=list)


def board(actor: Actor, wanted: Wanted) -> list[Column]:
    """One column per open state, in three queries; the ranking reads an index only."""
    rows = cases(actor, replace(wanted, state="open"))
    rank = Window(RowNumber(), partition_by="state", order_by=(F("due_at").asc(), F("pk").asc()))
    columns = {s.value: Column(s.value, s.label) for s in map(State, OPEN)}
    for counted in rows.order_by().values("state").annotate(total=Count("pk")):
        columns[counted["state"]].total = counted["total"]
    first = rows.order_by().annotate(rank=rank).filter(rank__lte=PER_COLUMN)
    keys = list(first.values_list("pk", flat=True).order_by("due_at", "pk"))
    for row in prepared(Case, COLUMNS).rows(keys):
        columns[row["state"]].cases.append(case_row(row))
    return list(columns.values())
