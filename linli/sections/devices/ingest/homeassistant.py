"""Home Assistant MQTT discovery: devices that announce themselves, and the states they then send."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from linli.kernel.telemetry import Message
from linli.sections.devices.ingest import payloads
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.ingest.roll import Known
from linli.sections.devices.models import Entity

PREFIX = "homeassistant"
SHORT: dict[str, str] = {
    "stat_t": "state_topic",
    "uniq_id": "unique_id",
    "unit_of_meas": "unit_of_measurement",
    "val_tpl": "value_template",
    "dev_cla": "device_class",
    "dev": "device",
    "pl_on": "payload_on",
    "pl_off": "payload_off",
    "ids": "identifiers",
    "mf": "manufacturer",
}
"""The abbreviations that discovery allows for the keys we read."""
TEMPLATE = re.compile(
    r"^\{\{\s*value_json((?:\.\w+|\['[^']+'\]|\[\"[^\"]+\"\])+)\s*(?:\|[\w\s().,|-]*)?\}\}$"
)
PLAIN = re.compile(r"^\{\{\s*value\s*(?:\|[\w\s().,|-]*)?\}\}$")
STEP = re.compile(r"\.(\w+)|\['([^']+)'\]|\[\"([^\"]+)\"\]")
SEPARATOR = "\x1f"
MAX_ENTITIES = 500
"""Entities kept per announcer."""


def announcer(message: Message) -> str:
    """The device that sent an announcement, named by its state topic (an outside broker does not say who)."""
    topic = str(_config(message).get("state_topic", ""))
    parts = topic.split("/")
    return parts[1] if len(parts) > 3 and parts[0] == "linli" and parts[2] == "up" else ""


def announce(known: Known, message: Message) -> None:
    """Keeps an announced entity for staff to take in; an empty payload withdraws it. Raises Refused."""
    component, object_id = message.topic.split("/")[1], message.topic.split("/")[-2]
    if not message.payload:
        Entity.objects.filter(announcer_id=known.pk, unique_id=object_id, state=Entity.State.FOUND).delete()
        return
    config = _config(message)
    topic = str(config.get("state_topic", ""))
    if not topic.startswith(f"linli/{known.number}/up/") or len(topic) > 200:
        raise Refused("discovery", f"state_topic={topic}")
    unique_id = str(config.get("unique_id") or object_id)[:120]
    path = value_path(str(config.get("value_template", "")))
    others = Entity.objects.filter(announcer_id=known.pk).exclude(unique_id=unique_id)
    if others.count() >= MAX_ENTITIES:
        raise Refused("discovery", f"超过 {MAX_ENTITIES} 个实体")
    fields = _names(config, object_id) | {
        "component": component[:30],
        "state_topic": topic,
        "value_path": path,
    }
    Entity.objects.update_or_create(
        announcer_id=known.pk,
        unique_id=unique_id,
        defaults=fields,
        create_defaults=fields | {"metric": metric_code(object_id)},
    )
    _announced.setdefault(known.pk, set()).add(topic)


def is_announced(known: Known, topic: str) -> bool:
    """True when an entity with this state topic was announced."""
    if known.pk not in _announced:
        topics = Entity.objects.filter(announcer_id=known.pk).values_list("state_topic", flat=True)
        _announced[known.pk] = set(topics)
    return topic in _announced[known.pk]


_announced: dict[int, set[str]] = {}


def _config(message: Message) -> dict[str, Any]:
    """The announcement with its keys written out and `~` filled in."""
    if len(message.payload) > payloads.MAX_BYTES:
        raise Refused("huge", f"{len(message.payload)} 字节")
    try:
        found = json.loads(message.payload)
    except (ValueError, RecursionError):
        raise Refused("not_json") from None
    if not isinstance(found, dict):
        raise Refused("discovery", "不是对象")
    full: dict[str, Any] = {SHORT.get(str(key), str(key)): value for key, value in found.items()}
    base = str(full.get("~", ""))
    if isinstance(topic := full.get("state_topic"), str):
        full["state_topic"] = topic.replace("~", base)
    return full


def _names(config: dict[str, Any], object_id: str) -> dict[str, Any]:
    thing = config.get("device")
    thing = {SHORT.get(k, k): v for k, v in thing.items()} if isinstance(thing, dict) else {}
    ids = thing.get("identifiers") or ""
    return {
        "name": str(config.get("name") or object_id)[:120],
        "thing_id": str(ids[0] if isinstance(ids, list) else ids)[:120],
        "thing_name": str(thing.get("name") or "")[:120],
        "maker": str(thing.get("manufacturer") or "")[:60],
        "device_class": str(config.get("device_class") or "")[:40],
        "unit": str(config.get("unit_of_measurement") or "")[:12],
        "payload_on": str(config.get("payload_on", "ON"))[:40],
        "payload_off": str(config.get("payload_off", "OFF"))[:40],
    }


def metric_code(text: str) -> str:
    """A metric code out of an object id."""
    return (re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "value")[:40]


def value_path(template: str) -> str:
    """The field a value template reads. Raises Refused for templates that compute."""
    text = template.strip()
    if not text or PLAIN.match(text):
        return ""
    match = TEMPLATE.match(text)
    if not match:
        raise Refused("discovery", f"value_template={text}")
    return SEPARATOR.join(a or b or c for a, b, c in STEP.findall(match[1]))[:120]


def value(payload: bytes, path: str, on: str, off: str) -> float:
    """The number in a state message: a number, or on/off. Raises Refused."""
    found: Any = payload.decode("utf-8", "replace")[: payloads.MAX_BYTES]
    if path:
        try:
            found = json.loads(payload)
            for step in path.split(SEPARATOR):
                found = found[step]
        except (ValueError, RecursionError):
            raise Refused("not_json") from None
        except (KeyError, TypeError, IndexError):
            raise Refused("wrong_type", f"没有 {path.replace(SEPARATOR, '.')}") from None
    return _number(found, on, off)


def _number(found: Any, on: str, off: str) -> float:
    if isinstance(found, bool):
        return float(found)
    if str(found) in (on, off):
        return float(str(found) == on)
    try:
        number = float(found)
    except (TypeError, ValueError):
        raise Refused("wrong_type", "状态不是数字，也不是开/关") from None
    if not math.isfinite(number):
        raise Refused("wrong_type", "数值不是有限数")
    return number
