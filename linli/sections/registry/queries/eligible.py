"""Who meets a rule (条件圈选), counted and told why, for the tags here and for other sections. Whoever asks has checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.sections.registry.eligibility import (
    FIELDS,
    REGISTERED,
    Facts,
    Judgement,
    born_by,
    checked_rule,
    compiled,
    facts_of,
    judged,
    parsed,
    sentence,
    truths,
)
from linli.sections.registry.eligibility.compiling import Compiled, meant
from linli.sections.registry.models import Person

__all__ = [
    "REGISTERED", "Facts", "Judgement", "born_by", "checked_rule", "count", "eligible", "facts_from", "judge", "judgements",
    "meant_people", "met", "people_within", "rule_fields", "sentence",
]  # fmt: skip


class Counts(NamedTuple):
    """How many certainly meet a rule, and how many might: something about them is unknown."""

    certain: int
    to_check: int


def people_within(area: Area, actor: Actor | None = None, permission: str = "") -> QuerySet[Person]:
    """Everybody registered in an area, as far as the actor (if any) holds the permission there."""
    inside = Area.objects.filter(path__startswith=area.path)
    rows = Person.objects.filter(area__in=inside.values("pk"))
    return visible(rows, actor, permission) if actor else rows


def count(people: QuerySet[Person], rule: Any, day: dt.date) -> Counts:
    """How many of these people meet the rule on a day; one statement."""
    said = compiled(parsed(rule), day)
    found = people.filter(said.meant & said.possible).order_by().aggregate(
        certain=Count("pk", filter=said.certain), possible=Count("pk")
    )  # fmt: skip
    return Counts(found["certain"], found["possible"] - found["certain"])


def met(people: QuerySet[Person], rule: Any, day: dt.date) -> QuerySet[Person]:
    """Those of these people who certainly meet the rule."""
    said = compiled(parsed(rule), day)
    return people.filter(said.meant & said.certain)


def eligible(people: QuerySet[Person], rule: Any, day: dt.date) -> QuerySet[Person]:
    """Those who meet the rule or might, with `verdict` (in, check) and `truths`, a sign for each condition."""
    node = parsed(rule)
    said = compiled(node, day)
    rows = people.filter(said.meant & said.possible).order_by()
    return rows.annotate(verdict=_verdict(said), truths=truths(node, day))


def _verdict(said: Compiled) -> Case:
    return Case(When(said.certain, then=Value("in")), default=Value("check"), output_field=CharField())


def meant_people(people: QuerySet[Person], rule: Any) -> QuerySet[Person]:
    """Those whom the rule means at all: who lives here, or is registered where it speaks of that."""
    return people.filter(meant(parsed(rule)))


def judgements(rule: Any, person_ids: Collection[int], day: dt.date) -> dict[int, Judgement]:
    """Why each of these people is in, out, or to be checked, by what is registered now. Four queries."""
    node = parsed(rule)
    return {key: judged(node, facts, day) for key, facts in facts_of(person_ids).items()}


def judge(rule: Any, facts: Facts, day: dt.date) -> Judgement:
    """What the rule says of somebody described by plain values, such as an example."""
    return judged(parsed(rule), facts, day)


def facts_from(values: dict[str, Any]) -> Facts:
    """Somebody described in JSON. The values have been checked by a schema."""
    found = dict(values)
    born = found.pop("born_on", None)
    for name in ("tags", "occupancies"):
        found[name] = frozenset(found.get(name) or ())
    return Facts(born_on=dt.date.fromisoformat(born) if born else None, **found)


def rule_fields() -> list[dict[str, Any]]:
    """Every field of the language, for the pages on which rules are clicked together."""
    return [
        {
            "field": name,
            "title": field.title,
            "kind": field.kind,
            "ops": list(field.ops),
            "unit": field.unit,
            "choices": [{"value": value, "label": label} for value, label in field.choices],
            "yes_no": list(field.yes_no),
            "most": field.most,
        }
        for name, field in FIELDS.items()
    ]
