"""The people and places around a case, without what no page shows: seven related rows have seventy columns."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from linli.kernel.api.prepared import prepared

M = TypeVar("M", bound=Model)
KEPT = {
    "kernel.User": ("id", "name", "kind"),
    "kernel.Area": ("id", "name", "kind", "path"),
    "registry.Organisation": ("id", "name"),
    "cases.Case": ("id", "number", "state", "ended_at"),
    "cases.Category": ("id", "code", "name", "limit_days", "urgent_days", "urgent_hours", "role"),
}
"""What is read of a related row; anything else is fetched when it is asked for after all."""


def slim(rows: QuerySet[M]) -> QuerySet[M]:
    """The rows with slim companions (those named in `select_related`)."""
    names = rows.query.select_related
    return rows.defer(*_left_out(rows.model, tuple(names))) if isinstance(names, dict) else rows


def join(row: Model, *names: str) -> None:
    """Fetches slim companions of one row by a statement that was made once; one query."""
    model: Any = type(row)
    columns = tuple(f"{name}__{field}" for name in names for field in KEPT[_other(model, name)._meta.label])
    for values in prepared(model, columns).rows([row.pk]):
        for name in names:
            other = _other(model, name)
            kept = KEPT[other._meta.label]
            found = [values[f"{name}__{field}"] for field in kept]
            setattr(row, name, other.from_db(row._state.db, kept, found) if found[0] is not None else None)


@cache
def _other(model: type[Model], name: str) -> type[Model]:
    """The model on the other side of a relation."""
    other = model._meta.get_field(name).related_model
    assert isinstance(other, type)
    return other


@cache
def _left_out(model: type[Model], names: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for name in names:
        other = _other(model, name)
        kept = KEPT.get(other._meta.label)
        found += [f"{name}__{f.name}" for f in other._meta.concrete_fields if kept and f.name not in kept]
    return tuple(found)
