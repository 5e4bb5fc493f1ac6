"""Bindings with consent, and relatives, over REST: for staff (5.3, 5.7)."""

from __future__ import annotations

from typing import Any

from ninja import File, Status
from ninja.files import UploadedFile

from linli.kernel.api import Request
from linli.sections.eldercare import access
from linli.sections.eldercare.models import Elder
from linli.sections.eldercare.queries import bindings as bound
from linli.sections.eldercare.queries import kin as family
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import people as s
from linli.sections.eldercare.services import bindings, kin

BIND, KIN = access.BIND, access.KIN


@router.get("/elders/{elder_id}/bindings", gate=BIND, response=s.BindingsOut)
def list_bindings(request: Request, elder_id: Id) -> Any:
    """穿戴设备与授权"""
    return _bindings(access.elder_of(request.actor, elder_id, BIND))


@router.post("/elders/{elder_id}/forms", gate=BIND, response={201: s.ConsentForm})
def upload_form(request: Request, elder_id: Id, upload: File[UploadedFile]) -> Any:
    """上传签字的知情同意书"""
    return Status(201, bindings.store_form(actor=request.actor, elder_id=elder_id, upload=upload))


@router.post("/elders/{elder_id}/bindings", gate=BIND, response={201: s.BindingsOut})
def bind_device(request: Request, elder_id: Id, body: s.BindIn) -> Any:
    """绑定穿戴设备"""
    row = bindings.bind_device(actor=request.actor, elder_id=elder_id, **body.dict())
    return Status(201, _bindings(row.elder))


@router.post("/elders/{elder_id}/bindings/{binding_id}/end", gate=BIND, response=s.BindingsOut)
def unbind_device(request: Request, elder_id: Id, binding_id: Id) -> Any:
    """解除绑定"""
    bindings.unbind_device(actor=request.actor, elder_id=elder_id, binding_id=binding_id)
    return _bindings(access.elder_of(request.actor, elder_id, BIND))


@router.post("/elders/{elder_id}/withdraw", gate=BIND, response=s.BindingsOut)
def withdraw_consent(request: Request, elder_id: Id) -> Any:
    """登记老人撤回授权（立即停止采集）"""
    bindings.withdraw_for(actor=request.actor, elder_id=elder_id)
    return _bindings(access.elder_of(request.actor, elder_id, BIND))


@router.get("/elders/{elder_id}/relatives", gate=KIN, response=list[s.RelativeOut])
def list_relatives(request: Request, elder_id: Id) -> Any:
    """家属"""
    return list(family.relatives(access.elder_of(request.actor, elder_id, KIN)))


@router.post("/elders/{elder_id}/relatives", gate=KIN, response={201: s.RelativeOut})
def invite_relative(request: Request, elder_id: Id, body: s.RelativeIn) -> Any:
    """邀请家属"""
    return Status(201, kin.invite(actor=request.actor, elder_id=elder_id, **body.dict()))


@router.post("/elders/{elder_id}/relatives/{relative_id}/end", gate=KIN, response=list[s.RelativeOut])
def end_relative(request: Request, elder_id: Id, relative_id: Id) -> Any:
    """取消家属"""
    kin.end_relative(actor=request.actor, elder_id=elder_id, relative_id=relative_id)
    return list(family.relatives(access.elder_of(request.actor, elder_id, KIN)))


def _bindings(elder: Elder) -> dict[str, Any]:
    return {"consent": bound.consent_row(elder), "bindings": list(bound.bindings(elder))}
