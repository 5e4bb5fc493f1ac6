"""Writes a roster into the registry: few statements per table, none per row; never overwrites what is known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from linli.sections.registry.models import Home, ImportBatch, ImportChange, Occupancy, Person, PersonTag, PhoneIndex, Tag
from linli.sections.registry.roster import Living, Place, Roster
from linli.sections.registry.services.derive import refresh_homes, retag, touched
from linli.sections.registry.services.imports.families import write_families
from linli.sections.registry.services.imports.homes import write_homes
from linli.sections.registry.services.imports.match import Matches
from linli.sections.registry.services.imports.newcomer import facts_of, newcomer, occupancy_kind
from linli.sections.registry.words import phone_index, tail_index

CHUNK = 500
FILLED = ("sex", "born_on", "id_number", "id_index", "id_doubtful", "phones", "hukou")


@dataclass
class Writing:
    """One import under way: what it knows and what it has made so far."""

    batch: ImportBatch
    roster: Roster
    matches: Matches
    tell: Callable[[int, str], None]
    homes: dict[Place, Home] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    new: set[int] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    touched_homes: set[int] = field(default_factory=set)


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
    refresh_homes(Q(pk__in=writing.touched_homes) if len(writing.touched_homes) < CHUNK else _estate(writing))
    writing.tell(100, "完成")
    return writing.counts


def _estate(writing: Writing) -> Q:
    return Q(estate=writing.batch.area_id)


def livings_of(roster: Roster) -> dict[int, list[Living]]:
    """Person → occupancies, the home lived in first."""
    found: dict[int, list[Living]] = defaultdict(list)
    for living in sorted(roster.living, key=lambda found: not found.resides):
        found[living.person].append(living)
    return found


def _write_people(writing: Writing) -> None:
    known = Person.objects.in_bulk(set(writing.matches.sure.values())) if writing.matches.sure else {}
    livings = livings_of(writing.roster)
    facts = facts_of(writing.roster)
    made, phones = [], []
    for index in writing.roster.people:
        if index not in livings:
            continue
        sure = writing.matches.sure.get(index)
        if sure in known:
            writing.people[index] = known[sure]
            continue
        person = newcomer(writing, facts[index], livings[index][0])
        writing.people[index] = person
        writing.new.add(index)
        made.append(person)
    Person.objects.bulk_create(made, batch_size=CHUNK)
    for index in writing.new:
        numbers, person = facts[index].phones, writing.people[index]
        phones += [PhoneIndex(person=person, number=phone_index(n), tail=tail_index(n)) for n in numbers]
    PhoneIndex.objects.bulk_create(phones, batch_size=CHUNK)
    writing.counts["people"] = len(made)
    writing.counts["people_filled"] = _fill(writing, facts)


def _fill(writing: Writing, facts: dict[int, Any]) -> int:
    """Fills what the registry did not know of people it knows; keeps their former state for the undo."""
    changed, before, phones = [], [], []
    for index, person in writing.people.items():
        if index in writing.new:
            continue
        wanted = facts[index].values()
        if wanted["id_number"] and not person.id_number and person.id_doubtful:
            before_doubt = {"id_doubtful": person.id_doubtful}
            person.id_doubtful = ""
        else:
            before_doubt = {}
        gaps = {n: getattr(person, n) for n in FILLED if wanted.get(n) and not getattr(person, n)}
        if person.id_number:
            gaps.pop("id_doubtful", None)
        if not gaps and not before_doubt:
            continue
        for name in gaps:
            setattr(person, name, wanted[name])
        if "phones" in gaps:
            phones += [
                PhoneIndex(person=person, number=phone_index(n), tail=tail_index(n)) for n in facts[index].phones
            ]
        touched(person)
        changed.append(person)
        old = {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in {**gaps, **before_doubt}.items()}
        before.append(change(writing.batch, person, old))
    Person.objects.bulk_update(changed, [*FILLED, "revision", "updated_at"], batch_size=100)
    PhoneIndex.objects.bulk_create(phones, batch_size=CHUNK)
    ImportChange.objects.bulk_create(before, batch_size=CHUNK)
    return len(changed)


def change(batch: ImportBatch, row: Person | Home, before: dict[str, Any]) -> ImportChange:
    """How a changed row was, for the undo."""
    return ImportChange(
        batch=batch,
        model=row._meta.model_name or "",
        object_id=row.pk,
        before=json.dumps(before, ensure_ascii=False),
        revision_after=row.revision,
    )


def _write_occupancies(writing: Writing) -> None:
    people = [p.pk for i, p in writing.people.items() if i not in writing.new]
    known = set(
        Occupancy.objects.filter(person__in=people, until=None).values_list("person", "home") if people else ()
    )
    made = []
    for living in writing.roster.living:
        person, home = writing.people[living.person], writing.homes[living.place]
        if (person.pk, home.pk) in known:
            continue
        made.append(
            Occupancy(
                area_id=home.area_id,
                person=person,
                home=home,
                kind=occupancy_kind(living, writing.roster),
                resides=living.resides,
                batch=writing.batch,
            )
        )
        writing.touched_homes.add(home.pk)
    Occupancy.objects.bulk_create(made, batch_size=CHUNK)
    writing.counts["occupancies"] = len(made)


def _write_tags(writing: Writing) -> None:
    estate = writing.batch.area
    wanted = {(i, name[:20]) for i in writing.people for name in writing.roster.rows[i].tags}
    names = {name for _, name in wanted}
    above = [int(pk) for pk in estate.path.strip("/").split("/")]
    tags = {tag.name: tag for tag in Tag.objects.filter(area__in=above, name__in=names).order_by("area__path")}
    fresh = [Tag(area=estate, name=name, note="由花名册导入") for name in sorted(names - set(tags))]
    tags |= {tag.name: tag for tag in Tag.objects.bulk_create(fresh)}
    old = [p.pk for i, p in writing.people.items() if i not in writing.new]
    known = set(PersonTag.objects.filter(person__in=old).values_list("person", "tag")) if old else set()
    made = [
        PersonTag(person=writing.people[i], tag=tags[name], source="import", batch=writing.batch)
        for i, name in sorted(wanted)
        if tags[name].rule is None and (writing.people[i].pk, tags[name].pk) not in known
    ]
    PersonTag.objects.bulk_create(made, batch_size=CHUNK)
    retag({row.person_id for row in made if row.person_id in set(old)})
    writing.counts["tags"] = len(made)
