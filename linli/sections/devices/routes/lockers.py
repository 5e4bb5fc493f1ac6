"""Parcel lockers (快递柜)."""

from __future__ import annotations

from typing import Any

from ninja import Query, Status

from linli.kernel.api import Page, Paging, Request
from linli.sections.devices.models import Device, LockerCell
from linli.sections.devices.queries import lockers as queries
from linli.sections.devices.routes.base import DeviceId, router
from linli.sections.devices.schemas import lockers as s
from linli.sections.devices.services import parcels

READ, MANAGE, OPEN, OWN = queries.READ, parcels.MANAGE, parcels.OPEN, parcels.OWN
MINE = {"x-reach": "own"}


@router.get("/lockers", gate=READ, response=list[s.LockerRow])
def list_lockers(request: Request) -> Any:
    """快递柜"""
    return list(queries.lockers(request.actor)[:200])


@router.get("/lockers/statistics", gate=READ, response=s.LockerStatistics)
def read_locker_statistics(request: Request) -> Any:
    """近 30 天：占用、在柜时长、超时"""
    return queries.statistics(request.actor)


@router.get("/lockers/{locker_id}", gate=READ, response=s.LockerOut)
def read_locker(request: Request, locker_id: DeviceId) -> Any:
    """一台快递柜的格口"""
    return _whole(request, locker_id)


@router.post("/lockers/{locker_id}/cells", gate=MANAGE, response={201: s.LockerOut})
def add_locker_cells(request: Request, locker_id: DeviceId, body: s.CellsIn) -> Any:
    """增加格口"""
    parcels.add_cells(actor=request.actor, device_id=locker_id, **body.dict())
    return Status(201, _whole(request, locker_id))


@router.post("/lockers/{locker_id}/parcels", gate=OPEN, response={201: s.ParcelRow})
def place_parcel(request: Request, locker_id: DeviceId, body: s.PlaceParcelIn) -> Any:
    """代投：打开格口，关门后通知收件人"""
    return Status(201, parcels.place_by_hand(actor=request.actor, device_id=locker_id, **body.dict()))


@router.post("/cells/{cell_id}/open", gate=OPEN, response=s.CellOut)
def open_locker_cell(request: Request, cell_id: DeviceId, body: s.ReasonIn) -> Any:
    """远程开格口（写明原因）"""
    return _empty(parcels.open_from_afar(actor=request.actor, cell_id=cell_id, reason=body.reason))


@router.post("/cells/{cell_id}/mark", gate=OPEN, response=s.CellOut)
def mark_locker_cell(request: Request, cell_id: DeviceId, body: s.MarkCellIn) -> Any:
    """停用或恢复格口"""
    return _empty(parcels.mark_cell(actor=request.actor, cell_id=cell_id, **body.dict()))


@router.get("/parcels", gate=READ, response=Page[s.ParcelRow])
def list_parcels(request: Request, filters: Query[s.ParcelFilters], paging: Query[Paging]) -> Any:
    """快件"""
    return paging.of(queries.parcels(request.actor, **filters.dict()), s.ParcelRow)


@router.get("/parcels/mine", gate=OWN, response=list[s.OwnParcel])
def list_own_parcels(request: Request) -> Any:
    """我的快件"""
    return queries.own_parcels(request.actor)


@router.post("/parcels/mine/{parcel_id}/share", gate=OWN, response=s.OwnParcel, openapi_extra=MINE)
def share_own_parcel(request: Request, parcel_id: DeviceId, body: s.ShareIn) -> Any:
    """请家人代取：取件码发到他的手机"""
    return parcels.share_own(actor=request.actor, parcel_id=parcel_id, **body.dict())


@router.get("/parcels/{parcel_id}", gate=READ, response=s.ParcelOut)
def read_parcel(request: Request, parcel_id: DeviceId) -> Any:
    """一件快件的经过"""
    return queries.parcel(request.actor, parcel_id)


@router.post("/parcels/{parcel_id}/fetch", gate=OPEN, response=s.ParcelRow)
def fetch_parcel(request: Request, parcel_id: DeviceId, body: s.FetchIn) -> Any:
    """代取：打开格口"""
    return parcels.fetch_for(actor=request.actor, parcel_id=parcel_id, **body.dict())


@router.post("/parcels/{parcel_id}/return", gate=OPEN, response=s.ParcelRow)
def return_parcel(request: Request, parcel_id: DeviceId, body: s.ReasonIn) -> Any:
    """登记退回"""
    return parcels.mark_returned(actor=request.actor, parcel_id=parcel_id, reason=body.reason)


def _whole(request: Request, locker_id: int) -> Device:
    device = queries.locker(request.actor, locker_id)
    setattr(device, "cells_shown", queries.cells_of(device))  # noqa: B010 - for the answer, not a column
    return device


def _empty(cell: LockerCell) -> LockerCell:
    setattr(cell, "parcel", None)  # noqa: B010 - the page fetches what is in it anew
    return cell
