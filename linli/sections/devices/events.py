"""What happened to devices, told to other sections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class DeviceRegistered(Event):
    """A device was put into the register."""

    device_id: int
    number: str
    type_code: str
    area_id: int


@dataclass(frozen=True)
class DeviceRetired(Event):
    """A device was taken out of use."""

    device_id: int
    number: str
    area_id: int


@dataclass(frozen=True)
class DeviceWentOffline(Event):
    """A device has not been heard for longer than its type allows."""

    device_id: int
    number: str
    type_code: str
    area_id: int
    last_seen_at: dt.datetime


@dataclass(frozen=True)
class DeviceCameBack(Event):
    """A device that was offline has been heard again."""

    device_id: int
    number: str
    type_code: str
    area_id: int
    seen_at: dt.datetime


@dataclass(frozen=True)
class CommandEnded(Event):
    """A command to a device has ended: `ok` when the device did it."""

    command_id: int
    device_id: int
    ok: bool


@dataclass(frozen=True)
class ChargingEnded(Event):
    """A charging session has its bill (in 分)."""

    session_id: int
    device_id: int
    area_id: int
    cost_fen: int


@dataclass(frozen=True)
class LampFaultFound(Event):
    """A lamp does not do what it was told: `fault` is a `Lamp.Fault`, `words` what a person reads."""

    device_id: int
    area_id: int
    fault: str
    words: str
    at: dt.datetime


@dataclass(frozen=True)
class LampFaultEnded(Event):
    """A lamp does what it is told again."""

    device_id: int
    area_id: int
    at: dt.datetime
