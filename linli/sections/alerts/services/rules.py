"""Changing rules (规则). What a rule remembers is the evaluator's: it goes on with it under the new numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel import audit, bus
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts import facts
from linli.sections.alerts.conditions import tree_of
from linli.sections.alerts.engine import spec
from linli.sections.alerts.engine.leaves import OPERATORS
from linli.sections.alerts.engine.spec import EASIER
from linli.sections.alerts.facts import device_of
from linli.sections.alerts.models import AlertKind, Rule, RuleOverride, Watermark

MANAGE = "alerts.rule.manage"
RULES = "alerts.rules"
"""The channel of the bus on which the evaluator hears that rules have changed."""
SHARED = ("$online", "*")
"""What every type of device can be asked for: being online, and any data at all."""
MAX_SECONDS = 7 * 86_400
Form = Rule.Form


@dataclass(frozen=True)
class RuleData:
    """What a rule says. `kind` is a kind's code; times are in seconds of event time."""

    title: str
    form: str
    kind: str
    area_id: int
    device_type: str
    duration_s: int
    metric: str = ""
    operator: str = ""
    limit: float | None = None
    clear_limit: float | None = None
    max_gap_s: int = 300
    severity: int | None = None
    starts: time | None = None
    ends: time | None = None
    weekdays: list[int] = field(default_factory=list)
    enabled: bool = True
    tree: dict[str, Any] | None = None
    scope: str = "device"
    listed: bool = False


@transaction.atomic
def create_rule(*, actor: Actor, data: RuleData) -> Rule:
    """新建规则. Raises DomainError with a message per wrong field."""
    return _write(actor, Rule(), data, "created")


@transaction.atomic
def update_rule(*, actor: Actor, rule_id: int, data: RuleData) -> Rule:
    """修改规则. Conditions under way go on with the new numbers; switching off, or watching another thing, forgets them."""
    return _write(actor, find_rule(actor, rule_id), data, "changed")


@transaction.atomic
def delete_rule(*, actor: Actor, rule_id: int) -> None:
    """删除规则. Alerts that it raised stay, and stay open until a person ends them."""
    rule = find_rule(actor, rule_id)
    audit.record(actor, "alerts.rule.deleted", target=rule, detail={"title": rule.title})
    area_id = rule.area_id
    rule.delete()
    told_evaluator()
    touch("alerts", area_id)


@transaction.atomic
def set_override(
    *, actor: Actor, rule_id: int, device_id: int | None = None, person_id: int | None = None,
    limit: float | None = None, clear_limit: float | None = None, duration_s: int | None = None,
    tree: dict[str, Any] | None = None, muted: bool = False,
) -> RuleOverride:  # fmt: skip
    """例外: other numbers, another tree, or silence, for one device or for one person. The caller knows the person."""
    rule = find_rule(actor, rule_id)
    if (device_id is None) == (person_id is None):
        raise DomainError("请指明一台设备或一个人。")
    if device_id is not None:
        _check_device(rule, device_id)
    if duration_s is not None and not 0 <= duration_s <= MAX_SECONDS:
        raise DomainError("持续时间不正确。", fields={"duration_s": "请填写 0 到 604800 秒。"})
    check_clear(rule.operator, rule.limit if limit is None else limit, clear_limit)
    changed = RuleOverride(limit=limit, clear_limit=clear_limit, duration_s=duration_s, tree=tree)
    if rule.form == Form.TREE or tree is not None:
        check_numbers(rule, changed)
    values = {
        "limit": limit,
        "clear_limit": clear_limit,
        "duration_s": duration_s,
        "tree": tree,
        "muted": muted,
    }
    whom = _whom(device_id, person_id)
    override, _ = RuleOverride.objects.update_or_create(rule=rule, **whom, defaults=values)
    told_evaluator()
    audit.record(actor, "alerts.rule.override_set", target=rule, detail={**whom, "muted": muted})
    return override


@transaction.atomic
def remove_override(
    *, actor: Actor, rule_id: int, device_id: int | None = None, person_id: int | None = None
) -> None:
    """取消例外: the device or the person follows the rule again."""
    rule = find_rule(actor, rule_id)
    whom = _whom(device_id, person_id)
    gone, _ = rule.overrides.filter(**whom).delete()
    if not gone:
        raise NotFound
    told_evaluator()
    audit.record(actor, "alerts.rule.override_removed", target=rule, detail=whom)


def check_numbers(rule: Rule, override: RuleOverride) -> None:
    """Raises DomainError when the rule's condition cannot be run with the numbers of an exception."""
    if wrong := wrong_tree(tree_of(rule, override), rule.device_type, rule.scope):
        raise DomainError("请检查标出的内容。", fields={"tree": wrong})


def _whom(device_id: int | None, person_id: int | None) -> dict[str, Any]:
    return {"person_id": person_id} if device_id is None else {"device_id": device_id}


def _check_device(rule: Rule, device_id: int) -> None:
    device = device_of(device_id)
    if device is None or device.type != rule.device_type or not rule.area.holds(device.area):
        raise DomainError("这台设备不在规则的适用范围内。", fields={"device_id": "请选择规则适用的设备。"})


def told_evaluator() -> None:
    """Counts the change within the current transaction, and tells the evaluator after it."""
    Watermark.objects.update(rules=F("rules") + 1)
    bus.post(RULES)


def find_rule(actor: Actor, rule_id: int) -> Rule:
    """The rule, locked, if the actor may change it."""
    actor.require(MANAGE)
    rules = visible(Rule.objects.select_related("area", "kind"), actor, MANAGE)
    rule = rules.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule


def _write(actor: Actor, rule: Rule, data: RuleData, verb: str) -> Rule:
    """Checks and saves all fields."""
    kind, area = _check(actor, data)
    values = {**vars(data), "title": data.title.strip(), "kind": kind, "area": area}
    values["weekdays"] = sorted(set(data.weekdays))
    values.pop("area_id")
    for name, value in values.items():
        setattr(rule, name, value)
    rule.updated_at = timezone.now()
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError as error:
        raise Conflict("这个区域已有同名规则。", fields={"title": "请换一个名称。"}) from error
    audit.record(
        actor, f"alerts.rule.{verb}", target=rule, detail={"title": rule.title, "enabled": rule.enabled}
    )
    told_evaluator()
    touch("alerts", rule.area_id)
    return rule


def _check(actor: Actor, data: RuleData) -> tuple[AlertKind, Area]:
    """The kind and area meant. Raises DomainError naming every wrong field."""
    kind = AlertKind.objects.filter(code=data.kind).first()
    area = actor.areas(MANAGE).filter(pk=data.area_id).first()
    wrong = {
        "title": "" if data.title.strip() else "请填写规则名称。",
        "kind": "" if kind else "没有这种预警类型。",
        "area_id": "" if area else "请选择您负责的区域。",
        **wrong_condition(data),
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong or kind is None or area is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    check_clear(data.operator, data.limit, data.clear_limit)
    return kind, area


def wrong_condition(data: RuleData) -> dict[str, str]:
    """What is wrong with the condition itself, by field; empty texts for what is right."""
    both = (data.starts is None) == (data.ends is None)
    return {
        "device_type": "" if data.device_type else "请选择设备类型。",
        "weekdays": "" if set(data.weekdays) <= set(range(7)) else "星期用 0（周一）到 6（周日）表示。",
        "ends": "" if both else "生效开始和结束要么都填，要么都不填。",
        "scope": ""
        if data.form == Form.TREE or data.scope == Rule.Scope.DEVICE
        else "只有组合条件可以看多台设备。",
        **WRONG.get(data.form, _wrong_form)(data),
    }


def _wrong_threshold(data: RuleData) -> dict[str, str]:
    return {
        "metric": "" if data.metric else "请选择指标。",
        "operator": "" if data.operator in OPERATORS else "请选择比较方式。",
        "limit": "" if data.limit is not None else "请填写阈值。",
        "duration_s": "" if 0 <= data.duration_s <= MAX_SECONDS else "请填写 0 到 604800 秒（7 天）。",
        "max_gap_s": "" if 1 <= data.max_gap_s <= MAX_SECONDS else "请填写 1 到 604800 秒。",
    }


def _wrong_offline(data: RuleData) -> dict[str, str]:
    fits = 30 <= data.duration_s <= MAX_SECONDS
    return {"duration_s": "" if fits else "离线时间请填写 30 到 604800 秒（7 天）。"}


def _wrong_event(data: RuleData) -> dict[str, str]:
    return {"metric": "" if data.metric else "请选择事件。"}


def _wrong_tree(data: RuleData) -> dict[str, str]:
    return {"tree": wrong_tree(data.tree, data.device_type, data.scope)}


def wrong_tree(tree: Any, device_type: str, scope: str) -> str:
    """What is wrong with a tree, in one sentence, or ""."""
    try:
        leaves = spec.leaves(spec.read(tree))
    except ValueError as error:
        return f"{error}。"
    known = facts.metrics_by_type()
    for leaf in leaves:
        type_ = leaf.type or device_type
        if type_ != device_type and scope == Rule.Scope.DEVICE:
            return "只看单台设备的规则不能用别的设备类型。"
        missing = [m for m in spec.metrics(leaf) if m not in SHARED and m not in known.get(type_, ())]
        if missing:
            return f"设备类型 {type_} 没有指标 {missing[0]}。"
    return ""


def _wrong_form(data: RuleData) -> dict[str, str]:
    return {"form": "请选择阈值、事件、离线或组合。"}


WRONG: dict[str, Callable[[RuleData], dict[str, str]]] = {
    Form.THRESHOLD: _wrong_threshold, Form.EVENT: _wrong_event, Form.OFFLINE: _wrong_offline,
    Form.TREE: _wrong_tree,
}  # fmt: skip


def check_clear(operator: str, limit: float | None, clear: float | None) -> None:
    """The clear limit must be reached later than the limit, else a raised condition could never settle."""
    if clear is None or limit is None:
        return
    side = EASIER.get(operator)
    if side is None or (clear - limit) * side < 0:
        raise DomainError(
            "恢复阈值不正确。",
            fields={"clear_limit": "大于类规则应不高于阈值，小于类应不低于阈值，等于类不填。"},
        )
