"""The wall (设备墙), and a device's events."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Request
from linli.kernel.errors import NotFound
from linli.sections.devices import queries
from linli.sections.devices import schemas as s
from linli.sections.devices.queries.devices import may_see_values
from linli.sections.devices.routes.base import READ, DeviceId, router


@router.get("/wall", gate=READ, response=list[s.WallTile])
def read_wall(request: Request, filters: Query[s.WallFilters]) -> Any:
    """设备墙"""
    return queries.wall(request.actor, filters.type_code)


@router.get("/devices/{device_id}/events", gate=READ, response=list[s.DeviceEventOut])
def list_device_events(request: Request, device_id: DeviceId) -> Any:
    """设备最近 30 天的事件"""
    device = queries.device(request.actor, device_id)
    if not may_see_values(request.actor, device):
        raise NotFound("您没有查看健康数据的权限。")
    return queries.past_events(device)
