"""The stream of readings: gaps, pace, acknowledgement after the commit, garbage on the port."""

from __future__ import annotations

import datetime as dt
import random
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from linli.edge.mqtt.limits import Bucket
from linli.edge.mqtt.tests.shaking import SEEDS
from linli.kernel import bus, telemetry
from linli.kernel.access import SYSTEM, WORKER
from linli.kernel.errors import Forbidden
from linli.kernel.testing.fuzz import mutants
from linli.kernel.testing.world import World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices import queries
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.models import Reading
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import make_device, now_ms, refused
from linli.sections.devices.tests.shaking import SEEDS as PAYLOADS

Open = Callable[..., Wire]
INGEST = "/api/devices/ingest"


@pytest.mark.function("7.2")
def test_gaps_in_sequence_numbers_are_counted(embedded: Open) -> None:
    wire = embedded("S-1")
    with wire.client("S-1") as client:
        for seq in (7, 8, 8, 12, 13, 1, 2):
            client.send("linli/S-1/up/readings", {"seq": seq, "v": {"noise": 1}})
        device = wire.devices["S-1"].device
        eventually(lambda: queries.sequence(device) == {"missing": 3, "restarts": 1})


@pytest.mark.function("7.2")
def test_the_curve_leaves_gaps_open(world: World) -> None:
    made = make_device(world.near.estate, "C-1")
    until = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    start = int((until - dt.timedelta(hours=1)).timestamp() * 1000)
    minutes = [0, 1, 2, 40, 41]
    Reading.objects.bulk_create(
        Reading(device_id=made.device.pk, at_ms=start + m * 60_000 + s, values={"noise": m + s / 30_000})
        for m in minutes
        for s in (0, 30_000)
    )
    query = f"metric=noise&since={(until - dt.timedelta(hours=6)):%Y-%m-%dT%H:%M:%SZ}&until={until:%Y-%m-%dT%H:%M:%SZ}"
    answer = world.browser(WORKER).call("GET", f"/api/devices/devices/{made.device.pk}/curve?{query}").json()
    bucket = start // 60_000 * 60_000
    assert answer["bucket_seconds"] == 60
    assert answer["points"] == [
        [bucket, 0.5, 0.0, 1.0, 2],
        [bucket + 60_000, 1.5, 1.0, 2.0, 2],
        [bucket + 120_000, 2.5, 2.0, 3.0, 2],
        [bucket + 180_000, None, None, None, 0],
        [bucket + 40 * 60_000, 40.5, 40.0, 41.0, 2],
        [bucket + 41 * 60_000, 41.5, 41.0, 42.0, 2],
    ]


@pytest.mark.function("7.2")
def test_a_fast_device_is_slowed_and_loses_nothing(embedded: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_MQTT_RATE", "50")
    wire = embedded("F-1")
    base = now_ms()
    with wire.client("F-1") as client:
        infos = [
            client.publish("linli/F-1/up/readings", {"t": base + i, "v": {"noise": 1}}) for i in range(130)
        ]
        for info in infos:
            info.wait_for_publish(30)
    assert Reading.objects.count() == 130
    eventually(lambda: refused().get(("F-1", "paced"), 0) > 0)


def test_a_bucket_paces_to_its_rate() -> None:
    clock = [0.0]
    bucket = Bucket(rate=10, burst=2, clock=lambda: clock[0])
    assert [bucket.take() for _ in range(4)] == [0.0, 0.0, 0.1, 0.2]
    clock[0] = 10.0
    assert [bucket.take() for _ in range(3)] == [0.0, 0.0, 0.1]


@pytest.mark.function("7.2")
def test_acknowledgement_waits_for_the_commit(embedded: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database cannot be written nothing is acknowledged; afterwards everything is, and stored once."""
    from django.db import OperationalError

    wire = embedded("A-1")
    broken, commit = threading.Event(), Store.append
    broken.set()
    tried = threading.Event()

    def sometimes(self: Store, *args: Any) -> None:
        if broken.is_set():
            tried.set()
            raise OperationalError("database is locked")
        commit(self, *args)

    monkeypatch.setattr(Store, "append", sometimes)
    with wire.client("A-1") as client:
        info = client.publish("linli/A-1/up/readings", {"t": now_ms(), "v": {"noise": 1}})
        assert tried.wait(15)
        assert not info.is_published()
        broken.clear()
        info.wait_for_publish(15)
    assert Reading.objects.count() == 1


@pytest.mark.function("7.2")
def test_the_log_is_in_the_order_of_commits_and_tells_of_what_was_added(world: World) -> None:
    """A follower of the log sees every message once, and again when a later one adds metrics to its time."""
    device = make_device(world.near.estate, "L-1").device
    told: list[str] = []
    unsubscribe = bus.subscribe(telemetry.COMMITTED, told.append)
    store, at = Store(), now_ms()
    begin = queries.log_end(SYSTEM)
    for values in ({"noise": 1.0}, {"noise": 2.0}, {"noise": 3.0, "pm25": 30.0}):
        store.commit(Plan(rows={(device.pk, at): values, (device.pk, at - 5): {"noise": 0.0}}), {})
    unsubscribe()
    found = queries.log_after(SYSTEM, begin, 10)
    assert [(s.device_id, s.at_ms, s.values) for s in found] == [
        (device.pk, at - 5, {"noise": 0.0}),
        (device.pk, at, {"noise": 1.0, "pm25": 30.0}),
    ]
    assert found[1].id > found[0].id + 1
    assert (queries.log_end(SYSTEM), told) == (found[1].id, ["", "", ""])
    assert queries.log_after(SYSTEM, found[1].id, 10) == []
    with pytest.raises(Forbidden):
        queries.log_after(world.actor(WORKER), 0, 1)


@pytest.mark.function("7.2")
def test_garbage_on_the_port_harms_nobody(embedded: Open, caplog: pytest.LogCaptureFixture) -> None:
    """Broken streams and broken payloads by the hundred through the real socket: ended, counted, forgotten."""
    wire, rng = embedded("G-1"), random.Random(3)
    for junk in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01" * 50, *mutants(SEEDS, rng, 150)):
        with socket.create_connection(("127.0.0.1", wire.port), timeout=15) as stranger, suppress(OSError):
            stranger.sendall(junk)
            stranger.shutdown(socket.SHUT_WR)
            while stranger.recv(4096):
                pass
    with wire.client("G-1") as client:
        infos = [client.publish("linli/G-1/up/readings", data) for data in mutants(PAYLOADS, rng, 200)]
        client.send("linli/G-1/up/readings", {"t": (at := now_ms()), "v": {"noise": 1}})
        assert all(info.is_published() for info in infos)
    assert Reading.objects.filter(at_ms=at).count() == 1
    assert [record.message for record in caplog.records if record.exc_info] == []
