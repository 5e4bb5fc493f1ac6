"""多级汇总: numbers of the sections, folded up the area tree; a parent equals the sum of its rows to the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.module_loading import import_string

from linli.kernel.access import Actor
from linli.kernel.discovery import sections
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.kernel.offers import Column, Tally

READ = "insight.rollup.read"
Numbers = dict[str, int]


def roll_up(actor: Actor, area_id: int | None = None) -> dict[str, Any]:
    """One level of the tree: the children of the area with their numbers, what hangs on the area itself (本级), the sum.

    Without `area_id`: the actor's outermost areas. One query per tally, whatever the number of children.
    """
    node, rows = _level(actor, area_id)
    inside = actor.areas(READ).filter(path__startswith=node.path) if node else actor.areas(READ)
    wanted = list(_tallies(actor))
    numbers: dict[str, Numbers] = defaultdict(lambda: defaultdict(int))
    for tally in wanted:
        for path, column, number in import_string(tally.query)(actor, inside):
            numbers[path][column] += number
    columns = [column for tally in wanted for column in tally.columns]
    return _answer(actor, node, rows, columns, numbers)


def _level(actor: Actor, area_id: int | None) -> tuple[Area | None, list[Area]]:
    areas = actor.areas(READ)
    if area_id is None:
        paths = actor.paths(READ)
        tops = areas.filter(path__in=paths) if actor.kind != "system" else areas.filter(parent=None)
        found = list(tops.order_by("order", "path"))
        if len(found) != 1:
            return None, found
        node = found[0]
    else:
        chosen = areas.filter(pk=area_id).first()
        if chosen is None:
            raise NotFound
        node = chosen
    return node, list(areas.filter(parent=node).order_by("order", "path"))


def _tallies(actor: Actor) -> Iterable[Tally]:
    return (tally for section in sections() for tally in section.tallies if actor.can(tally.permission))


def _answer(
    actor: Actor, node: Area | None, rows: list[Area], columns: list[Column], numbers: dict[str, Numbers]
) -> dict[str, Any]:
    names = [column.id for column in columns]
    sums = {row.pk: dict.fromkeys(names, 0) for row in rows}
    own, total = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for path, counted in numbers.items():
        holder = next((row for row in rows if path.startswith(row.path)), None)
        for name in names:
            (sums[holder.pk] if holder else own)[name] += counted[name]
            total[name] += counted[name]
    return {
        "area": _area(node) if node else None,
        "way": _way(actor, node),
        "columns": [{"id": c.id, "title": c.title, "unit": c.unit} for c in columns],
        "rows": [{**_area(row), "numbers": sums[row.pk]} for row in rows],
        "own": own if any(own.values()) else None,
        "total": total,
    }


def _area(area: Area) -> dict[str, Any]:
    return {"area_id": area.pk, "name": area.name, "kind": Area.Kind(area.kind).label}


def _way(actor: Actor, node: Area | None) -> list[dict[str, Any]]:
    """The areas above that the actor may open, outermost first, the node itself last."""
    if node is None:
        return []
    return [_area(area) for area in actor.areas(READ).filter(pk__in=node.around).order_by("path")]
