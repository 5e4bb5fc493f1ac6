"""Finds for each person of a roster the person in the registry that it is, surely or perhaps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from linli.sections.registry.models import Home, Person, PhoneIndex
from linli.sections.registry.roster import Place, Roster, Row
from linli.sections.registry.words import id_index, phone_index

Known = tuple[int, str, object, int | None, str]


@dataclass(slots=True)
class Matches:
    """Row index → person: `sure` is the same person, `perhaps` somebody must decide, with the reason."""

    sure: dict[int, int] = field(default_factory=dict)
    perhaps: dict[int, tuple[int, str]] = field(default_factory=dict)
    homes: dict[Place, int] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)


def match(roster: Roster, estate_id: int) -> Matches:
    """Compares the roster with the people of the estate in four queries, whatever its size."""
    found = Matches(homes=_homes(estate_id))
    found.ids = {i: id_index(n) for i in roster.people if (n := roster.rows[i].id_number)}
    registry = _Registry(estate_id)
    if not registry.by_name:
        return found
    places: dict[int, list[Place]] = defaultdict(list)
    for living in roster.living:
        places[living.person].append(living.place)
    for index in roster.people:
        homes = {found.homes.get(place) for place in places[index]} - {None}
        registry.compare(index, roster.rows[index], found, homes)
    return found


def _homes(estate_id: int) -> dict[Place, int]:
    rows = Home.objects.filter(estate=estate_id).values_list("building__name", "unit__name", "room", "pk")
    return {Place(building, unit, room): pk for building, unit, room, pk in rows}


class _Registry:
    """The people of an estate, by id number, name and phone."""

    def __init__(self, estate_id: int) -> None:
        people = Person.objects.filter(estate=estate_id)
        rows = people.values_list("pk", "name", "born_on", "home_id", "id_index")
        self.by_id: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for known in rows.iterator(chunk_size=5000):
            self.by_name[known[1]].append(known)
            if known[4]:
                self.by_id[known[4]] = known
        self.phones: dict[int, set[str]] = defaultdict(set)
        numbers = PhoneIndex.objects.filter(person__estate=estate_id).values_list("person", "number")
        for person, number in numbers.iterator(chunk_size=5000) if self.by_name else ():
            self.phones[person].add(number)

    def compare(self, index: int, row: Row, found: Matches, homes: set[int | None]) -> None:
        """Notes in `found` who this row is."""
        own = found.ids.get(index, "")
        if own and (known := self.by_id.get(own)):
            if known[1] == row.name:
                found.sure[index] = known[0]
            else:
                found.perhaps[index] = (known[0], f"身份证号与已登记的“{known[1]}”相同，姓名不同")
            return
        numbers = {phone_index(phone) for phone in row.phones}
        for known in self.by_name.get(row.name, ()):
            if own and known[4]:
                continue
            same_birth = bool(row.born_on and known[2] == row.born_on)
            agree = same_birth or not row.born_on or known[2] is None
            if known[3] in homes and agree:
                found.sure[index] = known[0]
                return
            if same_birth or numbers & self.phones[known[0]]:
                why = "姓名和出生日期相同" if same_birth else "姓名和电话相同"
                found.perhaps.setdefault(index, (known[0], f"{why}，住址不同"))
