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

__all__ = [
    "ChargeCard",
    "ChargePoint",
    "ChargeSession",
    "Command",
    "Connector",
    "DayRollup",
    "Device",
    "DeviceType",
    "Entity",
    "HourRollup",
    "Incident",
    "IngestRun",
    "Latest",
    "Member",
    "MeterSample",
    "Outage",
    "Position",
    "Reading",
    "Refusal",
    "RollVersion",
    "Sequence",
    "Stale",
    "Tariff",
]
