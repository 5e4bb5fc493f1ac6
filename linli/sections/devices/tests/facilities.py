"""Samples of lighting, dispensers and lockers for the walk over every route."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.models import Device, LampGroup, LockerCell, Parcel, WaterCard
from linli.sections.devices.services import watercards
from linli.sections.devices.services.lockers import phone_index
from linli.sections.devices.tests.factories import make_device

PHONE = "13900000001"


def _device(area: Area, type_code: str) -> Device:
    number = f"WALK-{type_code[:4].upper()}-{area.pk}"
    found = Device.objects.filter(number=number).first()
    return found or make_device(area, number, type_code, name=f"{area.name}设备").device


def samples(area: Area) -> dict[str, Any]:
    """A group of lamps, a dispenser with a card, a locker with a parcel."""
    lamp, locker = _device(area, "lamp"), _device(area, "parcel_locker")
    group, _ = LampGroup.objects.get_or_create(area=area, name=f"{area.name}路灯")
    if not group.lamps.exists():
        group.lamps.create(device=lamp)
    card = WaterCard.objects.filter(number=f"WALK{area.pk:04}").first()
    card = card or watercards.issue_card(actor=SYSTEM, area_id=area.pk, number=f"WALK{area.pk:04}", fen=500)
    cell, _ = LockerCell.objects.get_or_create(device=locker, number=1, defaults={"state": "taken"})
    LockerCell.objects.get_or_create(device=locker, number=2)
    parcel, _ = Parcel.objects.get_or_create(
        device=locker,
        key="walk",
        defaults={
            "cell": cell, "area": area, "phone": PHONE, "phone_index": phone_index(PHONE), "state": "waiting",
            "code": "123456", "code_hash": "walk", "placed_at": timezone.now(),
        },
    )  # fmt: skip
    return {"group_id": group.pk, "card_id": card.pk, "cell_id": cell.pk, "parcel_id": parcel.pk, "locker_id": locker.pk,
            "dispenser_id": _device(area, "dispenser").pk}  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation of these."""
    reason = {"reason": f"{area.name}住户求助"}
    return {
        "devices_add_lamp_group": {
            "area_id": area.pk,
            "name": f"{area.name}庭院灯",
            "steps": [{"at": "dusk", "level": 80}],
        },
        "devices_edit_lamp_group": {"place": f"{area.name}东侧"},
        "devices_override_lamp_group": {"level": 50, "until": "1h"},
        "devices_issue_water_card": {"area_id": area.pk, "number": f"NEW{area.pk:05}"},
        "devices_top_up_water_card": {"fen": 1000},
        "devices_change_water_card": {"step": "lost"},
        "devices_set_dispenser": {"tds_limit": 90},
        "devices_log_filter_change": {"changed_on": "2026-01-02", "what": "PP 棉", "person": "维护员"},
        "devices_add_locker_cells": {"small": 2},
        "devices_place_parcel": {"phone": PHONE, "size": "S"},
        "devices_open_locker_cell": reason,
        "devices_mark_locker_cell": {**reason, "broken": True},
        "devices_fetch_parcel": {**reason, "helper": "网格员"},
        "devices_return_parcel": reason,
        "devices_share_own_parcel": {"helper": "女儿", "phone": PHONE},
    }
