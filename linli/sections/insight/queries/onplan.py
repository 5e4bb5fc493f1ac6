"""一张图: the plan of an estate with what the sections mark on it, placed by point or by building."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from linli.kernel.access import Actor
from linli.kernel.discovery import hooks, sections
from linli.kernel.models import Area
from linli.kernel.offers import Layer, Mark, PlanSheet
from linli.sections.insight.queries.offers import asked

MOST = 2000
"""Marks of one layer that are sent; more than a plan can show."""
WORST = ("danger", "warn", "info", "ok", "muted")


def plan_map(actor: Actor, area_id: int | None = None) -> dict[str, Any] | None:
    """The plan with its layers for one estate; None when no section has a plan for the actor. Raises NotFound."""
    sheet = _sheet(actor, area_id)
    if sheet is None:
        return None
    areas = Area.objects.filter(path__contains=f"/{sheet.area_id:06}/")
    places = _places(sheet)
    return {
        "area_id": sheet.area_id,
        "area": sheet.area,
        "estates": [{"area_id": pk, "area": name} for pk, name in sheet.estates],
        "plan": {"type": "FeatureCollection", "features": sheet.features},
        "layers": [_layer(section, layer, actor, areas, places) for section, layer in _layers(actor)],
    }


def _sheet(actor: Actor, area_id: int | None) -> PlanSheet | None:
    for _, offer in hooks("plans"):
        found: PlanSheet | None = offer(actor, area_id)
        if found:
            return found
    return None


def _layers(actor: Actor) -> Iterator[tuple[Any, Layer]]:
    found = [(section, layer) for section in sections() for layer in section.layers]
    for section, layer in sorted(found, key=lambda pair: (pair[1].order, pair[1].id)):
        if any(actor.can(permission) for permission in layer.permissions):
            yield section, layer


def _layer(
    section: Any, layer: Layer, actor: Actor, areas: QuerySet[Area], places: dict[Any, list[float]]
) -> dict[str, Any]:
    query = import_string(layer.query)
    marks: list[Mark] | None = asked(section, lambda who: query(who, areas), actor)
    placed = [_mark(mark, _place(mark, places)) for mark in marks or ()]
    return {
        "id": layer.id,
        "title": layer.title,
        "shape": layer.shape,
        "failed": marks is None,
        "total": len(placed),
        "marks": placed[:MOST],
    }


def _places(sheet: PlanSheet) -> dict[Any, list[float]]:
    """Where the buildings are: by key and by name."""
    found: dict[Any, list[float]] = {}
    for feature in sheet.features:
        told = feature["properties"]
        if told["kind"] == "building":
            middle = _middle(feature["geometry"]["coordinates"])
            found[told["name"]] = middle
            if told.get("building"):
                found[told["building"]] = middle
    return found


def _middle(coordinates: Any) -> list[float]:
    ring = coordinates
    while not isinstance(ring[0][0], int | float):
        ring = ring[0]
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return [round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)]


def _place(mark: Mark, places: dict[Any, list[float]]) -> list[float] | None:
    return mark.point or places.get(mark.building_id) or places.get(mark.building)


def _mark(mark: Mark, at: list[float] | None) -> dict[str, Any]:
    return {
        "tone": mark.tone,
        "label": mark.label,
        "detail": mark.detail,
        "link": mark.link,
        "x": at[0] if at else None,
        "y": at[1] if at else None,
    }


def plan_tile(actor: Actor) -> dict[str, Any]:
    """For the hall screen: the plan, and per place and layer how many and how bad; nothing that says who or what."""
    found = plan_map(actor)
    if found is None:
        return {"area": "", "features": [], "marks": [], "layers": []}
    return {
        "area": found["area"],
        "features": found["plan"]["features"],
        "layers": [
            {key: layer[key] for key in ("id", "title", "shape", "total")} for layer in found["layers"]
        ],
        "marks": [mark for layer in found["layers"] for mark in _counted(layer)],
    }


def _counted(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """One mark per place with the number behind it and the worst tone."""
    places: dict[tuple[float, float], dict[str, Any]] = {}
    for mark in layer["marks"]:
        if mark["x"] is None:
            continue
        at = places.setdefault(
            (mark["x"], mark["y"]),
            {"layer": layer["id"], "x": mark["x"], "y": mark["y"], "tone": mark["tone"], "count": 0},
        )
        at["count"] += 1
        at["tone"] = min(at["tone"], mark["tone"], key=WORST.index)
    return list(places.values())
