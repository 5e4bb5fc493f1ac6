"""The register of devices: each device, its key, its curve, its label."""

from __future__ import annotations

import datetime as dt
from typing import Any

import segno
from django.http import FileResponse
from django.utils import timezone
from ninja import Query, Status

from linli.kernel import audit
from linli.kernel.api import Page, Request
from linli.kernel.errors import NotFound
from linli.sections.devices import export, queries
from linli.sections.devices import schemas as s
from linli.sections.devices.models import Device
from linli.sections.devices.queries.devices import may_see_values
from linli.sections.devices.routes.base import KEY, MANAGE, READ, SECRET, DeviceId, router
from linli.sections.devices.services import register


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


@router.get("/devices/{device_id}/readings", gate=READ, response=None)
def export_readings(request: Request, device_id: DeviceId, wanted: Query[s.ExportQuery]) -> Any:
    """导出原始读数（CSV 或 Parquet）"""
    device = queries.device(request.actor, device_id)
    if not may_see_values(request.actor, device):
        raise NotFound("您没有查看健康数据的权限。")
    until = _aware(wanted.until) or timezone.now()
    since = _aware(wanted.since) or until - dt.timedelta(days=30)
    detail = {"since": since.isoformat(), "until": until.isoformat(), "format": wanted.format}
    audit.record(request.actor, "devices.readings.exported", target=device, area=device.area, detail=detail)
    since_ms, until_ms = (int(at.timestamp() * 1000) for at in (since, until))
    file = export.written(device, since_ms, until_ms, wanted.format)
    name = f"{device.number}.{wanted.format}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=export.TYPES[wanted.format])


@router.get("/devices/{device_id}/label", gate=READ, response=s.DeviceLabelOut)
def read_label(request: Request, device_id: DeviceId) -> Any:
    """二维码标签"""
    device = queries.device(request.actor, device_id)
    link = request.build_absolute_uri(_page_of(device))
    svg = segno.make(link, error="m").svg_inline(omitsize=True, border=2)
    return {
        "id": device.pk, "number": device.number, "name": device.name, "type_title": device.type.title,
        "place": device.place or device.area.name, "link": link, "svg": svg,
    }  # fmt: skip


def _page_of(device: Device) -> str:
    """What scanning the label opens: a pile's page for residents, else the device on the console."""
    if device.type.code == "charger":
        return f"/resident/charge/{device.number}"
    return f"/console/devices?open={device.pk}"


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
