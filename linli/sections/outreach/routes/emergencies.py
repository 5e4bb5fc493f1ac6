"""Emergencies (4.9): our own, those from outside, and what residents see of them."""

from __future__ import annotations

from typing import Any

from django.http.request import RawPostDataException
from django.utils import timezone
from ninja import Query

from linli.kernel.api import PUBLIC, Page, Request
from linli.kernel.errors import DomainError
from linli.sections.alerts import services as alerts
from linli.sections.outreach.cap import codes
from linli.sections.outreach.ladder import quiet
from linli.sections.outreach.queries import emergencies as q
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import emergencies as s
from linli.sections.outreach.services import emergencies, warnings
from linli.sections.outreach.services.emergencies import EmergencyData

READ, ISSUE = q.READ, q.ISSUE
ONE = "/emergencies/{emergency_id}"
CAP = {
    "application/cap+xml": {"schema": {"type": "string"}},
    "application/xml": {"schema": {"type": "string"}},
}
SIGNED: dict[str, Any] = {
    "openapi_extra": {
        "x-reach": "narrow",
        "x-not-remembered": True,
        "requestBody": {"required": True, "content": CAP},
    }
}


@router.get("/emergencies", gate=READ, response=Page[s.EmergencyRow])
def list_emergencies(
    request: Request, filters: Query[s.EmergencyFilters], paging: Query[s.EmergencyPaging]
) -> Any:
    """应急预警"""
    return paging.of(q.emergencies(request.actor, **filters.dict()), s.EmergencyRow)


@router.get("/emergencies/choices", gate=READ, response=s.EmergencyChoices)
def read_choices(request: Request) -> Any:
    """可选的类别与程度，以及现在是否免打扰时段"""
    lists = {
        "category": codes.CATEGORIES,
        "response": codes.RESPONSES,
        "urgency": codes.URGENCIES,
        "severity": codes.SEVERITIES,
        "certainty": codes.CERTAINTIES,
    }
    chosen = {name: [{"value": v, "label": t} for v, t in known.items()] for name, known in lists.items()}
    return chosen | {"quiet": quiet(timezone.now())}


@router.post("/emergencies", gate=ISSUE, response=s.EmergencyOut)
def issue_emergency(request: Request, body: s.EmergencyNew) -> Any:
    """发布应急预警（所有渠道同时发出）"""
    data = EmergencyData(**body.dict(exclude={"area_id"}))
    return emergencies.issue(actor=request.actor, area_id=body.area_id, data=data)


@router.get(ONE, gate=READ, response=s.EmergencyOut)
def read_emergency(request: Request, emergency_id: Id) -> Any:
    """一条预警"""
    return q.emergency(request.actor, emergency_id)


@router.post(f"{ONE}/update", gate=ISSUE, response=s.EmergencyOut)
def update_emergency(request: Request, emergency_id: Id, body: s.EmergencyIn) -> Any:
    """更新预警"""
    data = EmergencyData(**body.dict())
    return emergencies.update(actor=request.actor, emergency_id=emergency_id, data=data)


@router.post(f"{ONE}/cancel", gate=ISSUE, response=s.EmergencyOut)
def cancel_emergency(request: Request, emergency_id: Id, body: s.EmergencyReason) -> Any:
    """解除预警"""
    return emergencies.cancel(actor=request.actor, emergency_id=emergency_id, **body.dict())


@router.post(f"{ONE}/accept", gate=ISSUE, response=s.EmergencyOut)
def accept_warning(request: Request, emergency_id: Id, body: s.EmergencyOverride) -> Any:
    """发出外部发来的预警"""
    return warnings.accept(actor=request.actor, emergency_id=emergency_id, override=body.override)


@router.post(f"{ONE}/refuse", gate=ISSUE, response=s.EmergencyOut)
def refuse_warning(request: Request, emergency_id: Id, body: s.EmergencyReason) -> Any:
    """不采用外部发来的预警"""
    return warnings.refuse(actor=request.actor, emergency_id=emergency_id, reason=body.reason)


@router.post(f"{ONE}/stop", gate=ISSUE, response=s.EmergencyOut)
def stop_warning(request: Request, emergency_id: Id, body: s.EmergencyReason) -> Any:
    """在本地停用外部发来的预警"""
    return warnings.stop_here(actor=request.actor, emergency_id=emergency_id, reason=body.reason)


@router.get("/open/emergencies", gate=PUBLIC, response=list[s.WarningOut])
def open_emergencies(request: Request) -> Any:
    """正在生效的预警"""
    return [q.line(row) for row in q.my_emergencies(request.actor)]


@router.post("/cap", gate=warnings.SEND, response=s.CapTaken, **SIGNED)
def take_cap(request: Request) -> Any:
    """接收 CAP 1.2 预警

    The body is the CAP document. Signed as the events of alerts are: X-Linli-Source is the code of the event source,
    X-Linli-Timestamp Unix seconds (within 5 minutes), X-Linli-Signature the hex HMAC-SHA256 under the source's secret
    of the timestamp, a dot, and the body as sent.
    """
    document = _document(request)
    source = alerts.check_signature(
        actor=request.actor,
        source=request.headers.get("X-Linli-Source", ""),
        timestamp=request.headers.get("X-Linli-Timestamp", ""),
        signed=request.headers.get("X-Linli-Signature", ""),
        body=document,
    )
    row, new = warnings.take_cap(actor=request.actor, source=source, document=document)
    return {
        "id": row.pk,
        "identifier": row.identifier,
        "state": row.state,
        "reason": row.reason,
        "repeated": not new,
    }


def _document(request: Request) -> bytes:
    """The body as sent. Raises DomainError for a form, which Django has read to its end by now."""
    try:
        return request.body
    except RawPostDataException:
        text = "请把 CAP 原文作为请求内容发送，类型为 application/cap+xml。"
        raise DomainError(text, fields={"xml": text}) from None
