"""Writes the households of a roster: one per home, the head first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linli.sections.registry.models import Household, Membership
from linli.sections.registry.roster import Living, Place

if TYPE_CHECKING:
    from linli.sections.registry.services.imports.write import Writing

HEAD = "户主"


def write_families(writing: Writing) -> None:
    """Makes the households that are missing and adds the members that are missing."""
    inside: dict[Place, list[Living]] = defaultdict(list)
    for living in writing.roster.living:
        if living.resides:
            inside[living.place].append(living)
    known = _known(writing)
    fresh = {place: _household(writing, place, found) for place, found in inside.items() if place not in known}
    Household.objects.bulk_create(fresh.values(), batch_size=500)
    households = known | fresh
    members = _members(writing, inside, households)
    Membership.objects.bulk_create(members, batch_size=500)
    writing.counts["households"] = len(fresh)


def _known(writing: Writing) -> dict[Place, Household]:
    old = Household.objects.filter(estate=writing.batch.area_id).in_bulk(field_name="pk")
    by_home = {household.home_id: household for household in old.values()}
    return {place: by_home[home.pk] for place, home in writing.homes.items() if home.pk in by_home}


def _household(writing: Writing, place: Place, found: list[Living]) -> Household:
    home = writing.homes[place]
    head = next((living for living in found if living.relation == HEAD), found[0])
    return Household(
        estate_id=writing.batch.area_id,
        area_id=home.area_id,
        home=home,
        head=writing.people[head.person],
        size=len(found),
        batch=writing.batch,
    )


def _members(
    writing: Writing, inside: dict[Place, list[Living]], households: dict[Place, Household]
) -> list[Membership]:
    old = {p.pk for i, p in writing.people.items() if i not in writing.new}
    seen = set(Membership.objects.filter(person__in=old).values_list("person", flat=True)) if old else set()
    made = []
    for place, found in inside.items():
        for living in found:
            person = writing.people[living.person]
            if person.pk in seen:
                continue
            household = households[place]
            made.append(
                Membership(
                    household=household, person=person, relation=living.relation[:20], batch=writing.batch
                )
            )
            writing.touched_homes.add(household.home_id)
    return made
