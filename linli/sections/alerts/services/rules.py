"""Changing rules (规则). Editing keeps what a rule remembers: time that has already passed counts on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts import conditions
from linli.sections.alerts.engine import OPERATORS
from linli.sections.alerts.facts import device_of
from linli.sections.alerts.models import AlertKind, Rule, RuleOverride, RuleState

MANAGE = "alerts.rule.manage"
EASIER = {">": -1, ">=": -1, "<": 1, "<=": 1}
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


@transaction.atomic
def create_rule(*, actor: Actor, data: RuleData) -> Rule:
    """新建规则. Raises DomainError with a message per wrong field."""
    return _write(actor, Rule(), data, "created")


@transaction.atomic
def update_rule(*, actor: Actor, rule_id: int, data: RuleData) -> Rule:
    """修改规则. Conditions under way go on with the new numbers; switching off forgets them."""
    rule = find_rule(actor, rule_id)
    watched = (rule.form, rule.device_type, rule.metric, rule.area_id)
    written = _write(actor, rule, data, "changed")
    if not data.enabled or watched != (rule.form, rule.device_type, rule.metric, rule.area_id):
        written.states.all().delete()
    _reckon_due(written)
    return written


@transaction.atomic
def delete_rule(*, actor: Actor, rule_id: int) -> None:
    """删除规则. Alerts that it raised stay, and stay open until a person ends them."""
    rule = find_rule(actor, rule_id)
    audit.record(actor, "alerts.rule.deleted", target=rule, detail={"title": rule.title})
    area_id = rule.area_id
    rule.delete()
    touch("alerts", area_id)


@transaction.atomic
def set_override(
    *, actor: Actor, rule_id: int, device_id: int, limit: float | None = None, clear_limit: float | None = None,
    duration_s: int | None = None, muted: bool = False,
) -> RuleOverride:  # fmt: skip
    """单设备例外: other numbers for one device, or silence."""
    rule = find_rule(actor, rule_id)
    device = device_of(device_id)
    if device is None or device.type != rule.device_type or not rule.area.holds(device.area):
        raise DomainError("这台设备不在规则的适用范围内。", fields={"device_id": "请选择规则适用的设备。"})
    if duration_s is not None and not 0 <= duration_s <= MAX_SECONDS:
        raise DomainError("持续时间不正确。", fields={"duration_s": "请填写 0 到 604800 秒。"})
    _check_clear(rule.operator, rule.limit if limit is None else limit, clear_limit)
    values = {"limit": limit, "clear_limit": clear_limit, "duration_s": duration_s, "muted": muted}
    override, _ = RuleOverride.objects.update_or_create(rule=rule, device_id=device_id, defaults=values)
    if muted:
        rule.states.filter(device_id=device_id).delete()
    _reckon_due(rule)
    audit.record(actor, "alerts.rule.override_set", target=rule, detail={"device": device_id, **values})
    return override


@transaction.atomic
def remove_override(*, actor: Actor, rule_id: int, device_id: int) -> None:
    """取消例外: the device follows the rule again."""
    rule = find_rule(actor, rule_id)
    gone, _ = rule.overrides.filter(device_id=device_id).delete()
    if not gone:
        raise NotFound
    _reckon_due(rule)
    audit.record(actor, "alerts.rule.override_removed", target=rule, detail={"device": device_id})


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
        "device_type": "" if data.device_type else "请选择设备类型。",
        "weekdays": "" if set(data.weekdays) <= set(range(7)) else "星期用 0（周一）到 6（周日）表示。",
        "ends": ""
        if (data.starts is None) == (data.ends is None)
        else "生效开始和结束要么都填，要么都不填。",
        **WRONG.get(data.form, _wrong_form)(data),
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong or kind is None or area is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    _check_clear(data.operator, data.limit, data.clear_limit)
    return kind, area


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


def _wrong_form(data: RuleData) -> dict[str, str]:
    return {"form": "请选择阈值、事件或离线。"}


WRONG: dict[str, Callable[[RuleData], dict[str, str]]] = {
    Form.THRESHOLD: _wrong_threshold, Form.EVENT: _wrong_event, Form.OFFLINE: _wrong_offline,
}  # fmt: skip


def _check_clear(operator: str, limit: float | None, clear: float | None) -> None:
    """The clear limit must be reached later than the limit, else a raised condition could never settle."""
    if clear is None or limit is None:
        return
    side = EASIER.get(operator)
    if side is None or (clear - limit) * side < 0:
        raise DomainError(
            "恢复阈值不正确。",
            fields={"clear_limit": "大于类规则应不高于阈值，小于类应不低于阈值，等于类不填。"},
        )


def _reckon_due(rule: Rule) -> None:
    """Moves the moments at which pending conditions are due to the rule's present numbers."""
    pending = list(rule.states.filter(pending_since__isnull=False))
    overrides = {override.device_id: override for override in rule.overrides.all()}
    for state in pending:
        state.due_at = conditions.due_at(rule, state, overrides.get(state.device_id))
    RuleState.objects.bulk_update(pending, ["due_at"], batch_size=200)
