"""A rule as conditions of one SQL statement. What is not known is neither met nor not met (three-valued)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from linli.sections.registry.eligibility.ages import age_filter
from linli.sections.registry.eligibility.fields import PRESENT, REGISTERED
from linli.sections.registry.eligibility.tree import Condition, Group, Node, Not, conditions
from linli.sections.registry.models import Building, Home, Occupancy, PersonTag, PhoneIndex, Tag

NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Split:
    """A condition over people: who meets it, who does not, of whom it is unknown. Each person is in exactly one."""

    yes: Q
    no: Q
    unknown: Q = NOBODY


@dataclass(frozen=True)
class Compiled:
    """A rule over people: who is meant at all, of these who certainly meets it, and who may."""

    meant: Q
    certain: Q
    possible: Q


def compiled(node: Node, day: dt.date) -> Compiled:
    """The rule on a day."""
    return Compiled(meant(node), _certain(node, day, True), _possible(node, day, True))


def meant(node: Node) -> Q:
    """Who lives here now; with a condition on the residence status, whoever is registered."""
    speaks = any(one.field == "status" for one in conditions(node))
    return Q(status__in=REGISTERED if speaks else PRESENT)


def truths(node: Node, day: dt.date) -> Any:
    """An expression with a sign for each condition: 1 met, 0 not met, ? unknown."""
    signs = [_sign(split(one, day)) for one in conditions(node)]
    return signs[0] if len(signs) == 1 else Concat(*signs, output_field=CharField())


def _sign(one: Split) -> Case:
    cases = [When(one.yes, then=Value("1"))]
    if one.unknown is not NOBODY:
        cases.append(When(one.unknown, then=Value("?")))
    return Case(*cases, default=Value("0"), output_field=CharField())


def _certain(node: Node, day: dt.date, wanted: bool) -> Q:
    """Who certainly meets it; with `wanted` false, who certainly does not."""
    if isinstance(node, Condition):
        one = split(node, day)
        return one.yes if wanted else one.no
    return _deeper(node, day, wanted, _certain)


def _possible(node: Node, day: dt.date, wanted: bool) -> Q:
    """Who may meet it; with `wanted` false, who may not."""
    if isinstance(node, Condition):
        one = split(node, day)
        side = one.yes if wanted else one.no
        return side if one.unknown is NOBODY else side | one.unknown
    return _deeper(node, day, wanted, _possible)


def _deeper(node: Group | Not, day: dt.date, wanted: bool, read: Callable[[Node, dt.date, bool], Q]) -> Q:
    """By De Morgan: the opposite is taken at the conditions, where the unknown is known."""
    if isinstance(node, Not):
        return read(node.part, day, not wanted)
    join = and_ if (node.joint == "all") == wanted else or_
    return reduce(join, (read(part, day, wanted) for part in node.parts))


def split(one: Condition, day: dt.date) -> Split:
    """One condition on a day."""
    return _SPLITS[one.field](one, day)


def _either(found: Q) -> Split:
    return Split(found, ~found)


def _age(one: Condition, day: dt.date) -> Split:
    met = age_filter(one.op, one.value, day)
    return Split(met, ~met & Q(born_on__isnull=False), Q(born_on=None))


def _born(one: Condition, _: dt.date) -> Split:
    day = dt.date.fromisoformat(one.value)
    met = Q(born_on__gte=day) if one.op == ">=" else Q(born_on__lte=day)
    other = Q(born_on__lt=day) if one.op == ">=" else Q(born_on__gt=day)
    return Split(met, other, Q(born_on=None))


def _sex(one: Condition, _: dt.date) -> Split:
    return Split(Q(sex__in=one.value), ~Q(sex__in=[*one.value, ""]), Q(sex=""))


def _hukou(one: Condition, _: dt.date) -> Split:
    """By position, not LIKE: SQLite's LIKE does not tell big letters from small ones."""
    holds = Q(GreaterThan(StrIndex(F("hukou"), Value(one.value)), 0))
    return Split(holds, ~holds & ~Q(hukou=""), Q(hukou=""))


def _tag(one: Condition, _: dt.date) -> Split:
    """Tags set by hand or imported: those worked out by rule would depend on the order."""
    tags = Tag.objects.filter(name__in=one.value).values("pk")
    held = PersonTag.objects.filter(person=OuterRef("pk"), tag__in=tags).exclude(source=PersonTag.Source.RULE)
    return _either(Q(Exists(held)))


def _occupancy(one: Condition, _: dt.date) -> Split:
    return _either(Q(Exists(Occupancy.objects.filter(person=OuterRef("pk"), until=None, kind__in=one.value))))


def _building(one: Condition, _: dt.date) -> Split:
    inside = Q(building__in=Building.objects.filter(name__in=one.value).values("pk"))
    return Split(inside, ~inside & Q(building__isnull=False), Q(building=None))


def _entrance(one: Condition, _: dt.date) -> Split:
    inside = Q(home__in=Home.objects.filter(unit__name__in=one.value).values("pk"))
    return Split(inside, ~inside & Q(home__isnull=False), Q(home=None))


def _has_phone(one: Condition, _: dt.date) -> Split:
    known = Q(Exists(PhoneIndex.objects.filter(person=OuterRef("pk"))))
    return Split(known, ~known) if one.value else Split(~known, known)


_SPLITS: dict[str, Callable[[Condition, dt.date], Split]] = {
    "age": _age,
    "age_year_end": lambda one, day: _age(one, dt.date(day.year, 12, 31)),
    "born_on": _born,
    "sex": _sex,
    "status": lambda one, _: _either(Q(status__in=one.value)),
    "lives_alone": lambda one, _: _either(Q(lives_alone=one.value)),
    "hukou": _hukou,
    "tag": _tag,
    "occupancy": _occupancy,
    "building": _building,
    "entrance": _entrance,
    "has_phone": _has_phone,
    "has_id": lambda one, _: _either(~Q(id_index="") if one.value else Q(id_index="")),
}
