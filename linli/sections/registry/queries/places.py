"""The area tree, buildings, homes, and a building as a grid of homes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.sections.registry.eligibility import age_filter
from linli.sections.registry.models import Building, Home, Occupancy, Person

READ = "registry.place.read"


def tree(actor: Actor) -> list[dict[str, Any]]:
    """The areas the actor works in, parents first, with the number of homes directly in each."""
    areas = list(actor.areas(READ).order_by("path"))
    homes = dict(
        visible(Home.objects.all(), actor, READ).order_by().values_list("area").annotate(n=Count("pk"))
    )
    inside = {area.pk for area in areas}
    return [
        {
            "id": area.pk,
            "name": area.name,
            "kind": area.kind,
            "kind_text": Area.Kind(area.kind).label,
            "parent_id": area.parent_id if area.parent_id in inside else None,
            "depth": area.path.count("/") - 2,
            "homes": homes.get(area.pk, 0),
        }
        for area in areas
    ]


def buildings(actor: Actor, area_id: int | None = None, text: str = "") -> QuerySet[Building]:
    """Buildings with counts of homes, vacant homes and residents."""
    rows = visible(Building.objects.select_related("area", "owner_unit"), actor, READ)
    if area_id:
        rows = rows.filter(Q(area=area_id) | Q(estate=area_id))
    if text:
        rows = rows.filter(name=text.removesuffix("号楼"))
    return rows.annotate(
        homes_count=Count("homes"),
        vacant_count=Count("homes", filter=Q(homes__status="vacant")),
        residents_count=Sum("homes__residents", default=0),
    )


def building_row(row: Any) -> dict[str, Any]:
    """A building for lists and the plan."""
    return {
        "id": row.pk,
        "name": str(row),
        "area_id": row.area_id,
        "area": row.area.name,
        "estate_id": row.estate_id,
        "floors": row.floors,
        "built_year": row.built_year,
        "owner_unit": row.owner_unit.name if row.owner_unit else "",
        "owner_unit_id": row.owner_unit_id,
        "plan": row.plan,
        "homes": row.homes_count,
        "vacant": row.vacant_count,
        "residents": row.residents_count,
    }


def homes(actor: Actor, filters: Any) -> QuerySet[Home]:
    """Homes by building, status, use and address."""
    rows = visible(Home.objects.select_related("building", "unit"), actor, READ)
    if filters.building_id:
        rows = rows.filter(building=filters.building_id)
    if filters.status:
        rows = rows.filter(status__in=filters.status)
    if filters.use:
        rows = rows.filter(use=filters.use)
    if filters.q.strip():
        rows = rows.filter(address__contains=filters.q.strip())
    return rows.order_by("building__order", "unit__name", "floor", "room", "pk")


def home_row(row: Home, show_owner: bool = True) -> dict[str, Any]:
    """A home for lists. The owner's name is personal and only for those who may see people."""
    return {
        "id": row.pk,
        "address": row.address,
        "building_id": row.building_id,
        "unit": row.unit.name,
        "room": row.room,
        "floor": row.floor,
        "area_m2": row.area_m2,
        "use": row.use,
        "use_text": row.get_use_display(),
        "status": row.status,
        "status_text": row.get_status_display(),
        "owner_name": row.owner_name if show_owner else "",
        "residents": row.residents,
        "note": row.note,
    }


def grid_of_homes(building: Building) -> dict[str, Any]:
    """The building as a picture: columns by entrance and position, rows by floor, with what wants attention."""
    elder = Person.objects.filter(home=OuterRef("pk")).filter(age_filter(">=", 60, timezone.localdate()))
    alone = elder.filter(lives_alone=True)
    rows = building.homes.select_related("unit").annotate(elder=Exists(elder), alone=Exists(alone))
    by_unit: dict[str, dict[int, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for home in rows.order_by("unit__name", "floor", "room"):
        cell = {
            "id": home.pk,
            "room": home.room,
            "status": home.status,
            "residents": home.residents,
            "elder": home.elder,
            "alone": home.alone,
        }
        by_unit[home.unit.name][home.floor].append(cell)
    floors = sorted({floor for unit in by_unit.values() for floor in unit}, reverse=True)
    units = [
        {"name": name, "floors": [{"floor": floor, "homes": unit.get(floor, [])} for floor in floors]}
        for name, unit in by_unit.items()
    ]
    return {"id": building.pk, "name": str(building), "floors": floors, "units": units}


def occupancies(home: Home, on: dt.date | None = None) -> list[dict[str, Any]]:
    """Who is or was what to a home, newest first; with `on` only who was there on that day (2.3)."""
    rows = (
        Occupancy.objects.filter(home=home).select_related("person", "home").order_by("until", "-since", "pk")
    )
    if on:
        rows = rows.filter(held_on(on))
    return [occupancy_row(row) for row in rows]


def held_on(day: dt.date) -> Q:
    """Occupancies that held on a day; an unknown beginning counts as long ago."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def occupancy_row(row: Occupancy) -> dict[str, Any]:
    """One line of the history of a home or person."""
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "person_name": row.person.name,
        "home_id": row.home_id,
        "address": row.home.address,
        "kind": row.kind,
        "kind_text": row.get_kind_display(),
        "resides": row.resides,
        "since": row.since,
        "until": row.until,
        "reason": row.reason,
    }
