"""Writes the households of a roster: one per home, the head first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.sections.registry.models import Household, Membership
from linli.sections.registry.roster import Living, Place
from linli.sections.registry.services.imports.table import insert

if TYPE_CHECKING:
    from linli.sections.registry.services.imports.write import Writing

HEAD = "户主"


def write_families(writing: Writing) -> None:
    """Makes the households that are missing and adds the members that are missing."""
    from linli.sections.registry.services.imports.write import by_place

    inside = by_place([living for living in writing.roster.living if living.person in writing.people])
    households = _known(writing)
    places = [place for place in inside if place not in households]
    keys = insert(Household, [_household(writing, place, inside[place]) for place in places])
    households |= dict(zip(places, keys, strict=True))
    insert(Membership, _members(writing, inside, households))
    writing.counts["households"] = len(places)


def _known(writing: Writing) -> dict[Place, int]:
    old = Household.objects.filter(estate=writing.batch.area_id).values_list("home", "pk")
    by_home = dict(old)
    return {place: by_home[home.pk] for place, home in writing.homes.items() if home.pk in by_home}


def _household(writing: Writing, place: Place, found: list[Living]) -> dict[str, Any]:
    home = writing.homes[place]
    head = next((living for living in found if living.relation == HEAD), found[0])
    return {
        "estate_id": writing.batch.area_id,
        "area_id": home.area_id,
        "home_id": home.pk,
        "head_id": writing.people[head.person],
        "size": len(found),
        "batch_id": writing.batch.pk,
    }


def _members(
    writing: Writing, inside: dict[Place, list[Living]], households: dict[Place, int]
) -> list[dict[str, Any]]:
    old = Membership.objects.filter(person__in=writing.old).values_list("person", flat=True)
    seen = set(old) if writing.known else set()
    made = []
    for place, found in inside.items():
        for living in found:
            person = writing.people[living.person]
            if person in seen:
                continue
            seen.add(person)
            writing.touched_homes.add(writing.homes[place].pk)
            row = {"household_id": households[place], "person_id": person, "batch_id": writing.batch.pk}
            made.append(row | {"relation": living.relation[:20]})
    return made
