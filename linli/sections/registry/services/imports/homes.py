"""Writes the buildings, entrances and homes of a roster."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from linli.sections.registry.models import Building, Home, ImportChange, Unit
from linli.sections.registry.models.place import address_of, floor_of
from linli.sections.registry.roster import Place
from linli.sections.registry.roster.model import HomeFound
from linli.sections.registry.services.derive import touched
from linli.sections.registry.services.imports.fill import change
from linli.sections.registry.services.imports.table import insert

if TYPE_CHECKING:
    from linli.sections.registry.services.imports.write import Writing

STATUSES = (("空", "vacant"), ("出租", "let"), ("租", "rented"), ("自住", "owned"))


def write_homes(writing: Writing) -> None:
    """Makes the places that are missing and fills what was not known of the others."""
    buildings = _buildings(writing)
    units = _units(writing, buildings)
    sure = writing.matches.homes
    known = Home.objects.in_bulk(set(sure.values())) if sure else {}
    made: dict[Place, Home] = {}
    for place, found in writing.roster.homes.items():
        if sure.get(place) in known:
            writing.homes[place] = known[sure[place]]
        else:
            made[place] = _home(writing, buildings[place.building], units[place[:2]], found)
    for home, key in zip(made.values(), insert(Home, [vars(home) for home in made.values()]), strict=True):
        home.pk = key
    writing.homes |= made
    writing.touched_homes |= {home.pk for home in made.values()}
    writing.counts["homes"] = len(made)
    _fill(writing, set(made))


def _buildings(writing: Writing) -> dict[str, Building]:
    estate = writing.batch.area
    found = {b.name: b for b in Building.objects.filter(estate=estate)}
    names = {place.building for place in writing.roster.homes} - set(found)
    fresh = [
        Building(estate=estate, area=estate, name=name[:20], order=_order(name), batch=writing.batch)
        for name in sorted(names, key=_order)
    ]
    for building in fresh:
        floors = [floor_of(p.room) for p in writing.roster.homes if p.building == building.name]
        building.floors = min(max(floors, default=0), 200)
    writing.counts["buildings"] = len(fresh)
    return found | {b.name: b for b in Building.objects.bulk_create(fresh)}


def _order(name: str) -> int:
    digits = re.search(r"\d{1,5}", name)
    return int(digits[0]) if digits else 99_999


def _units(writing: Writing, buildings: dict[str, Building]) -> dict[tuple[str, ...], Unit]:
    rows = Unit.objects.filter(building__estate=writing.batch.area_id).select_related("building")
    found: dict[tuple[str, ...], Unit] = {(unit.building.name, unit.name): unit for unit in rows}
    wanted = {place[:2] for place in writing.roster.homes} - set(found)
    fresh = [Unit(building=buildings[b], name=u[:20], batch=writing.batch) for b, u in sorted(wanted)]
    return found | {(u.building.name, u.name): u for u in Unit.objects.bulk_create(fresh)}


def _home(writing: Writing, building: Building, unit: Unit, found: HomeFound) -> Home:
    place = found.place
    return Home(
        estate_id=writing.batch.area_id,
        area_id=building.area_id,
        building_id=building.pk,
        unit_id=unit.pk,
        room=place.room[:20],
        floor=floor_of(place.room),
        address=address_of(building.name, unit.name, place.room[:20])[:80],
        batch_id=writing.batch.pk,
        **_values(found),
    )


def _values(found: HomeFound) -> dict[str, Any]:
    status = next((code for word, code in STATUSES if word in found.status), "unknown")
    return {
        "area_m2": Decimal(str(found.area)) if found.area else None,
        "owner_name": found.owner[:60],
        "note": found.note[:200],
        "status": "vacant" if found.vacant else status,
    }


def _fill(writing: Writing, made: set[Place]) -> None:
    changed, before = [], []
    for place, found in writing.roster.homes.items():
        if place in made:
            continue
        home, wanted = writing.homes[place], _values(found)
        gaps = {
            n: getattr(home, n)
            for n in ("area_m2", "owner_name", "note")
            if wanted[n] and not getattr(home, n)
        }
        if home.status == "unknown" and wanted["status"] != "unknown":
            gaps["status"] = home.status
        if gaps:
            for name in gaps:
                setattr(home, name, wanted[name])
            touched(home)
            changed.append(home)
            before.append(change(writing.batch, home, gaps))
    Home.objects.bulk_update(changed, ["area_m2", "owner_name", "note", "status", "revision"], batch_size=100)
    ImportChange.objects.bulk_create(before, batch_size=500)
    writing.counts["homes_filled"] = len(changed)
