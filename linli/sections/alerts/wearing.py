"""Who wears what a rule on places (电子围栏) looks at, as far as the actor may know of it."""

from __future__ import annotations

from django.db.models import QuerySet

from linli.kernel.access import Actor
from linli.sections.alerts import conditions, facts
from linli.sections.alerts.access import HEALTH
from linli.sections.alerts.engine import spec
from linli.sections.alerts.models import Rule
from linli.sections.devices.queries import DeviceCard

Key = tuple[int, int]
"""Rule and person."""


def fence_rules(rows: QuerySet[Rule], rule_id: int | None = None) -> dict[int, Rule]:
    """Rules that look at where somebody is, on their own or together with what else that person wears."""
    rows = rows.filter(form=Rule.Form.TREE).exclude(scope=Rule.Scope.HOME)
    rows = rows if rule_id is None else rows.filter(pk=rule_id)
    return {rule.pk: rule for rule in rows.order_by("title", "pk") if conditions.fence_of(rule.tree)}


def wearers(actor: Actor, rule: Rule) -> set[int]:
    """Whom the actor may give a fence of their own under a rule."""
    return {person for _, person in worn_under(actor, {rule.pk: rule}, None)}


def worn_under(actor: Actor, rules: dict[int, Rule], person_id: int | None) -> dict[Key, list[DeviceCard]]:
    """The devices that a rule looks at, by rule and wearer."""
    types = {rule.pk: _types(rule) for rule in rules.values()}
    every = set.union(*types.values())
    cards = facts.worn(
        type_code=every.pop() if len(every) == 1 else "",
        person_ids=None if person_id is None else [person_id],
    )
    found: dict[Key, list[DeviceCard]] = {}
    for card in cards:
        if not actor.can(HEALTH, card.area) or card.person_id is None:
            continue
        for rule in rules.values():
            if card.type in types[rule.pk] and rule.area.holds(card.area):
                found.setdefault((rule.pk, card.person_id), []).append(card)
    return found


def _types(rule: Rule) -> set[str]:
    """The types of device whose place a rule looks at."""
    zones = [leaf for leaf in spec.leaves(spec.read(rule.tree)) if isinstance(leaf, spec.ZoneSpec)]
    return {zone.type or rule.device_type for zone in zones}
