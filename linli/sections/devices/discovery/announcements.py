"""Home Assistant discovery messages: one component, or a whole device with its components."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.sections.devices.discovery import states
from linli.sections.devices.discovery.words import SHORT, plain, text, written_out
from linli.sections.devices.ingest import payloads
from linli.sections.devices.ingest.reasons import Refused

KEPT = frozenset({"sensor", "binary_sensor", "switch", "light", "number", "select"})
"""Components whose state is one value; of the others (buttons, cameras, covers …) nothing is kept."""
BRIGHTEST = 255
SHARED = ("device", "availability", "availability_topic", "state_topic", "command_topic", "~")
"""What the components of a device inherit from it."""


@dataclass
class Announced:
    """One entity as it announced itself. `details` is what its commands need (see `orders`)."""

    unique_id: str
    component: str
    name: str
    state_topic: str
    value_path: str
    metric: str
    thing_id: str = ""
    thing_name: str = ""
    maker: str = ""
    device_class: str = ""
    unit: str = ""
    payload_on: str = "ON"
    payload_off: str = "OFF"
    command_topic: str = ""
    availability_topic: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def topics(self) -> list[str]:
        """Every topic that it names."""
        return [t for t in (self.state_topic, self.command_topic, self.availability_topic) if t]


def decoded(payload: bytes) -> dict[str, Any]:
    """The message's object. Raises Refused."""
    if len(payload) > payloads.MAX_BYTES:
        raise Refused("huge", f"{len(payload)} 字节")
    try:
        found = json.loads(payload)
    except (ValueError, RecursionError):
        raise Refused("not_json") from None
    if not isinstance(found, dict):
        raise Refused("discovery", "不是对象")
    return found


def announced(topic: str, payload: bytes) -> tuple[list[Announced], list[Refused]]:
    """The entities of a message, and why others of it cannot be taken. Raises Refused when there is nothing to read."""
    component, object_id = topic.split("/")[1], topic.split("/")[-2]
    config = written_out(decoded(payload))
    if component != "device":
        return _gathered([(component, object_id, config)])
    return _gathered(list(_components(config, object_id)))


def _gathered(parts: list[tuple[str, str, dict[str, Any]]]) -> tuple[list[Announced], list[Refused]]:
    found, refused = list[Announced](), list[Refused]()
    for component, object_id, config in parts:
        if component in KEPT:
            try:
                found += _entities(component, object_id, config)
            except Refused as error:
                refused.append(error)
    return found, refused


def _components(config: dict[str, Any], object_id: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The components of a device; one that has nothing but its platform has been taken away."""
    parts = config.get("components")
    if not isinstance(parts, dict):
        raise Refused("discovery", "没有 components")
    shared = {key: config[key] for key in SHARED if key in config}
    for key, part in parts.items():
        if isinstance(part, dict) and len(part) > 1:
            based = {**({"~": config["~"]} if "~" in config else {}), **part}
            own = written_out(based)
            yield text(own.get("platform"), 30), f"{object_id}_{key}", {**shared, **own}


def _entities(component: str, object_id: str, config: dict[str, Any]) -> list[Announced]:
    """The entity, and for a light that can be dimmed its brightness beside it. Raises Refused."""
    thing = config.get("device")
    thing = thing if isinstance(thing, dict) else {}
    as_json = component == "light" and config.get("schema") == "json"
    template = str(config.get("value_template") or config.get("state_value_template") or "")
    on, off = plain(config.get("payload_on", "ON")), plain(config.get("payload_off", "OFF"))
    entity = Announced(
        unique_id=text(config.get("unique_id"), 110, object_id[:110]), component=component,
        name=text(config.get("name"), 120) or text(thing.get("name"), 120) or object_id[:120],
        state_topic=_topic(config, "state_topic"), value_path="state" if as_json else states.value_path(template),
        metric=states.metric_code(object_id), thing_id=_thing_id(thing), thing_name=text(thing.get("name"), 120),
        maker=text(thing.get("manufacturer"), 60), device_class=text(config.get("device_class"), 40),
        unit=text(config.get("unit_of_measurement"), 12), payload_on=text(config.get("state_on"), 40, on[:40]),
        payload_off=text(config.get("state_off"), 40, off[:40]), command_topic=_topic(config, "command_topic"),
        availability_topic=_availability(config),
    )  # fmt: skip
    entity.details = _details(config, on, off, as_json=as_json)
    return [entity, *_brightness(entity, config, as_json=as_json)]


def _details(config: dict[str, Any], on: str, off: str, *, as_json: bool) -> dict[str, Any]:
    details: dict[str, Any] = {"on": on[:40], "off": off[:40]}
    if as_json:
        details["json"] = True
    if isinstance(options := config.get("options"), list):
        details["options"] = [plain(option)[:60] for option in options[:50]]
    for key in ("min", "max", "step"):
        if isinstance(number := config.get(key), int | float) and not isinstance(number, bool):
            details[key] = number
    if template := str(config.get("command_template") or ""):
        details["template"] = template[:200]
    return details


def _brightness(light: Announced, config: dict[str, Any], *, as_json: bool) -> list[Announced]:
    """The brightness of a light in percent of its scale."""
    if light.component != "light" or not (config.get("brightness") or "brightness_command_topic" in config):
        return []
    scale = config.get("brightness_scale", BRIGHTEST)
    scale = scale if isinstance(scale, int) and not isinstance(scale, bool) and scale > 0 else BRIGHTEST
    topic = light.state_topic if as_json else _topic(config, "brightness_state_topic")
    template = str(config.get("brightness_value_template") or "")
    own = Announced(
        unique_id=f"{light.unique_id}#bright", component="brightness", name=f"{light.name}亮度"[:120], state_topic=topic,
        value_path="brightness" if as_json else states.value_path(template), metric="brightness", unit="%",
        thing_id=light.thing_id, thing_name=light.thing_name, maker=light.maker,
        command_topic=light.command_topic if as_json else _topic(config, "brightness_command_topic"),
        availability_topic=light.availability_topic, details={"scale": scale, **({"json": True} if as_json else {})},
    )  # fmt: skip
    return [own] if own.state_topic else []


def _topic(config: Mapping[str, Any], key: str) -> str:
    return text(config.get(key), 200)


def _availability(config: Mapping[str, Any]) -> str:
    """The first availability topic; Zigbee2MQTT names the bridge's too."""
    places = config.get("availability")
    listed = [place.get("topic") for place in places] if isinstance(places, list) else []
    own = [topic for topic in listed if isinstance(topic, str) and "/bridge/" not in topic]
    return text(next(iter(own), config.get("availability_topic")), 200)


def _thing_id(thing: Mapping[str, Any]) -> str:
    """What the sub-device is called by its maker: its first identifier, else its first connection."""
    for key in ("identifiers", "connections"):
        found = thing.get(key)
        while isinstance(found, list):
            found = found[-1 if key == "connections" else 0] if found else None
        if found:
            return text(found, 120)
    return ""


def topics_in(found: Any) -> Iterator[str]:
    """Every topic in a message, to see who may have sent it."""
    if isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str) and (
                SHORT.get(str(key), str(key)).endswith("topic") or key in ("~", "ft")
            ):
                yield value
            else:
                yield from topics_in(value)
    elif isinstance(found, list):
        for value in found:
            yield from topics_in(value)
