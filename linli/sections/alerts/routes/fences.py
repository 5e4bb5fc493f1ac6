"""Fences of a person's own over REST."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query

from linli.kernel.api import Request
from linli.sections.alerts import services
from linli.sections.alerts.queries.fences import fences
from linli.sections.alerts.routes.base import NARROW, router
from linli.sections.alerts.schemas.fences import FenceIn, FenceOut

READ, MANAGE = "alerts.rule.read", "alerts.rule.manage"
Search = Annotated[str, Query(alias="q", max_length=40)]


@router.get("/fences", gate=READ, response=list[FenceOut])
def list_fences(
    request: Request, rule_id: int | None = None, person_id: int | None = None, text: Search = ""
) -> Any:
    """围栏规则看的人，有个人围栏的在前"""
    return fences(request.actor, rule_id=rule_id, person_id=person_id, text=text.strip())


@router.put("/rules/{int:rule_id}/fences/{int:person_id}", gate=MANAGE, response=list[FenceOut], **NARROW)
def set_fence(request: Request, rule_id: int, person_id: int, body: FenceIn) -> Any:
    """设个人围栏"""
    data = services.FenceData(**body.dict())
    services.set_fence(actor=request.actor, rule_id=rule_id, person_id=person_id, data=data)
    return fences(request.actor, rule_id=rule_id, person_id=person_id)


@router.delete("/rules/{int:rule_id}/fences/{int:person_id}", gate=MANAGE, response=list[FenceOut], **NARROW)
def remove_fence(request: Request, rule_id: int, person_id: int) -> Any:
    """取消个人围栏"""
    services.remove_fence(actor=request.actor, rule_id=rule_id, person_id=person_id)
    return fences(request.actor, rule_id=rule_id, person_id=person_id)
