"""What this section asks of the registry: homes and organisations."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.registry import queries as registry


def own_home(actor: Actor) -> tuple[int, str] | None:
    """Id and address of the home where the actor lives, as the registry knows it."""
    person = registry.person_brief(actor.person_id) if actor.person_id else None
    return (person.home_id, person.address) if person and person.home_id else None


def home_place(actor: Actor, home_id: int, area: Area) -> tuple[Area, int] | None:
    """Area (网格 or 小区) and building of a home within `area`: the actor's own, or one that the actor may see."""
    own = own_home(actor)
    try:
        found = registry.home(SYSTEM if own and own[0] == home_id else actor, home_id)
    except NotFound:
        return None
    return (found.area, found.building_id) if area.holds(found.area) else None


def building_area(building_id: int, area: Area) -> Area | None:
    """The area (网格 or 小区) of a building within `area`; anybody may say which house a request is about."""
    found = registry.buildings(SYSTEM).filter(pk=building_id).first()
    return found.area if found and area.holds(found.area) else None


def building_name(actor: Actor, building_id: int) -> tuple[str, Area]:
    """Name and area of a building the actor may see. Raises NotFound otherwise."""
    found = registry.buildings(actor).filter(pk=building_id).first()
    if found is None:
        raise NotFound
    return str(found), found.area


def buildings_in(area: Area) -> list[Any]:
    """The buildings of an area, in their order."""
    return list(registry.buildings(SYSTEM).filter(estate__path__startswith=area.path))


def organisations(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of the organisations the actor may see."""
    return list(registry.organisations(actor).values_list("pk", "name"))


def contact_of(actor: Actor, person_id: int) -> tuple[str, str, int | None]:
    """Name, phone and home of a person whom the actor may see. Raises DomainError for anybody else."""
    try:
        person = registry.person(actor, person_id)
    except NotFound:
        message = "没有找到这个人，请直接填写姓名或电话。"
        raise DomainError(message, fields={"person_id": message}) from None
    return person.name, registry.phone_of(person_id), person.home_id


def building_here(building_id: int) -> tuple[str, Area] | None:
    """Name and estate (小区) of a building whose QR code somebody scanned."""
    found = registry.buildings(SYSTEM).select_related("estate").filter(pk=building_id).first()
    return (str(found), found.estate) if found else None


def buildings_of(actor: Actor, area: Area) -> list[tuple[int, str]]:
    """Id and name of the buildings of an area that the actor may see."""
    return [(row.pk, str(row)) for row in registry.buildings(actor, area.pk)]
