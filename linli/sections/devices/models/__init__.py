"""Tables of the devices section."""

from linli.sections.devices.models.device import Device, IngestRun, Outage, RollVersion
from linli.sections.devices.models.discovery import Entity
from linli.sections.devices.models.telemetry import Latest, Reading, Refusal, Sequence
from linli.sections.devices.models.things import DeviceType, Member

__all__ = [
    "Device",
    "DeviceType",
    "Entity",
    "IngestRun",
    "Latest",
    "Member",
    "Outage",
    "Reading",
    "Refusal",
    "RollVersion",
    "Sequence",
]
