"""To-dos of every kind as lines of one shape, so that one statement brings all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from linli.kernel.access import ROLES


class Line(NamedTuple):
    """One thing that waits: what it is about, by when, for whom. `key` is what its link opens."""

    kind: str
    key: int
    due_at: dt.datetime
    text: str
    urgent: bool
    number: str
    category: str
    area: str
    state: str
    redo_reason: str
    role: str
    user: str | None
    org: str | None
    respond_by_at: dt.datetime | None
    handled_at: dt.datetime | None
    handled_by_id: int | None
    reporter_user_id: int | None
    why: str
    asked: str | None

    @property
    def party(self) -> str:
        """The responsible party (责任方) as staff read it, or ""."""
        return self.user or self.org or (ROLES[self.role].title if self.role else "")


_WORDS = Value("", output_field=CharField())
_MOMENT = Cast(Value(None), DateTimeField())
_KEY = Cast(Value(None), IntegerField())
_BLANK: dict[str, Any] = {
    "urgent": Value(False, output_field=BooleanField()),
    "respond_by_at": _MOMENT,
    "handled_at": _MOMENT,
    "handled_by_id": _KEY,
    "reporter_user_id": _KEY,
}
_OF_A_CASE = {
    "key": "pk",
    "due_at": "due_at",
    "text": "text",
    "urgent": "urgent",
    "number": "number",
    "category": "category__name",
    "area": "area__name",
    "state": "state",
    "redo_reason": "redo_reason",
    "role": "assigned_role",
    "user": "assigned_user__name",
    "org": "assigned_org__name",
    "respond_by_at": "respond_by_at",
    "handled_at": "handled_at",
    "handled_by_id": "handled_by_id",
    "reporter_user_id": "reporter_user_id",
}


def lines(kind: str, rows: QuerySet[Any], cap: int, **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """The first `cap` of the ordered rows as lines; a column that is not given is blank."""
    first: QuerySet[Any, Any] = rows.model._default_manager.filter(pk__in=rows.values("pk")[:cap]).order_by()
    given = {"kind": Value(kind, output_field=CharField()), **columns}
    return first.values_list(*(given.get(name, _BLANK.get(name, _WORDS)) for name in Line._fields))


def of_case(prefix: str = "") -> dict[str, Any]:
    """The columns that a case gives, found by way of `prefix` ("case__")."""
    return {name: F(prefix + column) for name, column in _OF_A_CASE.items()}


def fetched(arms: Sequence[QuerySet[Any, tuple[Any, ...]]], kinds: Sequence[str]) -> list[Line]:
    """All lines in one query: kinds in their order, of each the earliest first."""
    if not arms:
        return []
    found = (Line(*row) for row in arms[0].union(*arms[1:], all=True))
    return sorted(found, key=lambda line: (kinds.index(line.kind), line.due_at, line.key))
