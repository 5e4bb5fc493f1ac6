"""Tables of the devices section."""

from linli.sections.devices.models.charging import (
    ChargeCard,
    ChargePoint,
    ChargeSession,
    Connector,
    MeterSample,
    Tariff,
)
from linli.sections.devices.models.command import Command
from linli.sections.devices.models.device import Device, IngestRun, Outage, RollVersion
from linli.sections.devices.models.discovery import Entity
from linli.sections.devices.models.lighting import Lamp, LampEnergy, LampGroup
from linli.sections.devices.models.locker import CourierPass, LockerCell, LockerGuard, Parcel, ParcelNote
from linli.sections.devices.models.requests import MachineRequest
from linli.sections.devices.models.telemetry import (
    DayRollup,
    HourRollup,
    Incident,
    Latest,
    Position,
    Reading,
    Refusal,
    Sequence,
    Stale,
)
from linli.sections.devices.models.things import DeviceType, Member
from linli.sections.devices.models.water import Dispenser, FilterChange, WaterCard, WaterDraw, WaterEntry

__all__ = [
    "ChargeCard",
    "ChargePoint",
    "ChargeSession",
    "Command",
    "Connector",
    "CourierPass",
    "DayRollup",
    "Device",
    "DeviceType",
    "Dispenser",
    "Entity",
    "FilterChange",
    "HourRollup",
    "Incident",
    "IngestRun",
    "Lamp",
    "LampEnergy",
    "LampGroup",
    "Latest",
    "LockerCell",
    "LockerGuard",
    "MachineRequest",
    "Member",
    "MeterSample",
    "Outage",
    "Parcel",
    "ParcelNote",
    "Position",
    "Reading",
    "Refusal",
    "RollVersion",
    "Sequence",
    "Stale",
    "Tariff",
    "WaterCard",
    "WaterDraw",
    "WaterEntry",
]
