"""The resident pages over REST: my own data, and the elders who let me see how they are (5.2, 5.3, 5.7)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query, Status

from linli.kernel.api import Request
from linli.kernel.errors import NotFound
from linli.sections.eldercare import access
from linli.sections.eldercare.models import Relative
from linli.sections.eldercare.queries import curves
from linli.sections.eldercare.queries import kin as family
from linli.sections.eldercare.queries.bindings import consent_row
from linli.sections.eldercare.routes.base import OWN, Id, router
from linli.sections.eldercare.routes.health import span
from linli.sections.eldercare.schemas import health as h
from linli.sections.eldercare.schemas import people as s
from linli.sections.eldercare.services import bindings, kin, measuring, viewing
from linli.sections.eldercare.services.viewing import Part

MINE, RELATIVE = access.OWN, access.RELATIVE


@router.get("/own", gate=MINE, response=s.OwnHealth, **OWN)
def read_own(request: Request) -> Any:
    """我的健康"""
    return family.own_page(access.own_elder(request.actor))


@router.get("/own/curve", gate=MINE, response=h.VitalCurve, **OWN)
def read_own_curve(request: Request, wanted: Query[h.CurveIn]) -> Any:
    """我的体征曲线"""
    return curves.vital_curve(access.own_elder(request.actor), wanted.vital, *span(wanted))


@router.post("/own/measurements", gate=MINE, response={201: s.OwnHealth}, **OWN)
def record_own(request: Request, body: s.OwnMeasurementIn) -> Any:
    """登记自己测量的数值"""
    measuring.record_own(actor=request.actor, values=body.values, at=timezone.now())
    return Status(201, family.own_page(access.own_elder(request.actor)))


@router.post("/own/relatives", gate=MINE, response={201: s.OwnHealth}, **OWN)
def invite_own(request: Request, body: s.OwnRelativeIn) -> Any:
    """邀请家属"""
    kin.invite_own(actor=request.actor, **body.dict())
    return Status(201, family.own_page(access.own_elder(request.actor)))


@router.put("/own/relatives/{relative_id}", gate=MINE, response=s.OwnHealth, **OWN)
def change_own(request: Request, relative_id: Id, body: s.SeesIn) -> Any:
    """修改家属可以看到的范围"""
    kin.change_sees(actor=request.actor, relative_id=relative_id, sees=body.sees)
    return family.own_page(access.own_elder(request.actor))


@router.delete("/own/relatives/{relative_id}", gate=MINE, response=s.OwnHealth, **OWN)
def end_own(request: Request, relative_id: Id) -> Any:
    """取消家属（立即看不到）"""
    kin.end_own(actor=request.actor, relative_id=relative_id)
    return family.own_page(access.own_elder(request.actor))


@router.post("/own/agree", gate=MINE, response=s.OwnHealth, **OWN)
def agree_own(request: Request) -> Any:
    """同意采集健康数据"""
    bindings.agree_own(actor=request.actor)
    return family.own_page(access.own_elder(request.actor))


@router.post("/own/withdraw", gate=MINE, response=s.ConsentWithdrawnOut, **OWN)
def withdraw_own(request: Request) -> Any:
    """撤回健康授权（立即停止采集）"""
    bindings.withdraw_own(actor=request.actor)
    return {"ok": True, "message": "已撤回，从现在起不再采集您的健康数据。"}


@router.get("/family", gate=RELATIVE, response=list[s.FamilyRow], **OWN)
def list_family(request: Request) -> Any:
    """我家老人"""
    return family.family_rows(request.actor)


@router.get("/family/{elder_id}", gate=RELATIVE, response=s.FamilyOut, **OWN)
def read_family(request: Request, elder_id: Id) -> Any:
    """一位老人的情况（查看留痕）"""
    row = family.my_elder(request.actor, elder_id)
    viewing.note_view(actor=request.actor, elder=row.elder, part=_part(row), capacity=f"家属·{row.relation}")
    return family.family_page(row)


@router.get("/family/{elder_id}/curve", gate=RELATIVE, response=h.VitalCurve, **OWN)
def read_family_curve(request: Request, elder_id: Id, wanted: Query[h.CurveIn]) -> Any:
    """一位老人的体征曲线（查看留痕）"""
    row = family.my_elder(request.actor, elder_id)
    if row.sees < Relative.Sees.VALUES or not consent_row(row.elder)["given"]:
        raise NotFound("老人没有同意您查看体征数据。")
    viewing.note_view(actor=request.actor, elder=row.elder, part=Part.VALUES, capacity=f"家属·{row.relation}")
    return curves.vital_curve(row.elder, wanted.vital, *span(wanted))


@router.post("/family/{elder_id}/alerts/{alert_id}/claim", gate=RELATIVE, response=s.FamilyOut, **OWN)
def claim_alert(request: Request, elder_id: Id, alert_id: Id) -> Any:
    """我来联系"""
    kin.claim_alert(actor=request.actor, elder_id=elder_id, alert_id=alert_id)
    return family.family_page(family.my_elder(request.actor, elder_id))


def _part(row: Relative) -> str:
    return {1: Part.PAGE, 2: Part.VALUES, 3: Part.POSITION}[row.sees]
