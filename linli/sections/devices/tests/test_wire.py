"""Devices on the wire: the same suite against the embedded broker and a real Mosquitto."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import paho.mqtt.client as paho
import pytest

from linli.kernel.tests.waiting import eventually
from linli.sections.devices.models import Latest, Refusal
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import DeviceClient, stored

Open = Callable[..., Wire]
NOW = int(time.time() * 1000)
pytestmark = [pytest.mark.function("7.2")]


def rows(wire: Wire, number: str) -> list[tuple[str, int, float]]:
    return stored(wire.devices[number].device.pk)


def refused() -> dict[tuple[str, str], int]:
    return {(r.sender, r.reason): r.count for r in Refusal.objects.all()}


def test_acknowledged_means_stored(broker: Open) -> None:
    wire = broker("ENV-1")
    with wire.client("ENV-1") as device:
        if wire.kind == "embedded":
            device.send("linli/ENV-1/up/readings", {"t": NOW, "v": {"temperature": 21.5, "humidity": 40}})
            assert rows(wire, "ENV-1") == [("humidity", NOW, 40.0), ("temperature", NOW, 21.5)]
        device.send("linli/ENV-1/up/readings", [{"t": NOW + i, "v": {"noise": i}} for i in range(3)])
        noise = [("noise", NOW + i, float(i)) for i in range(3)]
        eventually(lambda: [r for r in rows(wire, "ENV-1") if r[0] == "noise"] == noise)


def test_redelivery_changes_nothing(broker: Open) -> None:
    wire = broker("ENV-1")
    with wire.client("ENV-1") as device:
        for value in (20.0, 99.0):
            device.send("linli/ENV-1/up/readings", {"t": NOW, "v": {"temperature": value}})
        device.send("linli/ENV-1/up/readings", {"t": NOW + 1, "v": {"temperature": 1}})
        eventually(lambda: len(rows(wire, "ENV-1")) == 2)
    assert rows(wire, "ENV-1") == [("temperature", NOW, 20.0), ("temperature", NOW + 1, 1.0)]


def test_late_reading_does_not_become_the_latest(broker: Open) -> None:
    wire = broker("ENV-1")
    with wire.client("ENV-1") as device:
        for at, value in ((NOW, 20.0), (NOW - 60_000, 10.0)):
            device.send("linli/ENV-1/up/readings", {"t": at, "v": {"temperature": value}})
        eventually(lambda: len(rows(wire, "ENV-1")) == 2)
        newest = [(NOW, {"temperature": [NOW, 20.0]})]
        eventually(lambda: list(Latest.objects.values_list("at_ms", "values")) == newest)


def test_strangers_are_refused(broker: Open) -> None:
    wire = broker("ENV-1")
    for user, key in (("", ""), ("ENV-1", "wrong"), ("NOBODY", "wrong"), ("ENV-1", "")):
        assert not DeviceClient(wire.port, user, key).accepted, (user, key)


def test_foreign_topic_is_not_stored_and_the_stream_goes_on(broker: Open) -> None:
    wire = broker("ENV-1", "ENV-2")
    with wire.client("ENV-1") as device:
        device.send("linli/ENV-2/up/readings", {"t": NOW, "v": {"temperature": 1}})
        device.send("linli/ENV-1/up/readings", {"t": NOW, "v": {"temperature": 2}})
        eventually(lambda: rows(wire, "ENV-1") == [("temperature", NOW, 2.0)])
    assert rows(wire, "ENV-2") == []


BAD: list[tuple[str, bytes]] = [
    ("not_json", b"hello"),
    ("not_json", b""),
    ("not_json", b"\xff\xfe\x00"),
    ("not_json", b'{"v": {"temperature": NaN}}'),
    ("wrong_type", b"[" * 50_000),
    ("wrong_type", b'{"v": {"temperature": "21"}}'),
    ("wrong_type", b'{"v": {"temperature": null}}'),
    ("wrong_type", b'{"v": [21]}'),
    ("wrong_type", b"42"),
    ("wrong_type", b'{"t": 1}'),
    ("wrong_type", b'{"v": {"temperature": 1}, "t": "yesterday"}'),
    ("wrong_type", b'{"v": {"temperature": 1}, "seq": -1}'),
    ("future", json.dumps({"v": {"temperature": 1}, "t": NOW + 86_400_000}).encode()),
    ("future", b'{"v": {"temperature": 1}, "t": 1e300}'),
    ("too_old", b'{"v": {"temperature": 1}, "t": 1700000000}'),
    ("too_many", json.dumps({"v": {f"m{i}": 1 for i in range(65)}}).encode()),
    ("huge", b'{"v": {"temperature": 1}, "x": "' + b"x" * 70_000 + b'"}'),
    ("huge", b" " * 500_000),
    ("unknown_metric", b'{"v": {"colour": 3}}'),
    ("out_of_range", b'{"v": {"temperature": 5000}}'),
]


def test_bad_payloads_are_counted_and_never_stop_the_stream(broker: Open) -> None:
    wire = broker("ENV-1")
    with wire.client("ENV-1") as device:
        for _, payload in BAD:
            device.send("linli/ENV-1/up/readings", payload)
        device.send("linli/ENV-1/up/dance", b"{}")
        device.send("linli/ENV-1/up/readings", {"t": NOW, "v": {"temperature": 3, "colour": 1}})
        eventually(lambda: rows(wire, "ENV-1") == [("temperature", NOW, 3.0)])
    wanted: dict[tuple[str, str], int] = {("ENV-1", "unknown_topic"): 1, ("ENV-1", "unknown_metric"): 1}
    for reason, _ in BAD:
        wanted[("ENV-1", reason)] = wanted.get(("ENV-1", reason), 0) + 1
    eventually(lambda: sum(refused().values()) >= sum(wanted.values()))
    assert refused() == wanted


def test_events_count_as_readings_of_their_code(broker: Open) -> None:
    wire = broker("BAND-1", type_code="wristband")
    with wire.client("BAND-1") as device:
        device.send("linli/BAND-1/up/events", {"t": NOW, "e": "sos"})
        device.send("linli/BAND-1/up/events", {"t": NOW, "e": "party"})
        eventually(lambda: refused() == {("BAND-1", "unknown_metric"): 1})
    assert rows(wire, "BAND-1") == [("sos", NOW, 1.0)]


def test_what_happened_while_the_platform_was_away_is_not_lost(broker: Open) -> None:
    wire = broker("ENV-1")
    with wire.client("ENV-1") as device:
        infos = [
            device.publish("linli/ENV-1/up/readings", {"t": NOW + i, "seq": i, "v": {"noise": 1}})
            for i in range(500)
        ]
        for info in infos:
            info.wait_for_publish(30)
        eventually(lambda: len(rows(wire, "ENV-1")) == 500)


def test_mqtt5_is_refused_cleanly(embedded: Open) -> None:
    wire = embedded("ENV-1")
    with DeviceClient(wire.port, "ENV-1", wire.devices["ENV-1"].key, protocol=paho.MQTTv5) as device:
        assert str(device.answer) == "Unsupported protocol version"
    eventually(lambda: ("", "protocol") in refused())


FILTERS = {
    "linli/ENV-1/down/#": True,
    "linli/ENV-1/down/switch": True,
    "$share/group/linli/ENV-1/down/#": False,
    "linli/ENV-2/down/#": False,
    "linli/+/down/#": False,
    "linli/ENV-1/up/#": True,
    "homeassistant/status": True,
    "#": False,
}


def test_subscriptions_are_the_devices_own(embedded: Open) -> None:
    wire = embedded("ENV-1")
    with wire.client("ENV-1") as device:
        assert {topic_filter: device.subscribe(topic_filter) for topic_filter in FILTERS} == FILTERS
