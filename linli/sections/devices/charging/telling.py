"""What a pile's messages tell the pipeline: values of the thing model of the type “charger”."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from linli.sections.devices.charging.words import LEVELS
from linli.sections.devices.models import Connector

Told = tuple[str, bytes]
HEARTBEAT: Told = ("heartbeat", b"")
ORDER = (3, 2, 1, 0, 4)
"""Which connector speaks for the pile: a broken one first, a switched-off one last."""


def status(connectors: Sequence[Connector], at: dt.datetime) -> Told:
    """The pile's status: that of its most telling connector."""
    levels = {LEVELS[c.status] for c in connectors if c.number or c.status in ("Faulted", "Unavailable")}
    level = next((one for one in ORDER if one in levels), 0)
    return readings({"status": float(level)}, at)


def meters(connectors: Sequence[Connector], at: dt.datetime) -> Told:
    """Power and register of all connectors together (the whole pile's own, if it has none), the hottest temperature."""
    parts = [c for c in connectors if c.number] or list(connectors)
    values = {"power": round(sum(c.power_w for c in parts), 1)}
    if known := [c.register_wh for c in parts if c.register_wh is not None]:
        values["energy"] = sum(known) / 1000
    if heats := [c.temperature for c in connectors if c.temperature is not None]:
        values["temperature"] = max(heats)
    return readings(values, at)


def readings(values: dict[str, float], at: dt.datetime) -> Told:
    """Values measured at a time."""
    return "readings", json.dumps({"v": values, "t": int(at.timestamp() * 1000)}).encode()


def event(code: str, at: dt.datetime) -> Told:
    """An event."""
    return "events", json.dumps({"e": code, "t": int(at.timestamp() * 1000)}).encode()
