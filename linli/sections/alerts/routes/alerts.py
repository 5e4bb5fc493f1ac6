"""Alerts over REST: list, one, curve, and what people do with them."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Request
from linli.sections.alerts import queries, services
from linli.sections.alerts import schemas as s
from linli.sections.alerts.access import HANDLE, READ
from linli.sections.alerts.queries import AlertFilters
from linli.sections.alerts.routes.base import router


@router.get("/alerts", gate=READ, response=Page[s.AlertOut])
def list_alerts(request: Request, filters: Query[AlertFilters], paging: Query[s.AlertPaging]) -> Any:
    """预警列表"""
    return paging.of(queries.alerts(request.actor, filters), s.AlertOut)


@router.get("/alerts/counts", gate=READ, response=s.AlertCounts)
def alert_counts(request: Request) -> Any:
    """预警计数"""
    return queries.counts(request.actor)


@router.get("/alerts/{int:alert_id}", gate=READ, response=s.AlertDetail)
def get_alert(request: Request, alert_id: int) -> Any:
    """预警详情"""
    return queries.alert(request.actor, alert_id)


@router.get("/alerts/{int:alert_id}/curve", gate=READ, response=s.AlertCurve)
def alert_curve(request: Request, alert_id: int) -> Any:
    """预警前后的指标曲线"""
    return queries.curve(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/accept", gate=HANDLE, response=s.AlertDetail)
def accept_alert(request: Request, alert_id: int) -> Any:
    """接警"""
    services.accept_alert(actor=request.actor, alert_id=alert_id)
    return queries.alert(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/accept-group", gate=HANDLE, response=s.AlertDetail)
def accept_alert_group(request: Request, alert_id: int) -> Any:
    """整组接警"""
    services.accept_group(actor=request.actor, alert_id=alert_id)
    return queries.alert(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/seen", gate=READ, response=None)
def see_alert(request: Request, alert_id: int) -> Any:
    """已查看"""
    services.mark_seen(actor=request.actor, alert_id=alert_id)


@router.post("/alerts/{int:alert_id}/handle", gate=HANDLE, response=s.AlertDetail)
def handle_alert(request: Request, alert_id: int, body: s.AlertText) -> Any:
    """开始处置"""
    services.start_handling(actor=request.actor, alert_id=alert_id, text=body.text)
    return queries.alert(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/resolve", gate=HANDLE, response=s.AlertDetail)
def resolve_alert(request: Request, alert_id: int, body: s.AlertResult) -> Any:
    """解除预警"""
    services.resolve_alert(actor=request.actor, alert_id=alert_id, result=body.result)
    return queries.alert(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/false-alarm", gate=HANDLE, response=s.AlertDetail)
def false_alarm(request: Request, alert_id: int, body: s.FalseAlarmIn) -> Any:
    """判为误报"""
    services.mark_false_alarm(actor=request.actor, alert_id=alert_id, **body.dict())
    return queries.alert(request.actor, alert_id)


@router.post("/alerts/{int:alert_id}/case", gate=HANDLE, response=s.AlertDetail)
def alert_to_case(request: Request, alert_id: int, body: s.AlertText) -> Any:
    """转工单"""
    services.make_case(actor=request.actor, alert_id=alert_id, text=body.text)
    return queries.alert(request.actor, alert_id)


@router.put("/alerts/{int:alert_id}/steps/{int:step}", gate=HANDLE, response=s.AlertDetail)
def tick_step(request: Request, alert_id: int, step: int) -> Any:
    """勾选预案步骤"""
    services.tick_step(actor=request.actor, alert_id=alert_id, step=step)
    return queries.alert(request.actor, alert_id)


@router.delete("/alerts/{int:alert_id}/steps/{int:step}", gate=HANDLE, response=s.AlertDetail)
def untick_step(request: Request, alert_id: int, step: int) -> Any:
    """取消勾选预案步骤"""
    services.untick_step(actor=request.actor, alert_id=alert_id, step=step)
    return queries.alert(request.actor, alert_id)
