"""Silences and inhibition over REST."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.sections.alerts import queries, services
from linli.sections.alerts import schemas as s
from linli.sections.alerts.routes.base import WHOLE, router

READ, MANAGE = "alerts.silence.read", "alerts.silence.manage"
KIND_READ, KIND = "alerts.kind.read", "alerts.kind.manage"


@router.get("/silences", gate=READ, response=list[s.SilenceOut])
def list_silences(request: Request, past: bool = False) -> Any:
    """静默和检修窗口"""
    return queries.silences(request.actor, past)


@router.post("/silences", gate=MANAGE, response=s.SilenceOut)
def create_silence(request: Request, body: s.SilenceIn) -> Any:
    """设静默"""
    return services.create_silence(actor=request.actor, data=services.SilenceData(**body.dict()))


@router.post("/silences/{int:silence_id}/lift", gate=MANAGE, response=s.SilenceOut)
def lift_silence(request: Request, silence_id: int) -> Any:
    """提前结束静默"""
    return services.lift_silence(actor=request.actor, silence_id=silence_id)


@router.post("/alerts/{int:alert_id}/silence", gate=MANAGE, response=s.SilenceOut)
def silence_alert_source(request: Request, alert_id: int, body: s.SilenceSourceIn) -> Any:
    """静默这个来源"""
    return services.silence_source(actor=request.actor, alert_id=alert_id, **body.dict())


@router.get("/inhibitions", gate=KIND_READ, response=list[s.InhibitionOut])
def list_inhibitions(request: Request) -> Any:
    """抑制规则"""
    return list(queries.inhibitions())


@router.post("/inhibitions", gate=KIND, response=s.InhibitionOut, **WHOLE)
def create_inhibition(request: Request, body: s.InhibitionIn) -> Any:
    """新增抑制规则"""
    return services.create_inhibition(actor=request.actor, **body.dict())


@router.delete("/inhibitions/{int:inhibition_id}", gate=KIND, response=None, **WHOLE)
def delete_inhibition(request: Request, inhibition_id: int) -> Any:
    """删除抑制规则"""
    services.delete_inhibition(actor=request.actor, inhibition_id=inhibition_id)
