"""The door to the registry: people as the administration section needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area, User
from linli.kernel.privacy import mask_name
from linli.sections.registry import queries as registry
from linli.sections.registry import services as registry_services


@dataclass(frozen=True)
class PersonBrief:
    """A person of the registry: `area` is the grid or estate, `estate` the 小区, `place` where they live."""

    id: int
    name: str
    area: Area
    estate: Area
    place: str


def with_phone(phone: str) -> list[PersonBrief]:
    """The people who have exactly this number."""
    return [_brief(row) for row in registry.people_by_phone(phone)]


def by_id(person_id: int) -> PersonBrief | None:
    """One person, whoever asks (sign-in); None when there is none."""
    row = registry.person_brief(person_id)
    return _brief(row) if row else None


def visible_person(actor: Actor, permission: str, person_id: int) -> PersonBrief:
    """One person within the areas on which the actor holds the permission. Raises NotFound."""
    found = by_id(person_id)
    if found is None or not actor.can(permission, found.area):
        raise NotFound("没有这个人，或不在您负责的范围内。")
    return found


def names(person_ids: list[int]) -> dict[int, str]:
    """The names of several people, for lists; those who are gone are missing."""
    return {pk: row.name for pk, row in registry.people_briefs(person_ids).items()}


def choice(person: PersonBrief) -> dict[str, Any]:
    """What somebody with the phone sees before choosing: the name masked, the building without the door."""
    return {
        "person_id": person.id,
        "name": mask_name(person.name),
        "place": person.place.split("楼")[0] + "楼",
    }


def anonymise(*, actor: Actor, person_id: int, reason: str) -> None:
    """Anonymises the person in the registry."""
    registry_services.erase_person(actor=actor, person_id=person_id, reason=reason)


def _brief(row: Any) -> PersonBrief:
    return PersonBrief(row.id, row.name, row.area, row.estate, row.address)


def some(count: int) -> list[PersonBrief]:
    """The first people of the registry, always the same (for the demo)."""
    return [_brief(row) for row in registry.first_people(count)]


def with_own_phone(count: int) -> tuple[PersonBrief, str] | None:
    """One of the first people who has a number to themselves, and that number (for the demo)."""
    for person in some(count):
        phone = registry.phone_of(person.id)
        if phone and len(with_phone(phone)) == 1:
            return person, phone
    return None


def make_warden(user: User, area: Area) -> None:
    """Puts a user down as the warden (网格员) of the grid of that area."""
    registry_services.give_grid(actor=SYSTEM, area=area, user=user)
