"""Giving somebody a fence of their own (个人围栏), or none: an exception of a rule on places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.alerts import conditions
from linli.sections.alerts.engine.places import Corner, Fence
from linli.sections.alerts.models import Rule, RuleOverride
from linli.sections.alerts.services.rules import find_rule, remove_override, set_override, told_evaluator
from linli.sections.alerts.wearing import fence_rules, wearers


@dataclass(frozen=True)
class FenceData:
    """Where somebody may go, as [longitude, latitude] corners in WGS-84; `duration_s` None is as in the rule.

    `muted`: the rule does not look at this person at all.
    """

    name: str
    ring: list[Corner]
    duration_s: int | None = None
    muted: bool = False


@transaction.atomic
def set_fence(*, actor: Actor, rule_id: int, person_id: int, data: FenceData) -> RuleOverride:
    """设个人围栏. Raises DomainError with a message per field; NotFound unless they wear what the rule looks at."""
    rule = _rule(actor, rule_id, person_id)
    if not data.muted:
        _check(data)
    zone: dict[str, Any] = {"node": conditions.FENCE, "name": data.name.strip(), "ring": data.ring}
    override = set_override(
        actor=actor, rule_id=rule.pk, person_id=person_id, tree=None if data.muted else zone,
        duration_s=None if data.muted else data.duration_s, muted=data.muted,
    )  # fmt: skip
    touch("alerts", rule.area_id)
    return override


@transaction.atomic
def remove_fence(*, actor: Actor, rule_id: int, person_id: int) -> None:
    """取消个人围栏: the fence of the rule holds for them again. Raises NotFound."""
    rule = _rule(actor, rule_id, person_id)
    remove_override(actor=actor, rule_id=rule.pk, person_id=person_id)
    touch("alerts", rule.area_id)


@transaction.atomic
def drop_fences(*, person_id: int) -> None:
    """Nobody looks after this person any more: where they may go is forgotten. The caller knows the person."""
    gone = [
        row.pk for row in RuleOverride.objects.filter(person_id=person_id) if conditions.fence_of(row.tree)
    ]
    if gone:
        RuleOverride.objects.filter(pk__in=gone).delete()
        told_evaluator()


@transaction.atomic
def follow_person(*, kept: int, gone: int) -> None:
    """Two records of a person became one: the exceptions follow, but where the kept one has its own."""
    held = RuleOverride.objects.filter(person_id=kept).values("rule")
    if RuleOverride.objects.filter(person_id=gone).exclude(rule__in=held).update(person_id=kept):
        told_evaluator()


def _rule(actor: Actor, rule_id: int, person_id: int) -> Rule:
    """The rule, locked, if it has a fence and looks at this person, of whom the actor may know."""
    rule = find_rule(actor, rule_id)
    if not fence_rules(Rule.objects.all(), rule.pk) or person_id not in wearers(actor, rule):
        raise NotFound
    return rule


def _check(data: FenceData) -> None:
    wrong = {"name": "" if data.name.strip() else "请填写围栏名称，例如：王奶奶家附近。"}
    try:
        Fence(data.ring)
    except ValueError as error:
        wrong["ring"] = f"{error}。"
    if any(wrong.values()):
        raise DomainError("请检查标出的内容。", fields={name: text for name, text in wrong.items() if text})
