"""The duty roster over REST: now, the next days, changes, hand-overs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field

from linli.kernel.api import Request
from linli.sections.alerts import queries, services
from linli.sections.alerts import schemas as s
from linli.sections.alerts.access import HANDLE
from linli.sections.alerts.routes.base import NARROW, router

READ, MANAGE = "alerts.roster.read", "alerts.roster.manage"
Days = Annotated[int, Field(ge=1, le=42)]


@router.get("/duty", gate=READ, response=list[s.DutyOut])
def on_duty(request: Request) -> Any:
    """当前值班"""
    return queries.on_duty_now(request.actor)


@router.get("/duty/calendar", gate=READ, response=list[s.DutyDay])
def duty_calendar(request: Request, area: int, since: dt.date | None = None, days: Days = 14) -> Any:
    """值班日历"""
    return queries.duty_calendar(request.actor, area, since, days)


@router.get("/duty/changes", gate=READ, response=s.DutyChanges)
def duty_changes(request: Request) -> Any:
    """换班和请假"""
    return queries.changes(request.actor)


@router.post("/duty/swaps", gate=MANAGE, response=s.SwapOut)
def swap_duty(request: Request, body: s.SwapIn) -> Any:
    """换班"""
    return services.swap_duty(actor=request.actor, **body.dict())


@router.delete("/duty/swaps/{int:swap_id}", gate=MANAGE, response=None)
def cancel_swap(request: Request, swap_id: int) -> Any:
    """取消换班"""
    services.cancel_swap(actor=request.actor, swap_id=swap_id)


@router.post("/duty/absences", gate=MANAGE, response=s.AbsenceOut)
def note_absence(request: Request, body: s.AbsenceIn) -> Any:
    """登记请假"""
    return services.note_absence(actor=request.actor, **body.dict())


@router.delete("/duty/absences/{int:absence_id}", gate=MANAGE, response=None)
def cancel_absence(request: Request, absence_id: int) -> Any:
    """销假"""
    services.cancel_absence(actor=request.actor, absence_id=absence_id)


@router.get("/duty/handovers", gate=READ, response=list[s.HandoverOut])
def list_handovers(request: Request) -> Any:
    """交接班记录"""
    return list(queries.handovers(request.actor))


@router.post("/duty/handovers", gate=HANDLE, response=s.HandoverOut)
def write_handover(request: Request, body: s.HandoverIn) -> Any:
    """交班"""
    return services.write_handover(actor=request.actor, **body.dict())


@router.post("/duty/handovers/{int:handover_id}/confirm", gate=HANDLE, response=s.HandoverOut, **NARROW)
def confirm_handover(request: Request, handover_id: int) -> Any:
    """确认接班"""
    return services.confirm_handover(actor=request.actor, handover_id=handover_id)
