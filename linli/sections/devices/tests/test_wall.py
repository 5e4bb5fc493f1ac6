"""The wall of devices, and what happened at one of them."""

from __future__ import annotations

from typing import Any

import pytest

from linli.kernel.access import PROPERTY_STAFF, SECRETARY, SYSTEM
from linli.kernel.testing.world import World
from linli.sections.devices import queries
from linli.sections.devices.models import Device, Reading
from linli.sections.devices.services import register
from linli.sections.devices.tests.factories import make_device, now_ms


@pytest.mark.function("7.3")
def test_the_wall_shows_every_device_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    for nth in range(12):
        make_device(world.near.estate, f"LAMP-{nth:02}", "lamp", place="前路")
    make_device(world.far.estate, "FAR-1", "lamp")
    gone = make_device(world.near.estate, "GONE-1", "smoke").device
    register.retire_device(actor=SYSTEM, device_id=gone.pk, reason="拆除")
    Device.objects.filter(number="LAMP-03").update(online=False)
    tiles = world.browser(PROPERTY_STAFF).call("GET", "/api/devices/wall").json()
    assert [(t["number"], t["where"], t["online"]) for t in tiles[2:5]] == [
        ("LAMP-02", "近水小区", None), ("LAMP-03", "近水小区", False), ("LAMP-04", "近水小区", None),
    ]  # fmt: skip
    assert len(tiles) == 12
    actor = world.actor(PROPERTY_STAFF)
    with django_assert_num_queries(1):
        assert len(queries.wall(actor, "lamp")) == 12


@pytest.mark.function("7.2")
def test_events_and_the_wearer_are_for_those_who_may_see_them(world: World) -> None:
    band = make_device(world.near.estate, "BAND-1", "wristband").device
    register.bind_person(actor=SYSTEM, device_id=band.pk, person_id=7)
    now = now_ms()
    Reading.objects.bulk_create(
        Reading(device_id=band.pk, at_ms=now - ago, values=values)
        for ago, values in (
            (9000, {"sos": 1}),
            (5000, {"heart_rate": 70}),
            (1000, {"fall": 1, "battery": 50}),
        )
    )
    secretary, staff = world.browser(SECRETARY), world.browser(PROPERTY_STAFF)
    path = f"/api/devices/devices/{band.pk}"
    assert secretary.call("GET", f"{path}/events").json() == [
        {"code": "fall", "title": "跌倒", "at_ms": now - 1000}, {"code": "sos", "title": "呼救", "at_ms": now - 9000},
    ]  # fmt: skip
    assert staff.call("GET", f"{path}/events").status_code == 404
    assert (secretary.call("GET", path).json()["person_id"], staff.call("GET", path).json()["person_id"]) == (
        7,
        None,
    )
