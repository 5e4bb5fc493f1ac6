"""Plans of estates: what is drawn, with the buildings that the registry knows on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from linli.kernel.access import Actor, around
from linli.kernel.errors import NotFound
from linli.kernel.models import Area, steps
from linli.sections.registry.models import Building, Plan
from linli.sections.registry.models.place import building_label
from linli.sections.registry.planfile import as_degrees

READ = "registry.plan.read"
ESTATES = (Area.Kind.ESTATE, Area.Kind.VILLAGE)


def planned_estates(actor: Actor) -> QuerySet[Area]:
    """The estates whose plan the actor may see: those in the actor's areas, and the one around the actor's grid."""
    return around(Area.objects.filter(kind__in=ESTATES), actor, READ, "pk").order_by("path")


def plans(actor: Actor) -> list[dict[str, Any]]:
    """Each estate with the version in use and how many of its buildings are drawn; three queries."""
    estates = list(planned_estates(actor))
    current = {
        area: (version, name, at)
        for area, version, name, at in Plan.objects.filter(
            estate__in=[e.pk for e in estates], current=True
        ).values_list("estate_id", "version", "name", "made_at")
    }
    buildings = Building.objects.filter(estate__in=[e.pk for e in estates]).order_by()
    counted = dict(buildings.values_list("estate").annotate(n=Count("pk")))
    drawn = dict(buildings.exclude(plan=[]).values_list("estate").annotate(n=Count("pk")))
    return [_listed(estate, current.get(estate.pk), counted, drawn) for estate in estates]


def _listed(estate: Area, current: Any, counted: dict[int, int], drawn: dict[int, int]) -> dict[str, Any]:
    version, name, at = current or (0, "", None)
    return {
        "area_id": estate.pk,
        "area": estate.name,
        "version": version,
        "file": name,
        "made_at": at,
        "buildings": counted.get(estate.pk, 0),
        "drawn": drawn.get(estate.pk, 0),
    }


def estate_of(actor: Actor, area_id: int) -> Area:
    """An estate whose plan the actor may see. Raises NotFound."""
    found = planned_estates(actor).filter(pk=area_id).first()
    if found is None:
        raise NotFound
    return found


def plan_of(actor: Actor, area_id: int) -> dict[str, Any]:
    """The plan of one estate as GeoJSON in metres. Raises NotFound for an estate the actor may not see."""
    estate = estate_of(actor, area_id)
    found = Plan.objects.filter(estate=estate, current=True).first()
    return {
        "area_id": estate.pk,
        "area": estate.name,
        "version": found.version if found else 0,
        "origin": found.origin if found else None,
        "plan": {"type": "FeatureCollection", "features": _features(estate, found)},
    }


def plan_file(actor: Actor, area_id: int) -> dict[str, Any]:
    """The plan as a file: degrees where the plan's place on the globe is known. Raises NotFound."""
    estate = estate_of(actor, area_id)
    found = Plan.objects.filter(estate=estate, current=True).first()
    features = as_degrees(_features(estate, found), found.origin if found else None)
    return {"type": "FeatureCollection", "name": estate.name, "features": features}


def degrees_of(building_id: int) -> tuple[float, float] | None:
    """[longitude, latitude] (WGS-84) of the middle of a building; None while the plan's place is unknown."""
    row = Building.objects.filter(pk=building_id).first()
    found = Plan.objects.filter(estate=row.estate_id, current=True).first() if row else None
    if row is None or found is None or found.origin is None or not row.plan:
        return None
    middle = [sum(point[axis] for point in row.plan) / len(row.plan) for axis in (0, 1)]
    spot = {"geometry": {"type": "Point", "coordinates": middle}}
    longitude, latitude = as_degrees([spot], found.origin)[0]["geometry"]["coordinates"]
    return longitude, latitude


def origins_of(paths: Iterable[str]) -> dict[str, tuple[float, float]]:
    """[longitude, latitude] of the plan of the estate on each area path, where it is known. Whoever asks; one query."""
    ids = {path: steps(path) for path in paths}
    estates = {pk for chain in ids.values() for pk in chain}
    rows = Plan.objects.filter(estate__in=estates, current=True).exclude(origin=None)
    known = {pk: (origin[0], origin[1]) for pk, origin in rows.values_list("estate_id", "origin") if origin}
    return {path: known[pk] for path, chain in ids.items() for pk in chain if pk in known}


def middles_of(building_ids: Iterable[int]) -> dict[int, tuple[float, float]]:
    """The middle of drawn buildings in metres on the plan of their estate. Whoever asks."""
    rows = Building.objects.filter(pk__in=list(building_ids)).exclude(plan=[]).values_list("pk", "plan")
    return {
        pk: (sum(p[0] for p in plan) / len(plan), sum(p[1] for p in plan) / len(plan)) for pk, plan in rows
    }


def _features(estate: Area, found: Plan | None) -> list[dict[str, Any]]:
    """The ground as uploaded and the outlines that the registry holds; drawn houses it does not know stay unnamed."""
    rows = list(Building.objects.filter(estate=estate).order_by("order", "pk"))
    known = {row.name for row in rows}
    ground = [_foreign(one) for one in (found.features if found else []) if one["properties"].get("name") not in known
              or one["properties"]["kind"] != "building"]  # fmt: skip
    return ground + [_house(row) for row in rows if len(row.plan) > 2]


def _foreign(feature: dict[str, Any]) -> dict[str, Any]:
    if feature["properties"]["kind"] != "building":
        return feature
    name = feature["properties"].get("name", "")
    return {
        **feature,
        "properties": {"kind": "building", "name": name and building_label(name), "building": None},
    }


def _house(row: Building) -> dict[str, Any]:
    properties = {"kind": "building", "name": str(row), "building": row.pk}
    if row.floors:
        properties["note"] = f"{row.floors} 层"
    ring = [*row.plan, row.plan[0]]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": properties,
    }
