"""Charging by OCPP (7.5): stories over a real WebSocket with a client of others' making, and every odd message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from linli.edge.runner import Ingest
from linli.kernel.access import SYSTEM
from linli.kernel.testing.world import World
from linli.sections.devices.models import ChargeSession
from linli.sections.devices.services.charging import save_card
from linli.sections.devices.services.tariffs import save_tariff
from linli.sections.devices.tests.factories import make_device
from linli.sections.devices.tests.piles import Yard

NUMBER = "PILE-01"
DAY, NIGHT = (
    {"name": "峰", "energy": 10_283, "service": 4_000},
    {"name": "谷", "energy": 3_583, "service": 2_000},
)


def tariff(area: Any) -> None:
    """Cheap until eight, dear for the rest of the day."""
    periods = [{"from": 0, "to": 480, **NIGHT}, {"from": 480, "to": 1440, **DAY}]
    save_tariff(
        actor=SYSTEM, area_id=area.pk, title="小区充电价", starts_on=dt.date(2020, 1, 1), periods=periods
    )


@pytest.fixture
def yard(open_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Yard]:
    """The ingest with the central system, on ports of its own."""
    monkeypatch.delenv("LINLI_MQTT_URL", raising=False)
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    monkeypatch.setenv("LINLI_OCPP_PORT", "0")
    ingest = Ingest()
    ingest.start()
    opened = Yard(ingest.ports["ocpp"])
    try:
        yield opened
    finally:
        opened.close()
        ingest.stop()


@pytest.mark.function("7.5")
def test_a_pile_of_others_making_boots_charges_and_is_billed(open_world: World, yard: Yard) -> None:
    estate = open_world.near.estate
    tariff(estate)
    made = make_device(estate, NUMBER, "charger")
    save_card(actor=SYSTEM, area_id=estate.pk, tag="04a1b2c3", holder="王师傅")
    pile = yard.pile(NUMBER, made.key)
    booted = yard.do(pile.boot())
    assert (booted.status, booted.interval) == ("Accepted", 60)
    yard.do(pile.show(1, "Available"))
    now = timezone.now()
    started = yard.do(pile.begin(1, "04A1B2C3", now, 1000))
    assert started.id_tag_info["status"] == "Accepted"
    yard.do(
        pile.measure(1, started.transaction_id, now, 1500, Power_Active_Import="6600", Temperature="31.5")
    )
    yard.do(pile.finish(started.transaction_id, now, 4210, reason="EVDisconnected"))
    session = ChargeSession.objects.get()
    assert (session.state, session.energy_wh, session.reason, session.holder) == (
        "ended",
        3210,
        "EVDisconnected",
        "王师傅",
    )
