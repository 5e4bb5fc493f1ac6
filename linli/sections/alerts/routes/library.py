"""Kinds, rules and the duty roster over REST."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Request
from linli.sections.alerts import queries, services
from linli.sections.alerts import schemas as s
from linli.sections.alerts.queries import RuleFilters
from linli.sections.alerts.routes.base import WHOLE, router
from linli.sections.alerts.services.presets import PRESETS

KIND_READ, KIND = "alerts.kind.read", "alerts.kind.manage"
RULE_READ, RULE = "alerts.rule.read", "alerts.rule.manage"
ROSTER_READ, ROSTER = "alerts.roster.read", "alerts.roster.manage"


@router.get("/kinds", gate=KIND_READ, response=list[s.KindOut])
def list_kinds(request: Request) -> Any:
    """预警类型库"""
    return list(queries.kinds())


@router.post("/kinds", gate=KIND, response=s.KindOut, **WHOLE)
def create_kind(request: Request, body: s.NewKind) -> Any:
    """新增预警类型"""
    data = services.KindData(**body.dict(exclude={"code"}))
    return services.create_kind(actor=request.actor, code=body.code, data=data)


@router.put("/kinds/{str:kind_code}", gate=KIND, response=s.KindOut, **WHOLE)
def update_kind(request: Request, kind_code: str, body: s.KindIn) -> Any:
    """修改预警类型"""
    return services.update_kind(actor=request.actor, code=kind_code, data=services.KindData(**body.dict()))


@router.get("/rules", gate=RULE_READ, response=Page[s.RuleOut])
def list_rules(request: Request, filters: Query[RuleFilters], paging: Query[s.RulePaging]) -> Any:
    """预警规则"""
    return paging.of(queries.rules(request.actor, filters), s.RuleOut)


@router.get("/rules/device-types", gate=RULE_READ, response=list[s.RuleDeviceType])
def rule_device_types(request: Request) -> Any:
    """规则可选的设备类型、指标和事件"""
    return queries.device_types()


@router.get("/rules/presets", gate=RULE_READ, response=list[s.PresetOut])
def rule_presets(request: Request) -> Any:
    """现成的规则"""
    return [vars(preset) for preset in PRESETS]


@router.post("/rules", gate=RULE, response=s.RuleDetail)
def create_rule(request: Request, body: s.AlertRuleIn) -> Any:
    """新建规则"""
    rule = services.create_rule(actor=request.actor, data=services.RuleData(**body.dict()))
    return queries.rule(request.actor, rule.pk)


@router.get("/rules/{int:rule_id}", gate=RULE_READ, response=s.RuleDetail)
def get_rule(request: Request, rule_id: int) -> Any:
    """规则详情"""
    return queries.rule(request.actor, rule_id)


@router.get("/rules/{int:rule_id}/states", gate=RULE_READ, response=list[s.RuleStateOut])
def rule_states(request: Request, rule_id: int) -> Any:
    """规则正在计时或已触发的设备"""
    return queries.devices_of_rule(request.actor, rule_id)


@router.put("/rules/{int:rule_id}", gate=RULE, response=s.RuleDetail)
def update_rule(request: Request, rule_id: int, body: s.AlertRuleIn) -> Any:
    """修改规则"""
    services.update_rule(actor=request.actor, rule_id=rule_id, data=services.RuleData(**body.dict()))
    return queries.rule(request.actor, rule_id)


@router.delete("/rules/{int:rule_id}", gate=RULE, response=None)
def delete_rule(request: Request, rule_id: int) -> Any:
    """删除规则"""
    services.delete_rule(actor=request.actor, rule_id=rule_id)


@router.put("/rules/{int:rule_id}/overrides/{int:device_id}", gate=RULE, response=s.RuleDetail)
def set_override(request: Request, rule_id: int, device_id: int, body: s.OverrideIn) -> Any:
    """设置单设备例外"""
    services.set_override(actor=request.actor, rule_id=rule_id, device_id=device_id, **body.dict())
    return queries.rule(request.actor, rule_id)


@router.delete("/rules/{int:rule_id}/overrides/{int:device_id}", gate=RULE, response=s.RuleDetail)
def remove_override(request: Request, rule_id: int, device_id: int) -> Any:
    """取消单设备例外"""
    services.remove_override(actor=request.actor, rule_id=rule_id, device_id=device_id)
    return queries.rule(request.actor, rule_id)


@router.get("/shifts", gate=ROSTER_READ, response=list[s.ShiftOut])
def list_shifts(request: Request) -> Any:
    """值班表"""
    return list(queries.shifts(request.actor))


@router.get("/shifts/candidates", gate=ROSTER, response=list[s.CandidateOut])
def shift_candidates(request: Request, area: int) -> Any:
    """可排班人员"""
    return list(queries.candidates(request.actor, area))


@router.post("/shifts", gate=ROSTER, response=s.ShiftOut)
def create_shift(request: Request, body: s.ShiftIn) -> Any:
    """新增班次"""
    return services.create_shift(actor=request.actor, data=services.ShiftData(**body.dict()))


@router.put("/shifts/{int:shift_id}", gate=ROSTER, response=s.ShiftOut)
def update_shift(request: Request, shift_id: int, body: s.ShiftIn) -> Any:
    """修改班次"""
    return services.update_shift(
        actor=request.actor, shift_id=shift_id, data=services.ShiftData(**body.dict())
    )


@router.delete("/shifts/{int:shift_id}", gate=ROSTER, response=None)
def delete_shift(request: Request, shift_id: int) -> Any:
    """删除班次"""
    services.delete_shift(actor=request.actor, shift_id=shift_id)
