"""Writes a roster into the registry: one statement per table, none per row; never overwrites what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

from linli.sections.registry.models import (
    Home,
    Household,
    ImportBatch,
    Membership,
    Occupancy,
    Person,
    PersonTag,
    PhoneIndex,
    Tag,
)
from linli.sections.registry.roster import Living, Place, Roster
from linli.sections.registry.services.derive import refresh_homes, retag
from linli.sections.registry.services.imports.families import write_families
from linli.sections.registry.services.imports.fill import fill_people
from linli.sections.registry.services.imports.homes import write_homes
from linli.sections.registry.services.imports.match import Matches
from linli.sections.registry.services.imports.newcomer import facts_of, newcomer, occupancy_kind
from linli.sections.registry.services.imports.table import insert, look_over
from linli.sections.registry.words import phone_index, tail_index

FEW_HOMES = 500


@dataclass
class Writing:
    """One import under way: what it knows and what it has made so far. `people`: row index → person's key."""

    batch: ImportBatch
    roster: Roster
    matches: Matches
    tell: Callable[[int, str], None]
    homes: dict[Place, Home] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    known: dict[int, Person] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    touched_homes: set[int] = field(default_factory=set)

    @property
    def old(self) -> list[int]:
        """Keys of the people who were in the registry before."""
        return [person.pk for person in self.known.values()]


def write_roster(writing: Writing) -> dict[str, int]:
    """Writes all tables; returns counts of what was made. Call inside one transaction."""
    writing.tell(5, "登记楼栋和房屋")
    write_homes(writing)
    writing.tell(20, "登记人口")
    _write_people(writing)
    writing.tell(60, "登记家庭户")
    write_families(writing)
    writing.tell(75, "登记人房关系")
    _write_occupancies(writing)
    writing.tell(90, "登记标签")
    _write_tags(writing)
    few = len(writing.touched_homes) < FEW_HOMES
    if not few:
        look_over(Home, Person, Occupancy, Household, Membership, PersonTag)
    refresh_homes(Q(pk__in=writing.touched_homes) if few else Q(estate=writing.batch.area_id))
    writing.tell(100, "完成")
    return writing.counts


def _first_homes(roster: Roster) -> dict[int, Living]:
    """Person → main occupancy: the home lived in, else the first."""
    found: dict[int, Living] = {}
    for living in roster.living:
        if living.person not in found or (living.resides and not found[living.person].resides):
            found[living.person] = living
    return found


def _write_people(writing: Writing) -> None:
    sure = writing.matches.sure
    known = Person.objects.in_bulk(set(sure.values())) if sure else {}
    homes, facts = _first_homes(writing.roster), facts_of(writing.roster)
    here = [index for index in writing.roster.people if index in homes]
    writing.known = {index: known[sure[index]] for index in here if sure.get(index) in known}
    fresh = [index for index in here if index not in writing.known]
    keys = insert(Person, [newcomer(writing, facts[index], homes[index]) for index in fresh])
    writing.people = {index: person.pk for index, person in writing.known.items()}
    writing.people |= dict(zip(fresh, keys, strict=True))
    numbers = [(writing.people[index], phone) for index in fresh for phone in facts[index].phones]
    insert(PhoneIndex, [phone_row(person, phone) for person, phone in numbers])
    writing.counts["people"] = len(keys)
    writing.counts["people_filled"] = fill_people(writing, facts)


def phone_row(person: int, phone: str) -> dict[str, object]:
    """The blind indexes of one number of a person."""
    return {"person_id": person, "number": phone_index(phone), "tail": tail_index(phone)}


def _write_occupancies(writing: Writing) -> None:
    open_now = Occupancy.objects.filter(person__in=writing.old, until=None)
    known = set(open_now.values_list("person", "home")) if writing.known else set()
    made = []
    for living in writing.roster.living:
        if living.person not in writing.people:
            continue
        person, home = writing.people[living.person], writing.homes[living.place]
        if (person, home.pk) in known:
            continue
        made.append(
            {
                "area_id": home.area_id,
                "person_id": person,
                "home_id": home.pk,
                "kind": occupancy_kind(living, writing.roster),
                "resides": living.resides,
                "batch_id": writing.batch.pk,
            }
        )
        writing.touched_homes.add(home.pk)
    writing.counts["occupancies"] = len(insert(Occupancy, made))


def _write_tags(writing: Writing) -> None:
    wanted = {(index, name[:20]) for index in writing.people for name in writing.roster.rows[index].tags}
    tags = _tags(writing, {name for _, name in wanted})
    known = (
        set(PersonTag.objects.filter(person__in=writing.old).values_list("person", "tag"))
        if writing.known
        else set()
    )
    pairs = [(writing.people[index], tags[name]) for index, name in sorted(wanted)]
    fresh = [(person, tag) for person, tag in pairs if tag.rule is None and (person, tag.pk) not in known]
    batch = writing.batch.pk
    insert(
        PersonTag, [{"person_id": p, "tag_id": t.pk, "source": "import", "batch_id": batch} for p, t in fresh]
    )
    retag({person for person, _ in fresh} & set(writing.old))
    writing.counts["tags"] = len(fresh)


def _tags(writing: Writing, names: set[str]) -> dict[str, Tag]:
    """The tags of these names in the estate or above it; those that are missing are made in the estate."""
    estate = writing.batch.area
    found = {
        tag.name: tag
        for tag in Tag.objects.filter(area__in=estate.around, name__in=names).order_by("area__path")
    }
    fresh = [Tag(area=estate, name=name, note="由花名册导入") for name in sorted(names - set(found))]
    return found | {tag.name: tag for tag in Tag.objects.bulk_create(fresh)}


def by_place(livings: list[Living]) -> dict[Place, list[Living]]:
    """The people of each home who live there."""
    inside: dict[Place, list[Living]] = defaultdict(list)
    for living in livings:
        if living.resides:
            inside[living.place].append(living)
    return inside
