"""Lighting (智能照明)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query, Status

from linli.kernel.api import Request
from linli.sections.devices.models import LampGroup
from linli.sections.devices.queries import lighting as queries
from linli.sections.devices.routes.base import DeviceId, router
from linli.sections.devices.schemas import lighting as s
from linli.sections.devices.services import lighting

READ, MANAGE, OVERRIDE = queries.READ, lighting.MANAGE, lighting.OVERRIDE


@router.get("/lighting", gate=READ, response=list[s.LampGroupRow])
def list_lamp_groups(request: Request, filters: Query[s.LampGroupFilters]) -> Any:
    """照明分组：现在多亮，为什么"""
    return _shown(list(queries.lamp_groups(request.actor, filters.area_id)[:200]))


@router.post("/lighting", gate=MANAGE, response={201: s.LampGroupOut})
def add_lamp_group(request: Request, body: s.LampGroupIn) -> Any:
    """新建照明分组"""
    made = lighting.save_group(actor=request.actor, **body.dict())
    return Status(201, _whole(request, made.pk))


@router.get("/lighting/{group_id}", gate=READ, response=s.LampGroupOut)
def read_lamp_group(request: Request, group_id: DeviceId) -> Any:
    """照明分组：每盏灯、今晚的安排"""
    return _whole(request, group_id)


@router.patch("/lighting/{group_id}", gate=MANAGE, response=s.LampGroupOut)
def edit_lamp_group(request: Request, group_id: DeviceId, body: s.LampGroupPatch) -> Any:
    """修改照明分组"""
    lighting.save_group(actor=request.actor, group_id=group_id, **body.dict(exclude_unset=True))
    return _whole(request, group_id)


@router.delete("/lighting/{group_id}", gate=MANAGE, response={204: None})
def remove_lamp_group(request: Request, group_id: DeviceId) -> Any:
    """删除照明分组（灯不受影响）"""
    lighting.remove_group(actor=request.actor, group_id=group_id)
    return Status(204, None)


@router.post("/lighting/{group_id}/override", gate=OVERRIDE, response=s.LampGroupOut)
def override_lamp_group(request: Request, group_id: DeviceId, body: s.LampOverrideIn) -> Any:
    """人工控制（到时自动恢复）"""
    lighting.override(actor=request.actor, group_id=group_id, level=body.level, until=body.until)
    return _whole(request, group_id)


@router.post("/lighting/{group_id}/resume", gate=OVERRIDE, response=s.LampGroupOut)
def resume_lamp_group(request: Request, group_id: DeviceId) -> Any:
    """恢复按安排"""
    lighting.resume(actor=request.actor, group_id=group_id)
    return _whole(request, group_id)


@router.get("/lighting/{group_id}/energy", gate=READ, response=list[s.LampEnergyOut])
def read_lamp_energy(request: Request, group_id: DeviceId, wanted: Query[s.LampEnergyQuery]) -> Any:
    """用电，按天或按月"""
    group = queries.lamp_group(request.actor, group_id)
    return queries.energy(group, wanted.by, timezone.now())


def _whole(request: Request, group_id: int) -> LampGroup:
    group = _shown([queries.lamp_group(request.actor, group_id)])[0]
    place = queries.place_of(group)
    shown = {
        "lamps_shown": queries.lamps_of(group),
        "night": queries.night(group, place, timezone.now()),
        "used_latitude": place.latitude,
        "used_longitude": place.longitude,
    }
    for name, value in shown.items():
        setattr(group, name, value)
    return group


def _shown(groups: list[LampGroup]) -> list[LampGroup]:
    """The groups with what holds now and their energy."""
    now = timezone.now()
    sums, places = queries.energy_sums(groups, now), queries.places_of(groups)
    for group in groups:
        found = sums.get(group.pk, {"today": 0, "month": 0})
        shown = {
            "applied": queries.applies(group, places[group.pk], now),
            "today_wh": found["today"],
            "month_wh": found["month"],
        }
        for name, value in shown.items():
            setattr(group, name, value)
    return groups
