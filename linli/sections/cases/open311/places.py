"""Places as Open311 knows them: a building at most, never a room; and areas as jurisdictions (辖区)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import SYSTEM
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.cases.models import Case
from linli.sections.registry import queries as registry

KINDS = (Area.Kind.ESTATE, Area.Kind.VILLAGE, Area.Kind.COMMUNITY)
BUILDING = re.compile(r"(\d{1,3}|[A-Za-z]\d{0,2})\s*(?:号楼|号|栋|幢|座)")
ID_LENGTH = 18


def jurisdiction(jurisdiction_id: str) -> Area | None:
    """The area of that id, None when none was asked for. Raises NotFound."""
    if not jurisdiction_id:
        return None
    found = Area.objects.filter(pk=int(jurisdiction_id)).first() if _is_id(jurisdiction_id) else None
    if found is None:
        raise NotFound("jurisdiction_id not found")
    return found


def names(cases: Iterable[Case]) -> dict[int, str]:
    """By area id, the name of the estate, village or community it lies in; one query for all the cases."""
    chains = {c.area_id: c.area.around for c in cases}
    wanted = {pk for chain in chains.values() for pk in chain}
    places = dict(Area.objects.filter(pk__in=wanted, kind__in=KINDS).values_list("pk", "name"))
    return {
        area: next((places[pk] for pk in reversed(chain) if pk in places), "")
        for area, chain in chains.items()
    }


def building_of(case: Case) -> Any | None:
    """The building of a case: the one it names, or that of its home."""
    return case.building or (case.home.building if case.home else None)


def address(case: Case, estate: str) -> str | None:
    """Estate and building; of a place in words only what names a building."""
    building = building_of(case)
    if building is not None:
        return f"{estate}{building}"
    named = BUILDING.search(case.place)
    return f"{estate}{named[1]}号楼" if named else estate or None


def building(areas: QuerySet[Area], address_id: str) -> Any:
    """The building of that address_id within the areas. Raises NotFound."""
    found = _buildings(areas).filter(pk=int(address_id)).first() if _is_id(address_id) else None
    if found is None:
        raise NotFound("address_id not found")
    return found


def building_named(areas: QuerySet[Area], text: str) -> Any | None:
    """The one building that an address in words can mean, if it is clear."""
    named = BUILDING.search(text)
    if not named:
        return None
    found = list(_buildings(areas).select_related("estate").filter(name=named[1]))
    in_estate = [b for b in found if b.estate.name in text]
    return next(iter(in_estate if len(in_estate) == 1 else found if len(found) == 1 else ()), None)


def area_for(areas: QuerySet[Area], building: Any | None) -> Area:
    """Where a new case belongs: to the building's grid, else to the only estate, else to the whole of the key's area."""
    if building is not None:
        return Area.objects.get(pk=building.area_id)
    estates = list(areas.filter(kind=Area.Kind.ESTATE).order_by("path")[:2])
    found = estates[0] if len(estates) == 1 else areas.order_by("path").first()
    if found is None:
        raise NotFound("jurisdiction_id not found")
    return found


def _buildings(areas: QuerySet[Area]) -> QuerySet[Any]:
    return registry.buildings(SYSTEM).filter(area__in=areas.values("pk"))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= ID_LENGTH
