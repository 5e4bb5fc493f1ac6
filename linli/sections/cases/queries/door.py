"""What this section asks of the registry: homes and organisations."""

from __future__ import annotations

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.registry import queries as registry


def own_home(actor: Actor) -> tuple[int, str] | None:
    """Id and address of the home where the actor lives, as the registry knows it."""
    person = registry.person_brief(actor.person_id) if actor.person_id else None
    return (person.home_id, person.address) if person and person.home_id else None


def home_lies_in(actor: Actor, home_id: int, area: Area) -> bool:
    """True for the actor's own home, and for a home that the actor may see and that lies in the area."""
    own = own_home(actor)
    if own and own[0] == home_id:
        return True
    try:
        return area.holds(registry.home(actor, home_id).area)
    except NotFound:
        return False


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
