"""Fences of a person's own (个人围栏): who wears what a fence rule watches, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.kernel.access import Actor, visible
from linli.sections.alerts import conditions
from linli.sections.alerts.models import Rule, RuleOverride
from linli.sections.alerts.queries.library import RULE_READ
from linli.sections.alerts.wearing import fence_rules, worn_under
from linli.sections.registry import queries as registry

MOST = 50
"""So many people without a fence of their own are named at once; the others are found by name."""


@dataclass(frozen=True)
class Fenced:
    """One person under one fence rule: `zone` and `duration_s` are what holds for them, `usual…` what the rule says.

    `muted`: the rule does not look at them, by an exception or because they are not on its list.
    """

    rule_id: int
    rule_title: str
    enabled: bool
    person_id: int
    name: str
    address: str
    devices: list[str]
    excepted: bool
    own: bool
    muted: bool
    duration_s: int
    usual_duration_s: int
    zone: dict[str, Any]
    usual: dict[str, Any]


def fences(
    actor: Actor, *, rule_id: int | None = None, person_id: int | None = None, text: str = ""
) -> list[Fenced]:
    """Those with an exception first, then others by name, whoever wears such a device and may be known to the actor.

    Four queries. Of whom nobody may know that they wear something, nothing is told.
    """
    rules = fence_rules(visible(Rule.objects.select_related("area"), actor, RULE_READ), rule_id)
    worn = worn_under(actor, rules, person_id) if rules else {}
    exceptions = RuleOverride.objects.filter(rule__in={rule for rule, _ in worn}, person_id__isnull=False)
    own = {(row.rule_id, row.person_id or 0): row for row in exceptions if worn}
    people = registry.people_briefs(sorted({person for _, person in worn})) if worn else {}
    keys = [key for key in worn if key[1] in people and (key in own or text in people[key[1]].name)]
    keys.sort(key=lambda key: (key not in own, people[key[1]].name, key))
    return [
        _fenced(rules[rule], people[person], worn[rule, person], own.get((rule, person)))
        for rule, person in keys[: len(own) + MOST]
    ]


def _fenced(rule: Rule, person: Any, devices: list[str], own: RuleOverride | None) -> Fenced:
    tree = conditions.tree_of(rule, own)
    return Fenced(
        rule.pk, rule.title, rule.enabled, person.pk, person.name, person.address, devices,
        own is not None, own is not None and bool(own.tree), own.muted if own else rule.listed,
        round(conditions.lasting(tree).get("seconds", 0)), round(conditions.lasting(rule.tree).get("seconds", 0)),
        conditions.fence_of(tree), conditions.fence_of(rule.tree),
    )  # fmt: skip
