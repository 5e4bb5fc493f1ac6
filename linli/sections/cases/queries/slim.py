"""Related rows without what no page of a case shows: a case has many people around it, with many columns each."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
KEPT = {
    "kernel.User": ("id", "name", "kind"),
    "kernel.Area": ("id", "name", "kind", "path"),
    "registry.Organisation": ("id", "name"),
    "cases.Case": ("id", "number", "state", "ended_at"),
}
"""What is read of a related row; anything else is fetched when it is asked for after all."""


def slim(rows: QuerySet[M]) -> QuerySet[M]:
    """The rows with slim companions (those named in `select_related`)."""
    names = rows.query.select_related
    return rows.defer(*_left_out(rows.model, tuple(names))) if isinstance(names, dict) else rows


@cache
def _left_out(model: type[Model], names: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for name in names:
        other = model._meta.get_field(name).related_model
        assert isinstance(other, type)
        kept = KEPT.get(other._meta.label)
        found += [f"{name}__{f.name}" for f in other._meta.concrete_fields if kept and f.name not in kept]
    return tuple(found)
