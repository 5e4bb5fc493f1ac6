"""The REST face of the section, mounted at /api/devices/."""

from linli.sections.devices.routes import (
    charging,
    commands,
    devices,
    incoming,
    lighting,
    lockers,
    types,
    wall,
    water,
)
from linli.sections.devices.routes.base import router

__all__ = [
    "charging",
    "commands",
    "devices",
    "incoming",
    "lighting",
    "lockers",
    "router",
    "types",
    "wall",
    "water",
]
