"""Commands by HTTP: a device that cannot be told fetches what waits for it, with its key, and answers the same way."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest

from linli.kernel.errors import NotFound, Unauthorized
from linli.sections.devices import httpingest, keys, roads
from linli.sections.devices.models import Command, Device
from linli.sections.devices.services import commands


def waiting(request: HttpRequest) -> dict[str, Any]:
    """The commands that wait for the device; each counts as told. Raises Unauthorized."""
    return {"commands": [_told(command) for command in commands.fetch(device_id=_device(request).pk)]}


def acknowledge(request: HttpRequest, command_id: int, *, ok: bool, result: Any) -> None:
    """The device's answer; sent again it changes nothing. Raises Unauthorized, NotFound."""
    mine = commands.acknowledge(device_id=_device(request).pk, command_id=command_id, ok=ok, result=result)
    if not mine:
        raise NotFound


def _device(request: HttpRequest) -> Device:
    number, key = keys.credentials(request.headers.get("Authorization", ""))
    if not keys.is_key_of(number, key):
        httpingest.count(number, "bad_key")
        raise Unauthorized("设备编号或密钥不对。")
    return Device.objects.get(number=number)


def _told(command: Command) -> dict[str, Any]:
    """The same words as by MQTT."""
    said: dict[str, Any] = json.loads(roads.road_of(command).payload)
    return said
