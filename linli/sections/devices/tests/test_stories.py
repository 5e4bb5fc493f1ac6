"""Stories of devices through the open door: HTTP, discovery, keys, presence, back-pressure, demo."""

from __future__ import annotations

import base64
import datetime as dt
import json
import random
import threading
from collections.abc import Callable

import pytest
from django.utils import timezone

from linli.kernel.access import SECRETARY, SYSTEM, WORKER
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices import jobs, queries
from linli.sections.devices.models import Command, Device, Entity, IngestRun, Outage, Reading
from linli.sections.devices.player import Player
from linli.sections.devices.seed import seed
from linli.sections.devices.services import register
from linli.sections.devices.services.commands import send_command
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import DeviceClient, make_device, now_ms, refused, stored

Open = Callable[..., Wire]
INGEST = "/api/devices/ingest"


def basic(number: str, key: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{number}:{key}".encode()).decode()}


@pytest.mark.function("7.2")
def test_readings_by_http_without_a_running_ingest(world: World) -> None:
    made = make_device(world.near.estate, "H-1")
    at = now_ms()
    body = {"t": at, "v": {"temperature": 20.5, "colour": 3}, "seq": 1}
    answer = Browser().call("POST", INGEST, body, **basic("H-1", made.key))
    assert (answer.status_code, answer.json()) == (200, {"accepted": 1, "refused": {"unknown_metric": 1}})
    assert list(Reading.objects.values_list("device_id", "at_ms", "values")) == [
        (made.device.pk, at, {"temperature": 20.5})
    ]
    seen = Device.objects.get(pk=made.device.pk)
    assert (seen.online, seen.last_seen_at is not None) == (True, True)


@pytest.mark.function("7.2")
def test_readings_by_http_with_a_running_ingest(embedded: Open) -> None:
    wire = embedded("H-1")
    answer = Browser().call("POST", INGEST, {"v": {"noise": 50}}, **basic("H-1", wire.devices["H-1"].key))
    assert (answer.status_code, stored(wire.devices["H-1"].device.pk)[0][::2]) == (200, ("noise", 50.0))


@pytest.mark.function("7.2")
@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"hello", 422, "not_json"),
        (b'{"v": {"noise": "loud"}}', 422, "wrong_type"),
        (b'{"v": {"colour": 1}}', 422, "unknown_metric"),
        (b'{"v": {"noise": 1}, "t": 99999999999999}', 422, "future"),
        (b" " * 70_000, 413, "huge"),
    ],
)
def test_bad_http_messages_are_refused_with_a_reason(
    world: World, body: bytes, status: int, reason: str
) -> None:
    made = make_device(world.near.estate, "H-1")
    answer = Browser().post(INGEST, body, content_type="application/json", headers=basic("H-1", made.key))
    assert answer.status_code == status
    assert answer.json()["error"]["message"]
    assert (Reading.objects.count(), refused()) == (0, {("H-1", reason): 1})


@pytest.mark.function("7.2")
def test_http_needs_the_devices_own_key(world: World) -> None:
    make_device(world.near.estate, "H-1")
    other = make_device(world.near.estate, "H-2")
    for headers in ({}, basic("H-1", "wrong"), basic("H-1", other.key), {"Authorization": "Basic !!!"}):
        assert Browser().call("POST", INGEST, {"v": {"noise": 1}}, **headers).status_code == 401
    assert Reading.objects.count() == 0


@pytest.mark.function("7.2")
def test_a_new_key_ends_the_old_connection(embedded: Open) -> None:
    wire = embedded("K-1")
    device = wire.devices["K-1"].device
    with wire.client("K-1") as client:
        client.send("linli/K-1/up/readings", {"v": {"noise": 1}})
        client.client.reconnect_delay_set(60, 60)
        fresh = register.issue_key(actor=SYSTEM, device_id=device.pk)
        with DeviceClient(wire.port, "K-1", fresh.key, client_id="other") as newer:
            newer.send("linli/K-1/up/heartbeat", b"")
            client.wait_gone()
    assert not DeviceClient(wire.port, "K-1", wire.devices["K-1"].key).accepted


@pytest.mark.function("7.1")
def test_a_retired_device_is_heard_no_more(embedded: Open) -> None:
    wire = embedded("K-1", "K-2")
    device = wire.devices["K-1"].device
    with wire.client("K-1") as client, wire.client("K-2") as other:
        register.retire_device(actor=SYSTEM, device_id=device.pk, reason="拆除")
        other.send("linli/K-2/up/readings", {"v": {"noise": 1}})
        client.wait_gone()
    assert not DeviceClient(wire.port, "K-1", wire.devices["K-1"].key).accepted
    assert set(Reading.objects.values_list("device_id", flat=True)) == {wire.devices["K-2"].device.pk}


CONFIG = {
    "name": "温度",
    "uniq_id": "0x01_temperature",
    "stat_t": "~/state",
    "~": "linli/GW-1/up/ha/kitchen",
    "unit_of_meas": "°C",
    "dev_cla": "temperature",
    "val_tpl": "{{ value_json.temperature | float }}",
    "dev": {"ids": ["0x01"], "name": "厨房温湿度计", "mf": "某厂"},
}


@pytest.mark.function("7.2")
def test_home_assistant_discovery(embedded: Open) -> None:
    """A gateway announces a thermometer; staff take it in; its states become readings of a device of its own."""
    wire = embedded("GW-1", type_code="gateway")
    topic = "homeassistant/sensor/GW-1/kitchen_temperature/config"
    worker = wire.world.browser(WORKER)
    with wire.client("GW-1") as gateway:
        gateway.send(topic, CONFIG, retain=True)
        gateway.send("linli/GW-1/up/ha/kitchen/state", {"temperature": 19.0})
        found = worker.call("GET", "/api/devices/entities").json()["items"]
        assert [(e["name"], e["thing_name"], e["unit"]) for e in found] == [("温度", "厨房温湿度计", "°C")]
        assert Reading.objects.count() == 0
        path = f"/api/devices/entities/{found[0]['id']}/take-in"
        made = worker.call("POST", path, {"name": "厨房温湿度计", "type_code": "generic"})
        assert made.status_code == 201
        gateway.send("linli/GW-1/up/ha/kitchen/state", {"temperature": 21.5})
        gateway.send("linli/GW-1/up/ha/kitchen/state", {"humidity": 40})
    assert list(Reading.objects.values_list("device_id", "values")) == [
        (made.json()["id"], {"temperature": 21.5})
    ]
    assert refused() == {("GW-1", "wrong_type"): 1}
    eventually(lambda: Device.objects.get(pk=made.json()["id"]).online)
    shown = worker.call("GET", f"/api/devices/devices/{made.json()['id']}").json()
    assert shown["gateway_number"] == "GW-1"
    assert [(v["title"], v["text"]) for v in shown["latest"]] == [("温度", "21.5 ℃")]


@pytest.mark.function("7.2")
def test_announcements_may_not_point_elsewhere(embedded: Open) -> None:
    wire = embedded("GW-1", "GW-2", type_code="gateway")
    with wire.client("GW-1") as gateway:
        topic = "homeassistant/sensor/GW-1/x/config"
        gateway.send(topic, {**CONFIG, "~": "linli/GW-2/up/ha"})
        gateway.send(topic, {**CONFIG, "val_tpl": "{{ states('sensor.x') }}"})
        gateway.send(topic, b"not json")
        gateway.send("linli/GW-1/up/heartbeat", b"")
    eventually(lambda: refused() == {("GW-1", "discovery"): 2, ("GW-1", "not_json"): 1})
    assert Entity.objects.count() == 0


def back_in_time(device: Device, minutes: float) -> None:
    """As if the last contact, and the start of the ingest, were that long ago."""
    at = timezone.now() - dt.timedelta(minutes=minutes)
    Device.objects.filter(pk=device.pk).update(last_seen_at=at)
    IngestRun.objects.update(started_at=at - dt.timedelta(minutes=5))


@pytest.mark.function("7.3")
def test_silent_devices_go_offline_and_come_back(embedded: Open) -> None:
    wire = embedded("P-1", "P-2")
    quiet, never = wire.devices["P-1"].device, wire.devices["P-2"].device
    worker = wire.world.browser(WORKER)
    with wire.client("P-1") as client:
        client.send("linli/P-1/up/heartbeat", b"here")
        eventually(lambda: Device.objects.get(pk=quiet.pk).online)
        eventually(lambda: IngestRun.objects.exists())
        back_in_time(quiet, 29)
        jobs.notice_silence()
        assert Device.objects.get(pk=quiet.pk).online is True
        back_in_time(quiet, 31)
        jobs.notice_silence()
        jobs.notice_silence()
        assert Device.objects.get(pk=quiet.pk).online is False
        assert Outage.objects.filter(device=quiet, ended_at=None).count() == 1
        listed = worker.call("GET", "/api/devices/devices?presence=offline").json()["items"]
        assert [d["number"] for d in listed] == ["P-1"]
        client.send("linli/P-1/up/readings", {"v": {"noise": 40}})
        eventually(lambda: Device.objects.get(pk=quiet.pk).online)
    assert Outage.objects.filter(device=quiet, ended_at=None).count() == 0
    assert Device.objects.get(pk=never.pk).online is None


@pytest.mark.function("7.3")
def test_nobody_is_offline_while_nobody_listens(world: World) -> None:
    """After a stop of the platform itself, silence proves nothing."""
    device = make_device(world.near.estate, "P-1").device
    Device.objects.filter(pk=device.pk).update(
        online=True, last_seen_at=timezone.now() - dt.timedelta(days=2)
    )
    jobs.notice_silence()
    now = timezone.now()
    IngestRun.objects.create(name="just started", started_at=now, alive_at=now)
    jobs.notice_silence()
    assert (Device.objects.get().online, Outage.objects.count()) == (True, 0)


@pytest.mark.function("7.3")
def test_availability_is_the_share_of_time_heard(world: World) -> None:
    device = make_device(world.near.estate, "P-1").device
    now = timezone.now()
    device.created_at, device.last_seen_at = now - dt.timedelta(days=10), now
    device.save()
    began = now - dt.timedelta(days=5)
    Outage.objects.create(device=device, began_at=began, ended_at=began + dt.timedelta(days=1))
    shown = world.browser(WORKER).call("GET", f"/api/devices/devices/{device.pk}").json()
    assert round(shown["availability"], 3) == 0.9


@pytest.mark.function("7.3")
def test_the_tile_counts_without_telling_places(world: World) -> None:
    make_device(world.near.estate, "P-1", "smoke")
    make_device(world.far.estate, "P-2", "smoke")
    Device.objects.update(online=True)
    assert queries.online_tile(world.actor("screen", world.near.estate)) == {
        "total": 1, "online": 1, "offline": 0, "never": 0,
        "by_type": [{"title": "烟感", "total": 1, "online": 1, "offline": 0, "never": 0}],
    }  # fmt: skip


@pytest.mark.function("7.1")
def test_keys_are_shown_once_and_kept_as_hashes(world: World) -> None:
    secretary = world.browser(SECRETARY)
    body = {"type_code": "smoke", "area_id": world.near.estate.pk, "name": "烟感"}
    made = secretary.call("POST", "/api/devices/devices", body).json()
    key = made["key"]
    row = Device.objects.values().get()
    assert key not in json.dumps(row, default=str)
    assert all(key not in json.dumps(e.detail) for e in AuditEntry.objects.all())
    assert key not in secretary.call("GET", f"/api/devices/devices/{made['device']['id']}").content.decode()


@pytest.mark.function("7.1")
def test_search_finds_devices_of_ones_own_area(world: World) -> None:
    make_device(world.near.estate, "FIND-1", name="东门摄像机")
    make_device(world.far.estate, "FIND-2", name="东门摄像机")
    hits = world.browser(WORKER).call("GET", "/api/kernel/search?q=东门").json()
    assert [h["subtitle"].split(" · ")[0] for h in hits if h["kind"] == "设备"] == ["FIND-1"]


@pytest.mark.once
@pytest.mark.function("7.2")
def test_the_demo_devices_play_over_real_mqtt(embedded: Open) -> None:
    wire = embedded()
    lines = seed(random.Random(1))
    assert seed(random.Random(1)) == []
    assert lines[0].startswith("设备 50 台")
    assert Device.objects.filter(online=False).count() == 2
    player, stop = Player("127.0.0.1", wire.port), threading.Event()
    assert len(player.parts) == 46
    thread = threading.Thread(target=player.run, args=(stop,))
    before = Reading.objects.count()
    thread.start()
    try:
        eventually(lambda: Reading.objects.count() > before + 100, 40)
        lamp = Device.objects.get(number="LAMP-0001")
        told = send_command(actor=SYSTEM, device_id=lamp.pk, code="dim", params={"brightness": 15})
        eventually(lambda: Command.objects.get(pk=told.pk).state == "done", 40)
    finally:
        stop.set()
        thread.join(15)
    assert refused() == {}
