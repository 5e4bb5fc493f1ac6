"""Tasmota's own discovery: `tasmota/discovery/<mac>/config` says what it can switch, `…/sensors` what it measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linli.sections.devices.discovery.announcements import Announced
from linli.sections.devices.discovery.states import SEPARATOR, metric_code
from linli.sections.devices.discovery.words import plain, text
from linli.sections.devices.ingest.reasons import Refused

PREFIX = "tasmota"
RELAY, LIGHT = 1, 2
MEASURED: dict[str, tuple[str, str]] = {
    "Temperature": ("temperature", "℃"), "Humidity": ("humidity", "%"), "Pressure": ("pressure", "hPa"),
    "Illuminance": ("illuminance", "lx"), "Power": ("power", "W"), "Voltage": ("voltage", "V"),
    "Current": ("current", "A"), "Total": ("energy", "kWh"), "PM2.5": ("pm25", "μg/m³"), "PM10": ("pm10", "μg/m³"),
    "CarbonDioxide": ("carbon_dioxide", "ppm"),
}  # fmt: skip
"""What a sensor's field is, and its unit; Tasmota measures energy in kWh."""


def entities(config: Mapping[str, Any], sensors: Mapping[str, Any]) -> list[Announced]:
    """Everything that the device can do, from its two messages (the second may be empty). Raises Refused."""
    mac = text(config.get("mac"), 20)
    if not mac or not isinstance(config.get("ft"), str) or not isinstance(config.get("t"), str):
        raise Refused("discovery", "缺少 mac、ft 或 t")
    found = [*_relays(config, mac), *_sensors(config, sensors, mac)]
    for entity in found:
        entity.thing_id, entity.maker = mac, "Tasmota"
        entity.thing_name = text(config.get("dn"), 120) or mac
        entity.availability_topic = topic(config, 2, "LWT")
    return found


def topic(config: Mapping[str, Any], prefix: int, end: str) -> str:
    """A full topic of the device: prefix 0 commands, 1 states, 2 telemetry."""
    prefixes = config.get("tp")
    usual = ["cmnd", "stat", "tele"]
    named = prefixes if isinstance(prefixes, list) and len(prefixes) == len(usual) else usual
    start = str(config["ft"]).replace("%prefix%", str(named[prefix])).replace("%topic%", str(config["t"]))
    return f"{start.rstrip('/')}/{end}"[:200]


def _relays(config: Mapping[str, Any], mac: str) -> Iterator[Announced]:
    listed = config.get("rl")
    kinds = listed if isinstance(listed, list) else []
    switches = [nth for nth, kind in enumerate(kinds, start=1) if kind in (RELAY, LIGHT)]
    names, words = config.get("fn"), config.get("state")
    off, on = (
        (plain(word) for word in words[:2]) if isinstance(words, list) and len(words) > 1 else ("OFF", "ON")
    )
    for nth in switches:
        key = "POWER" if len(switches) == 1 else f"POWER{nth}"
        name = names[nth - 1] if isinstance(names, list) and len(names) >= nth else None
        yield Announced(
            unique_id=f"{mac}_{key}", component="light" if kinds[nth - 1] == LIGHT else "switch",
            name=text(name, 120) or key, state_topic=topic(config, 1, key), value_path="", metric=key.lower(),
            payload_on=on[:40], payload_off=off[:40], command_topic=topic(config, 0, key),
            details={"on": on[:40], "off": off[:40], "also": [topic(config, 2, "STATE"), key]},
        )  # fmt: skip


def _sensors(config: Mapping[str, Any], sensors: Mapping[str, Any], mac: str) -> Iterator[Announced]:
    measured = sensors.get("sn")
    for path, value in _leaves(measured if isinstance(measured, dict) else {}, ()):
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        kind, unit = MEASURED.get(path[-1], ("", ""))
        yield Announced(
            unique_id=f"{mac}_{'_'.join(path)}"[:110], component="sensor", name=" ".join(path)[:120],
            state_topic=topic(config, 2, "SENSOR"), value_path=SEPARATOR.join(path)[:120],
            metric=metric_code("_".join(path)), device_class=kind, unit=unit,
        )  # fmt: skip


def _leaves(found: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in found.items():
        if isinstance(value, dict) and len(path) < 3:
            yield from _leaves(value, (*path, str(key)))
        elif not isinstance(value, list | dict):
            yield (*path, str(key)), value
