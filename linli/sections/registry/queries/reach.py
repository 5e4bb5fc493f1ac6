"""How people can be reached, many at a time, for sections that tell them something. Whoever asks has checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linli.sections.registry.eligibility import PRESENT
from linli.sections.registry.models import Person
from linli.sections.registry.words import phone_index

MOBILE = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One person: where, and by which numbers in plain form. `order` is the building's place in its estate."""

    person_id: int
    name: str
    area_id: int
    address: str
    status: str
    phones: tuple[str, ...]
    order: int

    @property
    def present(self) -> bool:
        """Lives here now."""
        return self.status in PRESENT

    @property
    def mobile(self) -> str:
        """The first number that takes an SMS, or empty."""
        return next((number for number in self.phones if MOBILE.fullmatch(number)), "")


def reach_lines(people: Collection[int] | QuerySet[Any, Any]) -> dict[int, ReachLine]:
    """Lines by key for the given keys, or for a query of keys (then in one statement however many they are)."""
    columns = ("pk", "name", "area_id", "address", "status", "phones", "building__order")
    found: dict[int, ReachLine] = {}
    for keys in _pieces(people):
        for pk, name, area, address, status, phones, order in Person.objects.filter(pk__in=keys).values_list(
            *columns
        ):
            numbers = tuple(filter(None, phones.split(",")))
            found[pk] = ReachLine(pk, name, area, address, status, numbers, order or 0)
    return found


def _pieces(people: Collection[int] | QuerySet[Any, Any]) -> list[Any]:
    if isinstance(people, QuerySet):
        return [people]
    keys = list(people)
    return [keys[start : start + 10_000] for start in range(0, len(keys), 10_000)]


def named_like(text: str) -> Exists:
    """The condition that the person of a row (`person_id`) has `text` in the name; looks only at those rows."""
    return Exists(Person.objects.filter(pk=OuterRef("person_id"), name__contains=text))


def phone_key(number: str) -> str:
    """The blind index under which people with this number are found."""
    return phone_index(number)
