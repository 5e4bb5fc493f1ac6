"""Fences of a person's own (个人围栏): who wears what a fence rule watches, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from linli.kernel.access import Actor, visible
from linli.sections.alerts import conditions
from linli.sections.alerts.models import Rule, RuleOverride
from linli.sections.alerts.queries.library import RULE_READ
from linli.sections.alerts.wearing import Key, fence_rules, worn_under
from linli.sections.devices.queries import DeviceCard
from linli.sections.registry import queries as registry

MOST = 50
"""So many people without a fence of their own are named at once; the others are found by name."""


@dataclass(frozen=True)
class Fenced:
    """One person under one fence rule: `zone` and `duration_s` are what holds for them, `usual…` what the rule says.

    `muted`: the rule does not look at them, by an exception or because they are not on its list. `apart`: those of
    their `devices` that have an exception of their own, which goes before the person's.
    """

    rule_id: int
    rule_title: str
    enabled: bool
    person_id: int
    name: str
    address: str
    devices: list[str]
    apart: list[str]
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
    exceptions = _exceptions(worn) if worn else []
    own = {(row.rule_id, row.person_id): row for row in exceptions if row.person_id}
    apart = {(row.rule_id, row.device_id) for row in exceptions if row.device_id}
    people = registry.people_briefs(sorted({person for _, person in worn})) if worn else {}
    keys = [key for key in worn if key[1] in people and (key in own or text in people[key[1]].name)]
    keys.sort(key=lambda key: (key not in own, people[key[1]].name, key))
    return [
        _fenced(rules[rule], people[person], worn[rule, person], own.get((rule, person)), apart)
        for rule, person in keys[: len(own) + MOST]
    ]


def _exceptions(worn: dict[Key, list[DeviceCard]]) -> list[RuleOverride]:
    """Those of people, and of what they wear where a rule looks at each device alone."""
    worn_ids = {card.id for cards in worn.values() for card in cards}
    alone = Q(rule__scope=Rule.Scope.DEVICE, device_id__in=worn_ids)
    rows = RuleOverride.objects.filter(rule__in={rule for rule, _ in worn})
    return list(rows.filter(Q(person_id__isnull=False) | alone))


def _fenced(
    rule: Rule, person: Any, worn: list[DeviceCard], own: RuleOverride | None, apart: set[tuple[int, int]]
) -> Fenced:
    tree = conditions.tree_of(rule, own)
    return Fenced(
        rule.pk, rule.title, rule.enabled, person.pk, person.name, person.address,
        [card.name for card in worn], [card.name for card in worn if (rule.pk, card.id) in apart],
        own is not None, own is not None and bool(own.tree), own.muted if own else rule.listed,
        round(conditions.lasting(tree).get("seconds", 0)), round(conditions.lasting(rule.tree).get("seconds", 0)),
        conditions.fence_of(tree), conditions.fence_of(rule.tree),
    )  # fmt: skip
