"""Announcements as Zigbee2MQTT, Tasmota and ESPHome send them: our own devices, their forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.access import WORKER
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.discovery import announcements, states, tasmota
from linli.sections.devices.discovery.announcements import Announced
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.models import Command, Entity
from linli.sections.devices.tests.conftest import Wire
from linli.sections.devices.tests.factories import refused

Open = Callable[..., Wire]
pytestmark = [pytest.mark.function("7.2"), pytest.mark.once]
UP = "linli/GW-1/up"

ZIGBEE_SMOKE = {
    "availability": [{"topic": f"{UP}/z2m/bridge/state", "value_template": "{{ value_json.state }}"},
                     {"topic": f"{UP}/z2m/烟感/availability", "value_template": "{{ value_json.state }}"}],
    "availability_mode": "all",
    "device": {"identifiers": ["zigbee2mqtt_0x00158d00aa11bb22"], "manufacturer": "某厂", "model": "烟感 S2",
               "name": "3号楼烟感", "via_device": "zigbee2mqtt_bridge_0x00124b00"},
    "device_class": "smoke", "object_id": "smoke_smoke", "origin": {"name": "Zigbee2MQTT", "sw": "2.1.0"},
    "payload_off": False, "payload_on": True, "state_topic": f"{UP}/z2m/烟感",
    "unique_id": "0x00158d00aa11bb22_smoke_zigbee2mqtt", "value_template": "{{ value_json.smoke }}",
}  # fmt: skip
ZIGBEE_LIGHT = {
    "brightness": True, "brightness_scale": 254, "command_topic": f"{UP}/z2m/廊灯/set", "schema": "json",
    "device": {"identifiers": ["zigbee2mqtt_0xcc"], "name": "廊灯"}, "name": None, "state_topic": f"{UP}/z2m/廊灯",
    "supported_color_modes": ["brightness"], "unique_id": "0xcc_light_zigbee2mqtt",
}  # fmt: skip
WHOLE_DEVICE = {
    "~": f"{UP}/esp/balcony",
    "dev": {"ids": "esp-balcony", "name": "阳台", "mf": "Espressif", "mdl": "esp32"},
    "o": {"name": "esphome", "sw": "2026.9.0"},
    "avty_t": "~/status",
    "cmps": {
        "temp": {
            "p": "sensor",
            "dev_cla": "temperature",
            "unit_of_meas": "°C",
            "stat_t": "~/sensor/temp/state",
            "uniq_id": "b1",
        },
        "door": {
            "p": "binary_sensor",
            "dev_cla": "door",
            "stat_t": "~/binary_sensor/door/state",
            "uniq_id": "b2",
        },
        "relay": {
            "p": "switch",
            "stat_t": "~/switch/relay/state",
            "cmd_t": "~/switch/relay/command",
            "uniq_id": "b3",
        },
        "mode": {
            "p": "select",
            "ops": ["自动", "手动"],
            "stat_t": "~/select/mode/state",
            "cmd_t": "~/select/mode/command",
        },
        "clever": {"p": "sensor", "stat_t": "~/x", "val_tpl": "{{ value_json.a * 2 }}", "uniq_id": "b4"},
        "gone": {"p": "sensor"},
        "press": {"p": "button", "cmd_t": "~/button/command", "uniq_id": "b5"},
    },
}
TASMOTA = {
    "ip": "10.0.0.7", "dn": "值班室插座", "fn": ["左孔", "右孔", None], "hn": "plug-1", "mac": "A1B2C3D4E5F6", "md": "Plug",
    "ty": 0, "if": 0, "ofln": "Offline", "onln": "Online", "state": ["OFF", "ON", "TOGGLE", "HOLD"], "sw": "15.0.1",
    "t": "plug_1", "ft": f"{UP}/%prefix%/%topic%/", "tp": ["cmnd", "stat", "tele"], "rl": [1, 1, 0], "ver": 1,
}  # fmt: skip
SN = {"ENERGY": {"Total": 12.5, "Power": 42}, "DS18B20": {"Temperature": 23.4}, "TempUnit": "C"}
TASMOTA_SENSORS = {"sn": {"Time": "2026-11-22T18:00:00", **SN}, "ver": 1}


def read(topic: str, config: dict[str, Any]) -> tuple[list[Announced], list[str]]:
    """The entities, and why others were refused."""
    found, refusals = announcements.announced(topic, json.dumps(config).encode())
    return found, [error.detail for error in refusals]


def test_a_zigbee_sensor_and_a_light() -> None:
    [smoke], _ = read("homeassistant/binary_sensor/0x00158d00aa11bb22/smoke/config", ZIGBEE_SMOKE)
    assert (smoke.name, smoke.device_class, smoke.thing_name, smoke.maker) == (
        "3号楼烟感",
        "smoke",
        "3号楼烟感",
        "某厂",
    )
    assert (smoke.payload_on, smoke.payload_off, smoke.availability_topic) == (
        "true",
        "false",
        f"{UP}/z2m/烟感/availability",
    )
    heard = [
        states.value(json.dumps({"smoke": v}).encode(), "smoke", "true", "false") for v in (True, False, None)
    ]
    assert heard == [1.0, 0.0, None]
    contact = states.value(b'{"contact": false}', "contact", "false", "true")
    assert contact == 1.0
    light, bright = read("homeassistant/light/0xcc/light/config", ZIGBEE_LIGHT)[0]
    assert (light.name, light.value_path, light.details) == (
        "廊灯",
        "state",
        {"on": "ON", "off": "OFF", "json": True},
    )
    assert (bright.component, bright.value_path, bright.details) == (
        "brightness",
        "brightness",
        {"scale": 254, "json": True},
    )


def test_a_whole_device_with_its_components() -> None:
    found, refusals = read("homeassistant/device/esp-balcony/config", WHOLE_DEVICE)
    base = f"{UP}/esp/balcony"
    assert [(e.unique_id, e.component, e.state_topic.removeprefix(base)) for e in found] == [
        ("b1", "sensor", "/sensor/temp/state"),
        ("b2", "binary_sensor", "/binary_sensor/door/state"),
        ("b3", "switch", "/switch/relay/state"),
        ("esp-balcony_mode", "select", "/select/mode/state"),
    ]
    assert refusals == ["value_template={{ value_json.a * 2 }}"]
    assert {(e.thing_id, e.thing_name, e.availability_topic) for e in found} == {
        ("esp-balcony", "阳台", f"{base}/status")
    }
    assert states.value("手动".encode(), "", "ON", "OFF", found[3].details["options"]) == 1.0


def test_tasmota_in_its_own_words() -> None:
    found = tasmota.entities(TASMOTA, TASMOTA_SENSORS)
    assert [(e.component, e.name, e.state_topic.removeprefix(UP), e.unit) for e in found] == [
        ("switch", "左孔", "/stat/plug_1/POWER1", ""),
        ("switch", "右孔", "/stat/plug_1/POWER2", ""),
        ("sensor", "ENERGY Total", "/tele/plug_1/SENSOR", "kWh"),
        ("sensor", "ENERGY Power", "/tele/plug_1/SENSOR", "W"),
        ("sensor", "DS18B20 Temperature", "/tele/plug_1/SENSOR", "℃"),
    ]
    assert found[1].command_topic == f"{UP}/cmnd/plug_1/POWER2"
    assert states.value(json.dumps(TASMOTA_SENSORS["sn"]).encode(), found[4].value_path, "ON", "OFF") == 23.4


KEYS = st.sampled_from((
    "~", "stat_t", "cmps", "dev", "ids", "cns", "ops", "avty", "p", "name", "uniq_id", "ft", "t", "mac", "rl", "fn", "sn", "tp",
))  # fmt: skip
TEXTS = st.text(max_size=8) | st.sampled_from((f"{UP}/a", "~/x", "{{ value }}"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | KEYS, inner, max_size=6),
    max_leaves=6,
)


@given(
    config=st.dictionaries(KEYS, JSON, max_size=10),
    component=st.sampled_from(("device", "light", "select")),
)
@settings(max_examples=80)
def test_any_announcement_is_survived(config: dict[str, Any], component: str) -> None:
    for act in (
        lambda: announcements.announced(f"homeassistant/{component}/n/o/config", json.dumps(config).encode()),
        lambda: tasmota.entities(config, config),
        lambda: list(announcements.topics_in(config)),
    ):
        try:
            act()
        except Refused:
            continue


def test_devices_behind_a_gateway_register_and_obey(broker: Open) -> None:
    """Announced, taken in under the types they are, switched through the gateway; a withdrawn one disappears."""
    wire = broker("GW-1", type_code="gateway")
    worker = wire.world.browser(WORKER)
    with wire.client("GW-1") as gateway:
        assert gateway.subscribe(f"{UP}/#")
        if wire.kind == "embedded":
            assert gateway.subscribe("homeassistant/status")
            eventually(lambda: ("homeassistant/status", b"online") in gateway.received)
        gateway.send("homeassistant/binary_sensor/0x00158d00aa11bb22/smoke/config", ZIGBEE_SMOKE, retain=True)
        gateway.send("homeassistant/light/0xcc/light/config", ZIGBEE_LIGHT, retain=True)
        gateway.send("homeassistant/device/esp-balcony/config", WHOLE_DEVICE, retain=True)
        gateway.send("tasmota/discovery/A1B2C3D4E5F6/sensors", TASMOTA_SENSORS, retain=True)
        gateway.send("tasmota/discovery/A1B2C3D4E5F6/config", TASMOTA, retain=True)
        eventually(lambda: Entity.objects.count() == 12)
        gateway.send("homeassistant/device/esp-balcony/config", b"", retain=True)
        eventually(lambda: Entity.objects.count() == 8)
        listed = worker.call("GET", "/api/devices/entities?size=50").json()["items"]
        guessed = {
            e["thing_name"]: e["suggested_type"]
            for e in listed
            if e["component"] in ("light", "binary_sensor", "switch")
        }
        assert (guessed["3号楼烟感"], guessed["廊灯"], guessed["值班室插座"]) == ("smoke", "lamp", "switch")
        made = {}
        for name, code in (("3号楼烟感", "smoke"), ("廊灯", "lamp")):
            entity = next(e for e in listed if e["thing_name"] == name)
            body = {"name": name, "type_code": code}
            made[name] = worker.call("POST", f"/api/devices/entities/{entity['id']}/take-in", body).json()[
                "id"
            ]
        gateway.send(f"{UP}/z2m/烟感", {"smoke": True, "battery": 90, "linkquality": 80})
        gateway.send(f"{UP}/z2m/廊灯", {"state": "ON", "brightness": 127})
        gateway.send(f"{UP}/z2m/烟感/availability", {"state": "online"})
        smoke, lamp = (f"/api/devices/devices/{made[name]}" for name in ("3号楼烟感", "廊灯"))
        eventually(lambda: [v["text"] for v in worker.call("GET", lamp).json()["latest"]] == ["开", "50 %"])
        assert [v["text"] for v in worker.call("GET", smoke).json()["latest"]] == ["有烟"]
        assert [o["code"] for o in worker.call("GET", f"{lamp}/command-offers").json()] == ["switch", "dim"]
        told = worker.call("POST", f"{lamp}/commands", {"code": "dim", "params": {"brightness": 40}})
        assert told.status_code == 201
        wanted = (f"{UP}/z2m/廊灯/set", {"state": "ON", "brightness": 102})
        eventually(lambda: wanted in [(t, json.loads(p)) for t, p in gateway.received if t.endswith("/set")])
        eventually(lambda: Command.objects.get().state == "done")
    assert refused() == {("GW-1", "discovery"): 1}
