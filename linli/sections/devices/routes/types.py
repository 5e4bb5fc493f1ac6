"""Thing models (物模型)."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Path

from linli.kernel.api import Request
from linli.sections.devices import queries
from linli.sections.devices import schemas as s
from linli.sections.devices.routes.base import READ, WHOLE, router
from linli.sections.devices.services import things


@router.get("/types", gate=READ, response=list[s.DeviceTypeOut])
def list_types(request: Request) -> Any:
    """物模型"""
    return queries.types()


@router.put("/types/{code}", gate="devices.type.manage", response=s.DeviceTypeOut, openapi_extra=WHOLE)
def save_type(request: Request, code: Annotated[str, Path(max_length=40)], body: s.DeviceTypeIn) -> Any:
    """保存物模型"""
    fields = body.dict(exclude={"members"})
    members = [m.dict() for m in body.members]
    return things.save_type(actor=request.actor, code=code, fields=fields, members=members)
