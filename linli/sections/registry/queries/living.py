"""Who lives with whom, for sections that look after people: ages, kinship, contacts. Whoever asks has checked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.sections.registry.eligibility import PRESENT
from linli.sections.registry.models import Contact, Membership, Person

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody who lives in the same home; `relation` is the kinship to the head (与户主关系), "" when unknown."""

    person_id: int
    born_on: dt.date | None
    relation: str


@dataclass(frozen=True, slots=True)
class Living:
    """A person, whether here now, and who else lives in the home."""

    person_id: int
    area_id: int
    born_on: dt.date | None
    sex: str
    home_id: int | None
    present: bool
    relation: str
    others: tuple[Housemate, ...]


def living(
    *, born_by: dt.date | None = None, person_ids: Collection[int] | None = None, home_ids: Collection[int] = (),
    area_path: str = "", after: int = 0, limit: int | None = None,
) -> list[Living]:  # fmt: skip
    """People by key (`after`, `limit`): the present ones born by a day, or exactly the given ones wherever they are.

    `home_ids` and `area_path` narrow. A constant number of queries per five hundred people.
    """
    rows = Person.objects.filter(pk__gt=after).order_by("pk")
    if person_ids is not None:
        rows = rows.filter(pk__in=list(person_ids))
    else:
        rows = rows.filter(status__in=PRESENT, born_on__lte=born_by)
    if home_ids:
        rows = rows.filter(home_id__in=list(home_ids))
    if area_path:
        rows = rows.filter(area__path__startswith=area_path)
    return _with_others(rows[:limit] if limit else rows)


def _with_others(rows: QuerySet[Person]) -> list[Living]:
    people = list(rows.values_list("pk", "area_id", "born_on", "sex", "home_id", "status"))
    mates = _by_home({row[4] for row in people if row[4]})
    found = []
    for pk, area_id, born_on, sex, home_id, status in people:
        inside = mates.get(home_id, []) if home_id and status in PRESENT else []
        relation = next((m.relation for m in inside if m.person_id == pk), "")
        others = tuple(m for m in inside if m.person_id != pk)
        found.append(Living(pk, area_id, born_on, sex, home_id, status in PRESENT, relation, others))
    return found


def _by_home(homes: Iterable[int]) -> dict[int, list[Housemate]]:
    """Those who live in each home now, each once."""
    wanted, found = sorted(homes), defaultdict[int, list[Housemate]](list)
    for start in range(0, len(wanted), CHUNK):
        here = Q(home__in=wanted[start : start + CHUNK], status__in=PRESENT)
        kin = Membership.objects.filter(person__home__in=wanted[start : start + CHUNK])
        relations = dict(kin.order_by("-pk").values_list("person_id", "relation"))
        for pk, home_id, born_on in Person.objects.filter(here).values_list("pk", "home_id", "born_on"):
            if home_id:
                found[home_id].append(Housemate(pk, born_on, relations.get(pk, "")))
    return found


def contacts_of(person_id: int) -> list[Contact]:
    """The contact persons (联系人) of somebody."""
    return list(Contact.objects.filter(person=person_id).order_by("pk"))


def person_at(person_id: int) -> Person | None:
    """One person with home and area, whoever asks."""
    return Person.objects.select_related("area", "home", "building").filter(pk=person_id).first()
