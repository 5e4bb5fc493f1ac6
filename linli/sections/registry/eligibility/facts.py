"""What is registered about people, as plain values for the second evaluator and for example people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from linli.sections.registry.models import Occupancy, Person, PersonTag, PhoneIndex

STATUS = {str(s.value): str(s.label) for s in Person.Status}


@dataclass(frozen=True)
class Facts:
    """A person in plain values; None and "" are what is not known."""

    born_on: dt.date | None = None
    sex: str = ""
    status: str = "resident"
    lives_alone: bool = False
    hukou: str = ""
    tags: frozenset[str] = frozenset()
    occupancies: frozenset[str] = frozenset()
    building: str | None = None
    entrance: str | None = None
    has_phone: bool = True
    has_id: bool = True

    @property
    def status_text(self) -> str:
        """常住."""
        return STATUS.get(self.status, self.status)


COLUMNS = ("born_on", "sex", "status", "lives_alone", "hukou")


def facts_of(person_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of people by key, whoever asks. Four queries."""
    keys = list(person_ids)
    rows = Person.objects.filter(pk__in=keys).values(
        "pk", *COLUMNS, "id_index", "building__name", "home__unit__name"
    )
    by_hand = PersonTag.objects.filter(person__in=keys).exclude(source=PersonTag.Source.RULE)
    tags = _gathered(by_hand.values_list("person_id", "tag__name"))
    held = _gathered(Occupancy.objects.filter(person__in=keys, until=None).values_list("person_id", "kind"))
    phones = set(PhoneIndex.objects.filter(person__in=keys).values_list("person_id", flat=True))
    return {
        row["pk"]: Facts(
            **{name: row[name] for name in COLUMNS},
            tags=frozenset(tags[row["pk"]]),
            occupancies=frozenset(held[row["pk"]]),
            building=row["building__name"],
            entrance=row["home__unit__name"],
            has_phone=row["pk"] in phones,
            has_id=bool(row["id_index"]),
        )
        for row in rows
    }


def _gathered(pairs: Collection[tuple[int, str]]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
