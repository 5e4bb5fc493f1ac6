"""Keys of discovery messages: abbreviations written out, the base topic `~` filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHORT: dict[str, str] = {
    "avty": "availability", "avty_t": "availability_topic", "bri_cmd_t": "brightness_command_topic",
    "bri_scl": "brightness_scale", "bri_stat_t": "brightness_state_topic", "bri_val_tpl": "brightness_value_template",
    "cmd_t": "command_topic", "cmd_tpl": "command_template", "cmps": "components", "dev": "device",
    "dev_cla": "device_class", "ent_cat": "entity_category", "json_attr_t": "json_attributes_topic", "o": "origin",
    "obj_id": "object_id", "ops": "options", "p": "platform", "pl_avail": "payload_available",
    "pl_not_avail": "payload_not_available", "pl_off": "payload_off", "pl_on": "payload_on", "stat_cla": "state_class",
    "stat_off": "state_off", "stat_on": "state_on", "stat_t": "state_topic", "stat_val_tpl": "state_value_template",
    "t": "topic", "uniq_id": "unique_id", "unit_of_meas": "unit_of_measurement", "val_tpl": "value_template",
}  # fmt: skip
"""The abbreviations that discovery allows for the keys we read."""
DEVICE_SHORT: dict[str, str] = {
    "ids": "identifiers", "cns": "connections", "mf": "manufacturer", "mdl": "model", "sn": "serial_number",
}  # fmt: skip


def written_out(found: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration with full keys and full topics; what is not a text where a text belongs is left out later."""
    full = {SHORT.get(str(key), str(key)): value for key, value in found.items()}
    base = str(full.get("~") or "")
    for key, value in full.items():
        if key.endswith("topic") and isinstance(value, str):
            full[key] = _based(value, base)
    if isinstance(device := full.get("device"), dict):
        full["device"] = {DEVICE_SHORT.get(str(key), str(key)): value for key, value in device.items()}
    if isinstance(places := full.get("availability"), dict | list):
        full["availability"] = [_place(place, base) for place in _listed(places) if isinstance(place, dict)]
    return full


def _place(place: Mapping[str, Any], base: str) -> dict[str, Any]:
    full = {SHORT.get(str(key), str(key)): value for key, value in place.items()}
    if isinstance(topic := full.get("topic"), str):
        full["topic"] = _based(topic, base)
    return full


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _based(topic: str, base: str) -> str:
    """`~` at the beginning or the end stands for the base topic."""
    if base and topic.startswith("~"):
        return base + topic[1:]
    return topic[:-1] + base if base and topic.endswith("~") else topic


def text(value: Any, limit: int, default: str = "") -> str:
    """A text out of whatever stood there."""
    return (default if value is None or isinstance(value, dict | list) else plain(value))[:limit]


def plain(value: Any) -> str:
    """A value as it is compared with states: `true`, `21.5`, `ON`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
