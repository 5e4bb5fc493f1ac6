"""Grids drawn on the plan, the buildings in them, and the wardens' hand-over (2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import GRID, Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.registry.events import GridHandedOver
from linli.sections.registry.models import (
    Building,
    Contact,
    Correction,
    Grid,
    Home,
    Household,
    Occupancy,
    Person,
    Warden,
)
from linli.sections.registry.services.places import add_area

EDIT = "registry.grid.edit"
MAX_CORNERS = 200


@transaction.atomic
def add_grid(
    *, actor: Actor, estate: Area, name: str, outline: dict[str, Any] | None = None, note: str = ""
) -> Grid:
    """Adds a grid to an estate, as a node of the area tree. Raises DomainError for a broken outline."""
    actor.require(EDIT, estate)
    area = add_area(actor=actor, parent=estate, name=name, kind=Area.Kind.GRID)
    shape = checked_outline(outline or {})
    grid = Grid.objects.create(estate=estate, area=area, outline=shape, note=note.strip()[:200])
    audit.record(actor, "registry.grid.added", target=grid, area=area, detail={"name": area.name})
    return grid


@transaction.atomic
def change_grid(
    *, actor: Actor, grid: Grid, outline: dict[str, Any] | None = None, note: str | None = None
) -> Grid:
    """Draws a grid anew, or changes its note."""
    actor.require(EDIT, grid.area)
    if outline is not None:
        grid.outline = checked_outline(outline)
    if note is not None:
        grid.note = note.strip()[:200]
    grid.save()
    audit.record(actor, "registry.grid.changed", target=grid, area=grid.area)
    live.touch("registry", grid.area_id)
    return grid


@transaction.atomic
def assign_buildings(*, actor: Actor, grid: Grid, building_ids: Sequence[int]) -> int:
    """Puts buildings into a grid, with all that is in them; returns how many. They leave their former grid."""
    actor.require(EDIT, grid.area)
    buildings = Building.objects.filter(pk__in=building_ids, estate=grid.estate)
    found = list(buildings.values_list("pk", flat=True))
    if set(found) != set(building_ids):
        raise NotFound("有的楼栋不在这个网格所在的小区。")
    leaving = list(Building.objects.filter(area=grid.area).exclude(pk__in=found).values_list("pk", flat=True))
    _move(leaving, grid.estate)
    _move(found, grid.area)
    audit.record(
        actor, "registry.grid.buildings_assigned", target=grid, area=grid.area, detail={"count": len(found)}
    )
    live.touch("registry", grid.estate_id)
    return len(found)


def _move(buildings: Sequence[int], area: Area) -> None:
    """Moves buildings and all that is in them to an area (a grid, or back to the estate)."""
    if not buildings:
        return
    Building.objects.filter(pk__in=buildings).update(area=area)
    Home.objects.filter(building__in=buildings).update(area=area)
    Household.objects.filter(home__building__in=buildings).update(area=area)
    Occupancy.objects.filter(home__building__in=buildings).update(area=area)
    people = Person.objects.filter(building__in=buildings)
    people.update(area=area)
    for model in (Contact, Correction):
        model._default_manager.filter(person__in=people.values("pk")).update(area=area)


@transaction.atomic
def hand_over(*, actor: Actor, grid: Grid, user: User, handover: str = "") -> Warden:
    """Makes a user the grid's warden from today; former wardens end today, with what was handed over.

    The role 网格员 on the grid goes along. Raises DomainError for somebody who is no active staff.
    """
    actor.require(EDIT, grid.area)
    if not user.is_active or user.kind != User.Kind.STAFF:
        raise DomainError("请选择一名在用的工作人员账号。", fields={"user_id": "不是在用的工作人员"})
    today = timezone.localdate()
    _note_holders(grid, user)
    former = grid.wardens.filter(until=None).exclude(user=user)
    left = list(former.values_list("user", flat=True))
    former.update(until=today, handover=handover.strip()[:500])
    warden, _ = Warden.objects.get_or_create(grid=grid, user=user, until=None, defaults={"since": today})
    RoleHolding.objects.filter(role=GRID, area=grid.area, user__in=left).delete()
    RoleHolding.objects.get_or_create(role=GRID, area=grid.area, user=user)
    audit.record(
        actor, "registry.grid.handed_over", target=grid, area=grid.area, detail={"to": user.pk, "from": left}
    )
    publish(GridHandedOver(grid.pk, grid.area_id, user.pk))
    live.touch("registry", grid.area_id)
    return warden


def give_grid(*, actor: Actor, area: Area, user: User) -> None:
    """Hands the grid of that area over to a user; an area that is no grid is left alone."""
    for grid in Grid.objects.filter(area=area):
        hand_over(actor=actor, grid=grid, user=user)


def _note_holders(grid: Grid, newcomer: User) -> None:
    """Whoever got the role on the grid elsewhere was warden too: the history says so before the hand-over."""
    noted = grid.wardens.filter(until=None).values("user")
    holders = (
        RoleHolding.objects.filter(role=GRID, area=grid.area).exclude(user__in=noted).exclude(user=newcomer)
    )
    Warden.objects.bulk_create(
        Warden(grid=grid, user_id=h.user_id, since=timezone.localdate(h.since)) for h in holders
    )


def checked_outline(outline: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON Polygon with one closed ring, in metres on the plan, or {}. Raises DomainError."""
    if not outline:
        return {}
    rings = outline.get("coordinates")
    sound = outline.get("type") == "Polygon" and isinstance(rings, list) and len(rings) == 1
    if not sound or not _is_ring(rings[0]):  # type: ignore[index]
        raise DomainError("网格范围不对，请在平面图上重新画。", fields={"outline": "至少三个角，首尾相接"})
    return {"type": "Polygon", "coordinates": rings}


def _is_ring(ring: Any) -> bool:
    if not isinstance(ring, list) or not 4 <= len(ring) <= MAX_CORNERS or ring[0] != ring[-1]:
        return False
    return all(
        isinstance(p, list) and len(p) == 2 and all(type(c) in (int, float) and abs(c) <= 100_000 for c in p)
        for p in ring
    )
