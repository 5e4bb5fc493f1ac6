"""The health file over REST: values, NEWS2, measurements, standing facts, curves, limits, who looked (5.2, 5.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from ninja import Query, Status

from linli.kernel.api import Page, Request
from linli.kernel.api.listing import listed
from linli.sections.eldercare import access
from linli.sections.eldercare.queries import curves, health
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import health as s
from linli.sections.eldercare.schemas.elders import CareDone
from linli.sections.eldercare.services import limiting, measuring, viewing
from linli.sections.eldercare.services.viewing import Part

HEALTH, RECORD = access.HEALTH, access.RECORD


@router.get("/elders/{elder_id}/health", gate=HEALTH, response=s.ElderHealth)
def read_health(request: Request, elder_id: Id) -> Any:
    """健康档案（查看留痕）"""
    elder = health.elder_for_health(request.actor, elder_id)
    viewing.note_view(actor=request.actor, elder=elder, part=Part.VALUES)
    return health.health_now(elder)


@router.get("/elders/{elder_id}/curve", gate=HEALTH, response=s.VitalCurve)
def read_vital_curve(request: Request, elder_id: Id, wanted: Query[s.CurveIn]) -> Any:
    """体征曲线（查看留痕）"""
    elder = health.elder_for_health(request.actor, elder_id)
    viewing.note_view(actor=request.actor, elder=elder, part=Part.VALUES)
    return curves.vital_curve(elder, wanted.vital, *span(wanted))


def span(wanted: s.CurveIn) -> tuple[dt.datetime, dt.datetime]:
    """From when to when: the last day unless said."""
    until = wanted.until or timezone.now()
    return wanted.since or until - dt.timedelta(days=1), until


@router.get("/elders/{elder_id}/measurements", gate=HEALTH, response=Page[s.MeasurementOut])
def list_measurements(request: Request, elder_id: Id, paging: Query[s.MeasurementPaging]) -> Any:
    """测量记录（查看留痕）"""
    elder = health.elder_for_health(request.actor, elder_id)
    viewing.note_view(actor=request.actor, elder=elder, part=Part.VALUES)
    return listed(paging, health.measurements(elder), health.measurement_row, s.MeasurementOut)


@router.post("/elders/{elder_id}/measurements", gate=RECORD, response={201: s.ElderHealth})
def record_measurement(request: Request, elder_id: Id, body: s.MeasurementIn) -> Any:
    """登记测量"""
    measuring.record_measurement(actor=request.actor, elder_id=elder_id, **body.dict())
    return Status(201, health.health_now(health.elder_for_health(request.actor, elder_id, RECORD)))


@router.post("/elders/{elder_id}/measurements/{measurement_id}/correct", gate=RECORD, response=s.ElderHealth)
def correct_measurement(request: Request, elder_id: Id, measurement_id: Id, body: s.MeasurementFix) -> Any:
    """更正或作废一次测量（原值保留）"""
    measuring.correct_measurement(
        actor=request.actor, elder_id=elder_id, measurement_id=measurement_id, **body.dict()
    )
    return health.health_now(health.elder_for_health(request.actor, elder_id, RECORD))


@router.put("/elders/{elder_id}/standing", gate=RECORD, response=s.ElderHealth)
def save_standing(request: Request, elder_id: Id, body: s.StandingIn) -> Any:
    """修改健康情况"""
    changes = body.dict(exclude={"revision"}, exclude_unset=True)
    measuring.save_file(actor=request.actor, elder_id=elder_id, revision=body.revision, changes=changes)
    return health.health_now(health.elder_for_health(request.actor, elder_id, RECORD))


@router.post("/elders/{elder_id}/limits", gate=access.LIMIT, response={201: s.ElderHealth})
def set_limit(request: Request, elder_id: Id, body: s.LimitIn) -> Any:
    """设定个人阈值"""
    limiting.set_limit(actor=request.actor, elder_id=elder_id, **body.dict())
    return Status(201, health.health_now(health.elder_for_health(request.actor, elder_id, access.LIMIT)))


@router.delete("/elders/{elder_id}/limits/{limit_id}", gate=access.LIMIT, response=CareDone)
def end_limit(request: Request, elder_id: Id, limit_id: Id) -> Any:
    """取消个人阈值"""
    limiting.end_limit(actor=request.actor, elder_id=elder_id, limit_id=limit_id)
    return {"ok": True}


@router.get("/elders/{elder_id}/views", gate=HEALTH, response=Page[s.ViewOut])
def list_views(request: Request, elder_id: Id, paging: Query[s.ViewPaging]) -> Any:
    """谁看过（查看记录）"""
    elder = health.elder_for_health(request.actor, elder_id)
    return paging.of(health.views(elder), s.ViewOut)
