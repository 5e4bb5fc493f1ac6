"""Events from outside systems over REST, and the sources that may send them."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.sections.alerts import queries, services
from linli.sections.alerts import schemas as s
from linli.sections.alerts.routes.base import SECRET, SIGNED, router
from linli.sections.alerts.services.intake import MANAGE, SEND


@router.post("/events", gate=SEND, response=s.EventTaken, **SIGNED)
def take_event(request: Request, body: s.EventIn) -> Any:
    """事件统一接入

    Signed with two headers: X-Linli-Timestamp (Unix seconds, within 5 minutes) and X-Linli-Signature, the hex
    HMAC-SHA256 under the source's secret of the timestamp, a dot, and the body as sent.
    """
    source = services.check_signature(
        actor=request.actor,
        source=body.source,
        timestamp=request.headers.get("X-Linli-Timestamp", ""),
        signed=request.headers.get("X-Linli-Signature", ""),
        body=request.body,
    )
    event = services.IncomingEvent(**body.dict())
    alert, new = services.take_event(actor=request.actor, source=source, event=event)
    return {
        "alert_id": alert.pk if alert else None,
        "status": alert.status if alert else "",
        "repeated": not new,
    }


@router.get("/sources", gate=MANAGE, response=list[s.SourceOut])
def list_sources(request: Request) -> Any:
    """事件来源"""
    return list(queries.sources(request.actor))


@router.post("/sources", gate=MANAGE, response=s.SourceCreated, **SECRET)
def create_source(request: Request, body: s.SourceIn) -> Any:
    """登记事件来源（签名密钥只显示这一次）"""
    source, _ = services.create_source(actor=request.actor, **body.dict())
    return source


@router.patch("/sources/{int:source_id}", gate=MANAGE, response=s.SourceOut)
def switch_source(request: Request, source_id: int, body: s.SourceSwitch) -> Any:
    """启用或停用事件来源"""
    return services.set_source_enabled(actor=request.actor, source_id=source_id, enabled=body.enabled)
