"""Grids with their wardens and numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import GRID, Actor, visible
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.registry.eligibility import PRESENT
from linli.sections.registry.models import Building, Grid, Home, Person

READ = "registry.grid.read"
COUNTED: tuple[tuple[type[Model], Q], ...] = (
    (Building, Q()),
    (Home, Q()),
    (Person, Q(status__in=PRESENT)),
)


def grids(actor: Actor) -> list[dict[str, Any]]:
    """The grids the actor may see, in a fixed number of queries."""
    rows = visible(
        Grid.objects.select_related("area", "estate").prefetch_related("wardens__user"), actor, READ
    )
    found = list(rows)
    held: dict[int, list[RoleHolding]] = defaultdict(list)
    for holding in RoleHolding.objects.filter(role=GRID, area__in=[g.area_id for g in found]).select_related(
        "user"
    ):
        held[holding.area_id].append(holding)
    areas = [grid.area_id for grid in found]
    counts = [_per_area(model, areas, where) for model, where in COUNTED]
    return [
        _row(grid, [count.get(grid.area_id, 0) for count in counts], held[grid.area_id]) for grid in found
    ]


def _per_area(model: type[Model], areas: list[int], where: Q) -> dict[int, int]:
    rows = model._default_manager.filter(where, area__in=areas).order_by()
    return dict(rows.values_list("area").annotate(n=Count("pk")))


def _wardens(grid: Grid, held: list[RoleHolding]) -> list[dict[str, Any]]:
    """Those of today first. Whoever holds the role on the grid is warden, also when it was given elsewhere."""
    noted = sorted(grid.wardens.all(), key=lambda w: (w.until is not None, w.since))
    known = {w.user_id for w in noted if w.until is None}
    by_role = [
        {"name": h.user.name, "since": timezone.localdate(h.since), "until": None, "handover": ""}
        for h in held
        if h.user_id not in known
    ]
    return by_role + [
        {"name": w.user.name, "since": w.since, "until": w.until, "handover": w.handover} for w in noted
    ]


def _row(grid: Grid, counts: list[int], held: list[RoleHolding]) -> dict[str, Any]:
    return {
        "id": grid.pk,
        "name": grid.area.name,
        "area_id": grid.area_id,
        "estate_id": grid.estate_id,
        "estate": grid.estate.name,
        "outline": grid.outline,
        "note": grid.note,
        "buildings": counts[0],
        "homes": counts[1],
        "people": counts[2],
        "wardens": _wardens(grid, held),
    }


def grid_staff(actor: Actor, grid: Grid) -> QuerySet[User]:
    """Staff who may become warden: active, with a role on the grid's community or below."""
    parent: Area | None = grid.estate.parent
    path = parent.path if parent else grid.estate.path
    staff = User.objects.filter(is_active=True, kind=User.Kind.STAFF, holdings__area__path__startswith=path)
    return staff.distinct().order_by("name", "pk")
