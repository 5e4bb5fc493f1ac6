"""Samples of devices for the walk over every route."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.models import Command, Device, Entity
from linli.sections.devices.services.commands import send_command
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.devices.tests import chargers, facilities
from linli.sections.devices.tests.factories import make_device


def _gateway(area: Area) -> Device:
    ensure_catalogue()
    number = f"WALK-{area.pk}"
    found = Device.objects.filter(number=number).first()
    return (
        found
        or make_device(area, number, "gateway", name=f"{area.name}网关", place=f"{area.name}机房").device
    )


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    gateway = _gateway(area)
    entity, _ = Entity.objects.get_or_create(
        announcer=gateway,
        unique_id="walk",
        defaults={
            "component": "sensor",
            "name": f"{area.name}温度",
            "metric": "temperature",
            "state_topic": f"linli/{gateway.number}/up/ha/temperature",
        },
    )
    command = Command.objects.filter(device=gateway, state="queued").first() or send_command(
        actor=SYSTEM, device_id=gateway.pk, code="restart", params={}
    )
    return (
        chargers.samples(area)
        | facilities.samples(area)
        | {
            "command_id": command.pk,
            "device_id": gateway.pk,
            "entity_id": entity.pk,
            "code": "smoke",
            "metric": "rssi",
        }
    )


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    tilt = {"code": "tilt", "title": "倾角", "unit": "°"}
    return (
        chargers.bodies(area)
        | facilities.bodies(area)
        | {
            "devices_register_device": {"type_code": "smoke", "area_id": area.pk, "name": f"{area.name}烟感"},
            "devices_edit_device": {"remark": f"{area.name}已巡检"},
            "devices_retire_device": {"reason": "设备更换"},
            "devices_save_type": {"title": "井盖", "category": "市政", "members": [tilt]},
            "devices_take_in_entity": {"name": f"{area.name}温度计", "type_code": "generic"},
            "devices_send_command": {"code": "restart", "note": f"{area.name}网关无响应"},
            "devices_acknowledge_command": {"ok": True, "result": "已执行"},
            "devices_ingest": {"v": {"rssi": -60}},
        }
    )
