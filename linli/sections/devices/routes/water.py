"""Drinking water (智能饮水机)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import File, Query, Status, UploadedFile

from linli.kernel.api import Page, Paging, Request
from linli.sections.devices.models import Device, WaterCard
from linli.sections.devices.queries import water as queries
from linli.sections.devices.routes.base import DeviceId, router
from linli.sections.devices.schemas import water as s
from linli.sections.devices.services import watercards

READ, MANAGE, CARD, OWN = queries.READ, watercards.MANAGE, watercards.CARD, watercards.OWN
MINE = {"x-reach": "own"}


@router.get("/water", gate=READ, response=list[s.DispenserRow])
def list_dispensers(request: Request) -> Any:
    """饮水机：水质、滤芯"""
    return queries.with_water(list(queries.machines(request.actor)[:200]))


@router.get("/water/public", gate=OWN, response=list[s.PublicDispenser])
def list_public_water(request: Request) -> Any:
    """附近饮水机和今天的水质（居民）"""
    return queries.public_water(request.actor)


@router.get("/water/my-cards", gate=OWN, response=list[s.OwnWaterCard])
def list_own_water_cards(request: Request) -> Any:
    """我的水卡"""
    return queries.own_cards(request.actor)


@router.post("/water/my-cards/{card_id}/lost", gate=OWN, response=s.OwnWaterCard, openapi_extra=MINE)
def lose_own_water_card(request: Request, card_id: DeviceId) -> Any:
    """挂失我的水卡"""
    return watercards.lose_own(actor=request.actor, card_id=card_id)


@router.get("/water/cards", gate=READ, response=Page[s.WaterCardOut])
def list_water_cards(request: Request, filters: Query[s.WaterCardFilters], paging: Query[Paging]) -> Any:
    """水卡"""
    return paging.of(queries.water_cards(request.actor, **filters.dict()), s.WaterCardOut)


@router.post("/water/cards", gate=CARD, response={201: s.WaterCardOut})
def issue_water_card(request: Request, body: s.WaterCardIn) -> Any:
    """办水卡"""
    return Status(201, watercards.issue_card(actor=request.actor, **body.dict()))


@router.get("/water/cards/{card_id}/entries", gate=READ, response=Page[s.WaterEntryOut])
def list_water_entries(request: Request, card_id: DeviceId, paging: Query[Paging]) -> Any:
    """水卡流水"""
    return paging.of(queries.entries(queries.water_card(request.actor, card_id)), s.WaterEntryOut)


@router.post("/water/cards/{card_id}/top-up", gate=CARD, response=s.WaterCardOut)
def top_up_water_card(request: Request, card_id: DeviceId, body: s.TopUpIn) -> Any:
    """水卡充值"""
    return watercards.top_up(actor=request.actor, card_id=card_id, fen=body.fen, note=body.note)


@router.post("/water/cards/{card_id}/step", gate=CARD, response=s.WaterCardOut)
def change_water_card(request: Request, card_id: DeviceId, body: s.CardStepIn) -> Any:
    """挂失、解挂、补卡、退卡"""
    return _stepped(request, card_id, body)


@router.get("/water/{dispenser_id}", gate=READ, response=s.DispenserOut)
def read_dispenser(request: Request, dispenser_id: DeviceId) -> Any:
    """一台饮水机：水质、滤芯记录、用水"""
    return _whole(request, dispenser_id)


@router.put("/water/{dispenser_id}/limits", gate=MANAGE, response=s.DispenserOut)
def set_dispenser(request: Request, dispenser_id: DeviceId, body: s.DispenserLimits) -> Any:
    """设置控制值和单价"""
    watercards.set_dispenser(actor=request.actor, device_id=dispenser_id, **body.dict())
    return _whole(request, dispenser_id)


@router.post("/water/{dispenser_id}/filters", gate=MANAGE, response={201: s.FilterChangeOut})
def log_filter_change(request: Request, dispenser_id: DeviceId, body: s.FilterChangeIn) -> Any:
    """登记更换滤芯"""
    return Status(201, watercards.log_filter(actor=request.actor, device_id=dispenser_id, **body.dict()))


@router.post("/water/{dispenser_id}/photos", gate=MANAGE, response=s.FilterPhotoOut)
def upload_filter_photo(request: Request, dispenser_id: DeviceId, file: File[UploadedFile]) -> Any:
    """上传更换滤芯的照片"""
    return watercards.add_photo(actor=request.actor, device_id=dispenser_id, upload=file)


@router.get("/water/{dispenser_id}/draws", gate=READ, response=Page[s.WaterDrawOut])
def list_water_draws(request: Request, dispenser_id: DeviceId, paging: Query[Paging]) -> Any:
    """取水记录"""
    return paging.of(queries.draws(queries.machine(request.actor, dispenser_id)), s.WaterDrawOut)


def _whole(request: Request, dispenser_id: int) -> Device:
    device = queries.with_water([queries.machine(request.actor, dispenser_id)])[0]
    shown = {"filters": list(queries.filter_changes(device)[:50]), "use": queries.use(device, timezone.now())}
    for name, value in shown.items():
        setattr(device, name, value)
    return device


def _stepped(request: Request, card_id: int, body: s.CardStepIn) -> WaterCard:
    if body.step == "close":
        return watercards.close_card(actor=request.actor, card_id=card_id, note=body.note)
    if body.step == "replace":
        return watercards.replace_card(actor=request.actor, card_id=card_id, number=body.number)
    return watercards.set_lost(actor=request.actor, card_id=card_id, lost=body.step == "lost")
