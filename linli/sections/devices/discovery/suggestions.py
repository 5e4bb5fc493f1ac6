"""Guesses for whoever takes an announced device in: its type, and which member of the type an entity is."""

from __future__ import annotations

from collections.abc import Collection

from linli.sections.devices.models import Entity

TYPES: dict[tuple[str, str], str] = {
    ("binary_sensor", "smoke"): "smoke", ("binary_sensor", "moisture"): "water_leak", ("binary_sensor", "gas"): "gas",
    ("binary_sensor", "carbon_monoxide"): "gas", ("binary_sensor", "door"): "door", ("binary_sensor", "window"): "door",
    ("binary_sensor", "opening"): "door", ("binary_sensor", "garage_door"): "door",
    ("binary_sensor", "motion"): "infrared", ("binary_sensor", "occupancy"): "infrared",
    ("binary_sensor", "presence"): "infrared", ("sensor", "water"): "water_meter", ("sensor", "pm25"): "environment",
    ("sensor", "energy"): "electric_meter", ("light", ""): "lamp", ("switch", ""): "switch",
}  # fmt: skip
METRICS: dict[str, tuple[str, ...]] = {
    "smoke": ("smoke",), "moisture": ("leak",), "gas": ("concentration",), "door": ("open",), "window": ("open",),
    "opening": ("open",), "garage_door": ("open",), "motion": ("presence",), "occupancy": ("presence",),
    "presence": ("presence",), "temperature": ("temperature",), "humidity": ("humidity",), "battery": ("battery",),
    "illuminance": ("illuminance",), "power": ("power",), "energy": ("energy",), "voltage": ("voltage",),
    "current": ("current",), "water": ("total",), "pm25": ("pm25",), "pm10": ("pm10",), "signal_strength": ("rssi",),
}  # fmt: skip
BY_COMPONENT = {"switch": "on", "light": "on", "brightness": "brightness"}
FALLBACK = "generic"


def type_code(component: str, device_class: str) -> str:
    """The ready-made type that a device with such an entity is likely to be."""
    return TYPES.get((component, device_class)) or TYPES.get((component, ""), FALLBACK)


def metric(entity: Entity, properties: Collection[str], taken: Collection[str]) -> str:
    """The property of the type that the entity is, so that the rules of the type watch it; else a name of its own."""
    wanted = (BY_COMPONENT.get(entity.component, ""), *METRICS.get(entity.device_class, ()))
    for code in wanted:
        if code in properties and code not in taken:
            return code
    return entity.metric
