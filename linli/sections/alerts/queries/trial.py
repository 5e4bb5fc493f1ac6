"""Trying a rule (试运行): what it would have raised over the last days, device by device, before it is switched on."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.sections.alerts import conditions, facts
from linli.sections.alerts.access import VALUES
from linli.sections.alerts.engine.memory import Change
from linli.sections.alerts.engine.run import begin, step, tick
from linli.sections.alerts.engine.tree import Tree, compile_tree
from linli.sections.alerts.evaluating.book import subject_of
from linli.sections.alerts.exceptions import Exceptions
from linli.sections.alerts.facts import Brief, moment
from linli.sections.alerts.models import Alert, AlertKind, Rule, RuleOverride
from linli.sections.alerts.services.rules import MANAGE, RuleData, check_clear, wrong_condition

DAYS, PART = 30, 40_000
"""Days looked back at most; messages per part, about a second of work."""
SPANS = 200
EASIER = (0.05, 0.1, 0.2)
"""How much harder the limits are at which the same readings are tried as well, for the hint."""


@dataclass
class Part:
    """What a part of the trial found. `after` is where the next part begins, None when this was the last."""

    covered: int
    looked: int
    messages: int
    since: dt.datetime
    until: dt.datetime
    after: int | None
    told: bool
    devices: list[dict[str, Any]] = field(default_factory=list)
    per_day: Counter[str] = field(default_factory=Counter)
    limits: list[dict[str, Any]] = field(default_factory=list)
    real: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tried:
    """A rule as it is tried: not saved, with the exceptions of the saved one (`of` is its id, 0 for a new one)."""

    rule: Rule
    exceptions: Exceptions
    of: int

    def tree(self, device: Brief) -> Tree | None:
        """Its condition for a device; None where it does not look. A new rule is tried on everybody."""
        if self.of and self.exceptions.silences(self.rule, self.of, device):
            return None
        return conditions.compiled(self.rule, self.override(device))

    def override(self, device: Brief) -> RuleOverride | None:
        """The exception that holds for a device."""
        return self.exceptions.of(self.of, self.rule.scope, device)


def trial(actor: Actor, data: RuleData, *, rule_id: int | None, days: int, after: int) -> Part:
    """The next part of a trial, from the device with the id `after` on. Raises DomainError, NotFound."""
    rule, present = _rules(actor, data, rule_id)
    of = rule_id or 0
    exceptions = Exceptions(RuleOverride.objects.filter(rule_id=of))
    before = Tried(present, exceptions, of) if present else None
    until = timezone.now()
    since = until - dt.timedelta(days=max(1, min(days, DAYS)))
    covered = _covered(rule)
    private = rule.kind.health or not facts.sensitive_types().isdisjoint(_types(rule))
    told = not private or actor.can(VALUES, rule.area)
    part = Part(len(covered), 0, 0, since, until, None, told=told)
    for subject, devices in _subjects(rule, covered):
        if min(device.id for device in devices) <= after:
            continue
        if part.messages >= PART:
            part.after = after
            break
        _look(part, Tried(rule, exceptions, of), before, subject, devices)
        after = min(device.id for device in devices)
    part.real = _real(rule_id, since) if rule_id else {}
    return part


def _rules(actor: Actor, data: RuleData, rule_id: int | None) -> tuple[Rule, Rule | None]:
    """The rule as written, and as it is saved now."""
    area = actor.areas(MANAGE).filter(pk=data.area_id).first()
    kind = AlertKind.objects.filter(code=data.kind).first()
    wrong = {name: text for name, text in wrong_condition(data).items() if text}
    wrong |= {} if area else {"area_id": "请选择您负责的区域。"}
    wrong |= {} if kind else {"kind": "没有这种预警类型。"}
    if wrong or area is None or kind is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    check_clear(data.operator, data.limit, data.clear_limit)
    values = {name: value for name, value in vars(data).items() if name not in ("area_id", "kind")}
    present = None
    if rule_id:
        mine = Rule.objects.select_related("kind", "area").filter(area__in=actor.areas(MANAGE).values("pk"))
        present = mine.filter(pk=rule_id).first()
        if present is None:
            raise NotFound
    return Rule(**values, area=area, kind=kind), present


def _covered(rule: Rule) -> list[Brief]:
    types, area = _types(rule), rule.area
    return [
        one
        for one in facts.briefs()
        if one.type in types and one.area_path.startswith(area.path) and subject_of(rule, one)
    ]


def _types(rule: Rule) -> set[str]:
    return {rule.device_type} if rule.scope == Rule.Scope.DEVICE else conditions.compiled(rule).types


def _subjects(rule: Rule, covered: list[Brief]) -> list[tuple[str, list[Brief]]]:
    """Devices that are looked at together, in the order of their first device."""
    found: dict[str, list[Brief]] = {}
    for device in covered:
        found.setdefault(subject_of(rule, device), []).append(device)
    return sorted(found.items(), key=lambda pair: pair[1][0].id)


def _look(part: Part, new: Tried, present: Tried | None, subject: str, devices: list[Brief]) -> None:
    """One subject: what the rule would have raised, what the saved one would have, and with harder limits."""
    part.looked += 1
    tree = new.tree(devices[0])
    if tree is None:
        return
    messages = list(islice(_messages(tree, devices, part.since, part.until), PART))
    part.messages += len(messages)
    found = _run(tree, messages, devices, part)
    for one in found:
        if one.raised:
            part.per_day[f"{timezone.localtime(moment(one.at)):%Y-%m-%d}"] += 1
    _harder(part, new, messages, devices)
    before = present.tree(devices[0]) if present and not tree.wide else None
    saved = _spans(_run(before, messages, devices, part), told=False) if before else []
    if found or saved:
        title = facts.devices([devices[0].id])
        name = title[devices[0].id].title if devices[0].id in title else subject
        spans = _spans(found, told=part.told)
        part.devices.append({"device_id": devices[0].id, "title": name, "spans": spans[:SPANS], "count": len(spans),
                             "saved": saved[:SPANS], "saved_count": len(saved)})  # fmt: skip


def _messages(
    tree: Tree, devices: list[Brief], since: dt.datetime, until: dt.datetime
) -> Iterator[tuple[int, int, dict[str, float]]]:
    """(time in ms, device, values) of what the devices said, or of when they fell silent and came back."""
    ids = [device.id for device in devices]
    if any(channel.endswith(conditions.ONLINE) for channel in tree.channels):
        moments = []
        for device_id, began, ended in facts.outages_between(ids, since, until):
            moments.append((_ms(began), device_id, {conditions.ONLINE: 0.0}))
            if ended is not None:
                moments.append((_ms(ended), device_id, {conditions.ONLINE: 1.0}))
        yield from sorted(moments, key=lambda one: one[0])
        return
    for sample in facts.samples_between(ids, since, until):
        yield sample.at_ms, sample.device_id, {**sample.values, "*": 0.0}


def _run(
    tree: Tree, messages: list[tuple[int, int, dict[str, float]]], devices: list[Brief], part: Part
) -> list[Change]:
    """What the condition finds in these messages."""
    memory, types = (
        begin(tree, messages[0][0] if messages else _ms(part.until)),
        {d.id: d.type for d in devices},
    )
    found: list[Change] = []
    for at_ms, device_id, values in messages:
        device = ""
        if tree.wide:
            values = {f"{types[device_id]}.{metric}": value for metric, value in values.items()}
            device = f"#{device_id}"
        found += step(tree, memory, at_ms, values, device)
    return found + tick(tree, memory, _ms(part.until))[0] if messages else found


def _spans(changes: list[Change], *, told: bool) -> list[dict[str, Any]]:
    """From when to when; `value` only for those who may know it."""
    found: list[dict[str, Any]] = []
    for one in changes:
        if one.raised:
            found.append({"at": moment(one.at), "ended_at": None, "value": one.value if told else None})
        elif found and found[-1]["ended_at"] is None:
            found[-1]["ended_at"] = moment(one.at)
    return found


def _harder(
    part: Part, new: Tried, messages: list[tuple[int, int, dict[str, float]]], devices: list[Brief]
) -> None:
    """How many there would have been with harder limits, where no exception sets its own."""
    tree = conditions.tree_of(new.rule)
    leaf = conditions.leading(tree)
    if new.override(devices[0]) is not None or leaf.get("op") not in (">", ">=", "<", "<="):
        return
    if not part.limits:
        part.limits = [{"limit": limit, "count": 0} for limit in _candidates(leaf["op"], leaf["limit"])]
    for one in part.limits:
        other = copy.deepcopy(tree)
        changed = conditions.leading(other)
        changed["limit"], changed["clear_limit"] = one["limit"], None
        ready = compile_tree(other, wide=new.rule.scope != Rule.Scope.DEVICE, own_type=new.rule.device_type)
        one["count"] += sum(change.raised for change in _run(ready, messages, devices, part))


def _candidates(operator: str, limit: float) -> list[float]:
    """Limits that fewer readings pass, as round as the limit itself."""
    sign = 1 if operator in (">", ">=") else -1
    size = max(abs(limit), 1.0)
    digits = 0 if size >= 20 else 2
    return sorted(
        {round(limit + sign * size * share, digits) for share in EASIER} - {limit}, reverse=sign < 0
    )


def _real(rule_id: int, since: dt.datetime) -> dict[str, int]:
    """What really happened: alerts of the saved rule, and those found false."""
    rows = Alert.objects.filter(rule_id=rule_id, raised_at__gte=since)
    return dict(
        rows.aggregate(count=Count("pk"), false=Count("pk", filter=Q(status=Alert.Status.FALSE_ALARM)))
    )


def _ms(at: dt.datetime) -> int:
    return round(at.timestamp() * 1000)
