"""A pile with what belongs to it, for the walk over every route."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.models import ChargeCard, ChargePoint, ChargeSession, Connector, Device, Tariff
from linli.sections.devices.services.charging import save_card
from linli.sections.devices.services.tariffs import save_tariff
from linli.sections.devices.tests.factories import make_device

NIGHT = {"name": "谷", "energy": 3_583, "service": 2_000}
DAY = {"name": "峰", "energy": 10_283, "service": 4_000}
PERIODS = [{"from": 0, "to": 480, **NIGHT}, {"from": 480, "to": 1440, **DAY}]
SENT = [
    {"name": "全天", "start": 0, "end": 1440, "energy": "0.5283", "service": "0.4"},
]


def tariff(area: Area) -> Tariff:
    """Cheap until eight, dear for the rest of the day."""
    found = Tariff.objects.filter(area=area).first()
    return found or save_tariff(
        actor=SYSTEM,
        area_id=area.pk,
        title=f"{area.name}充电价",
        starts_on=dt.date(2020, 1, 1),
        periods=PERIODS,
    )


def connected(device: Device, *statuses: str) -> ChargePoint:
    """The pile as if it were connected, with connectors in these states."""
    now = timezone.now()
    point, _ = ChargePoint.objects.update_or_create(
        device=device, defaults={"connected_at": now, "heard_at": now}
    )
    for number, status in enumerate(statuses, 1):
        values = {"status": status, "status_at": now}
        Connector.objects.update_or_create(point=point, number=number, defaults=values)
    return point


def samples(area: Area) -> dict[str, Any]:
    """Path parameters of the charging routes."""
    number = f"PILE-{area.pk}"
    pile = Device.objects.filter(number=number).first()
    if pile is None:
        pile = make_device(
            area, number, "charger", name=f"{area.name}充电桩", place=f"{area.name}车棚"
        ).device
        connected(pile, "Available", "Available")
        ChargeSession.objects.create(
            device=pile, connector=2, tag="WALK", holder=f"{area.name}住户", meter_start=0
        )
    tag = f"WALK{area.pk}"
    card = ChargeCard.objects.filter(tag=tag).first()
    card = card or save_card(actor=SYSTEM, area_id=area.pk, tag=tag, holder=f"{area.name}住户")
    return {
        "pile_id": pile.pk, "pile_number": number, "tariff_id": tariff(area).pk, "card_id": card.pk,
        "session_id": ChargeSession.objects.filter(device=pile).values_list("pk", flat=True)[0],
    }  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """Bodies of the charging routes."""
    tariff = {"area_id": area.pk, "title": f"{area.name}新电价", "starts_on": "2026-12-01", "periods": SENT}
    card = {"area_id": area.pk, "tag": f"NEW{area.pk}", "holder": f"{area.name}住户"}
    return {
        "devices_admit_pile": {"accepted": False}, "devices_start_for_somebody": {"connector": 1},
        "devices_close_charge_session": {"reason": "桩已拆除"}, "devices_make_tariff": tariff,
        "devices_change_tariff": tariff, "devices_make_card": card, "devices_change_card": card,
        "devices_block_card": {"blocked": True},
        "devices_start_charging": {"number": f"PILE-{area.pk}", "connector": 1},
    }  # fmt: skip
