"""What this section asks of the registry: homes and organisations."""

from __future__ import annotations

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.registry import queries as registry


def own_home(actor: Actor) -> tuple[int, str] | None:
    """Id and address of the home where the actor lives, as the registry knows it."""
    person = registry.person_brief(actor.person_id) if actor.person_id else None
    return (person.home_id, person.address) if person and person.home_id else None


def home_area(actor: Actor, home_id: int, area: Area) -> Area | None:
    """The area (网格 or 小区) of a home within `area`: the actor's own home, or one that the actor may see."""
    own = own_home(actor)
    try:
        found = registry.home(SYSTEM if own and own[0] == home_id else actor, home_id).area
    except NotFound:
        return None
    return found if area.holds(found) else None


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
