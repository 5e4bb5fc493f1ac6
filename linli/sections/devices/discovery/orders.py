"""Commands to devices that announced themselves, in the words they announced."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linli.kernel.errors import DomainError
from linli.sections.devices.models import Entity
from linli.sections.devices.parameters import Parameter

BRIGHTEST = 255
TEMPLATE_VALUE = re.compile(r"\{\{\s*value\s*(?:\|[\w\s().,|-]*)?\}\}")


class Offer(NamedTuple):
    """A command that an entity understands."""

    code: str
    title: str
    parameters: list[Parameter]


def offers(entities: Sequence[Entity]) -> list[Offer]:
    """A command for each entity that can be told something."""
    return [
        Offer(f"set_{e.metric}"[:40], f"设置{e.name}"[:40], [_parameter(e)])
        for e in entities
        if e.command_topic
    ]


def _parameter(entity: Entity) -> Parameter:
    details = entity.details
    if entity.component == "select":
        return Parameter(
            "value", "选项", "choice", labels={str(n): o for n, o in enumerate(details.get("options", ()))}
        )
    if entity.component == "brightness":
        return Parameter("value", "亮度", unit="%", minimum=0, maximum=100)
    if entity.component == "number":
        low, high = details.get("min", 1), details.get("max", 100)
        decimals = 0 if float(details.get("step", 1)).is_integer() else 2
        return Parameter(
            "value", entity.name[:40], unit=entity.unit, decimals=decimals, minimum=low, maximum=high
        )
    return Parameter("value", "开关", "choice", labels={"0": "关", "1": "开"})


def addressed(entities: Sequence[Entity], code: str, params: Mapping[str, Any]) -> tuple[str, bytes]:
    """Topic and payload of a command. Raises DomainError when no entity of the device understands it."""
    for entity in entities:
        if entity.command_topic and (value := _wanted(entity, code, params)) is not None:
            return entity.command_topic, payload(entity, value)
    raise DomainError("这台设备没有报出可用的指令主题。")


def _wanted(entity: Entity, code: str, params: Mapping[str, Any]) -> float | None:
    """The value for this entity: by its own command, or by the thing model's 开关 and 调光."""
    if code == f"set_{entity.metric}"[:40]:
        return float(params["value"])
    if code == "switch" and entity.component in ("switch", "light"):
        return float(params["on"])
    return float(params["brightness"]) if code == "dim" and entity.component == "brightness" else None


def payload(entity: Entity, value: float) -> bytes:
    """The value as the entity wants to be told it."""
    details = entity.details
    if entity.component == "brightness":
        level = round(value / 100 * details.get("scale", BRIGHTEST))
        body = {"state": "ON", "brightness": level} if value else {"state": "OFF"}
        return (json.dumps(body) if details.get("json") else str(level)).encode()
    if entity.component == "select":
        text = details["options"][int(value)]
    elif entity.component == "number":
        text = f"{value:g}"
    else:
        text = details.get("on", "ON") if value else details.get("off", "OFF")
        if details.get("json"):
            return json.dumps({"state": text}).encode()
    template = details.get("template")
    return TEMPLATE_VALUE.sub(lambda _: text, template).encode() if template else text.encode()
