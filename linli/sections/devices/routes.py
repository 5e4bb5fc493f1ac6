"""The REST face of the section, mounted at /api/devices/."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import segno
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Status

from linli.kernel.api import PUBLIC, Page, Paging, Request, SectionRouter
from linli.kernel.errors import NotFound
from linli.sections.devices import httpingest, queries
from linli.sections.devices import schemas as s
from linli.sections.devices.models import Device
from linli.sections.devices.queries.devices import may_see_values
from linli.sections.devices.services import discovery, register, things

router = SectionRouter("devices")
READ, MANAGE, KEY = "devices.device.read", "devices.device.manage", "devices.device.key"
SECRET = {"x-not-remembered": True}
"""The answer holds a key: it must not be kept for a repetition."""
WHOLE = {"x-reach": "whole"}
DeviceId = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/devices", gate=READ, response=Page[s.DeviceRow])
def list_devices(request: Request, filters: Query[s.DeviceFilters], paging: Query[s.DevicePaging]) -> Any:
    """设备台账"""
    page = paging.of(queries.devices(request.actor, **filters.dict()), s.DeviceRow)
    if isinstance(page, dict):
        queries.with_latest(request.actor, page["items"])
    return page


@router.post("/devices", gate=MANAGE, response={201: s.DeviceKeyOut}, openapi_extra=SECRET)
def register_device(request: Request, body: s.DeviceNew) -> Any:
    """登记设备（密钥只显示这一次）"""
    return Status(201, _with_key(request, register.register_device(actor=request.actor, **body.dict())))


@router.get("/devices/{device_id}", gate=READ, response=s.DeviceOut)
def read_device(request: Request, device_id: DeviceId) -> Any:
    """设备详情"""
    return _whole(request, queries.device(request.actor, device_id))


@router.patch("/devices/{device_id}", gate=MANAGE, response=s.DeviceOut)
def edit_device(request: Request, device_id: DeviceId, body: s.DevicePatch) -> Any:
    """修改设备"""
    changes = body.dict(exclude_unset=True)
    register.edit_device(actor=request.actor, device_id=device_id, changes=changes)
    return _whole(request, queries.device(request.actor, device_id))


@router.post("/devices/{device_id}/key", gate=KEY, response=s.DeviceKeyOut, openapi_extra=SECRET)
def issue_key(request: Request, device_id: DeviceId) -> Any:
    """重新签发密钥（旧密钥立即失效）"""
    return _with_key(request, register.issue_key(actor=request.actor, device_id=device_id))


@router.post("/devices/{device_id}/retire", gate=MANAGE, response=s.DeviceOut)
def retire_device(request: Request, device_id: DeviceId, body: s.RetireIn) -> Any:
    """停用设备"""
    register.retire_device(actor=request.actor, device_id=device_id, reason=body.reason)
    return _whole(request, queries.device(request.actor, device_id))


@router.post("/devices/{device_id}/restore", gate=MANAGE, response=s.DeviceOut)
def restore_device(request: Request, device_id: DeviceId) -> Any:
    """恢复使用"""
    register.restore_device(actor=request.actor, device_id=device_id)
    return _whole(request, queries.device(request.actor, device_id))


@router.get("/devices/{device_id}/connection", gate=READ, response=s.DeviceConnectionOut)
def read_connection(request: Request, device_id: DeviceId) -> Any:
    """接入方式"""
    return queries.connection(queries.device(request.actor, device_id), request.get_host())


@router.get("/devices/{device_id}/curve", gate=READ, response=s.DeviceCurveOut)
def read_curve(request: Request, device_id: DeviceId, wanted: Query[s.CurveQuery]) -> Any:
    """历史曲线"""
    device = queries.device(request.actor, device_id)
    if not may_see_values(request.actor, device):
        raise NotFound("您没有查看健康数据的权限。")
    until = _aware(wanted.until) or timezone.now()
    since = _aware(wanted.since) or until - dt.timedelta(days=1)
    return queries.curve(device, wanted.metric, since, until)


@router.get("/devices/{device_id}/label", gate=READ, response=s.DeviceLabelOut)
def read_label(request: Request, device_id: DeviceId) -> Any:
    """二维码标签"""
    device = queries.device(request.actor, device_id)
    link = request.build_absolute_uri(f"/console/devices?open={device.pk}")
    svg = segno.make(link, error="m").svg_inline(omitsize=True, border=2)
    return {
        "id": device.pk, "number": device.number, "name": device.name, "type_title": device.type.title,
        "place": device.place or device.area.name, "link": link, "svg": svg,
    }  # fmt: skip


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


@router.get("/refusals", gate="devices.refusal.read", response=Page[s.RefusalOut])
def list_refusals(request: Request, filters: Query[s.RefusalFilters], paging: Query[s.RefusalPaging]) -> Any:
    """拒收的消息"""
    return paging.of(queries.refusals(request.actor, **filters.dict()), s.RefusalOut)


@router.get("/entities", gate=MANAGE, response=Page[s.EntityOut])
def list_entities(request: Request, filters: Query[s.EntityFilters], paging: Query[Paging]) -> Any:
    """自动发现"""
    return paging.of(queries.entities(request.actor, filters.state), s.EntityOut)


@router.post("/entities/{entity_id}/take-in", gate=MANAGE, response={201: s.DeviceRow})
def take_in_entity(request: Request, entity_id: DeviceId, body: s.TakeInIn) -> Any:
    """纳管"""
    return Status(201, discovery.take_in(actor=request.actor, entity_id=entity_id, **body.dict()))


@router.post("/entities/{entity_id}/ignore", gate=MANAGE, response=s.EntityOut)
def ignore_entity(request: Request, entity_id: DeviceId) -> Any:
    """忽略"""
    return discovery.ignore(actor=request.actor, entity_id=entity_id)


@router.post("/ingest", gate=PUBLIC, response=s.IngestOut, openapi_extra=httpingest.OPENAPI)
def ingest(request: HttpRequest) -> Any:
    """设备上报（HTTP；以设备编号和密钥作 Basic 认证）"""
    return httpingest.take(request)


def _with_key(request: Request, registered: register.Registered) -> dict[str, Any]:
    device = registered.device
    connection = queries.connection(device, request.get_host())
    connection["command"] = connection["command"].replace("密钥", registered.key)
    return {"device": device, "key": registered.key, "connection": connection}


def _whole(request: Request, device: Device) -> Device:
    """The device with everything its page shows."""
    queries.with_latest(request.actor, [device])
    shown = {
        "availability": queries.availability(device),
        "values_hidden": not may_see_values(request.actor, device),
        **queries.sequence(device),
    }
    for name, value in shown.items():
        setattr(device, name, value)
    return device


def _aware(at: dt.datetime | None) -> dt.datetime | None:
    return timezone.make_aware(at) if at is not None and timezone.is_naive(at) else at
