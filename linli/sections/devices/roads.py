"""The road of a command to its device: to whom it is told, on which line, in which words."""

from __future__ import annotations

import json
from typing import NamedTuple

from linli.sections.devices.models import Command


class Road(NamedTuple):
    """Arguments of `telemetry.tell`, and whether the device answers."""

    number: str
    kind: str
    payload: bytes
    line: str
    answered: bool


def road_of(command: Command) -> Road:
    """A device is told on its own line; `{"id": 7, "code": "switch", "params": {"on": 1}}`."""
    params = {**command.params, **(json.loads(command.sealed) if command.sealed else {})}
    body = {"id": command.pk, "code": command.code, "params": params}
    device = command.device
    return Road(device.number, "commands", json.dumps(body, ensure_ascii=False).encode(), device.line, True)
