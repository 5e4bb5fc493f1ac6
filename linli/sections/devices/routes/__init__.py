"""The REST face of the section, mounted at /api/devices/."""

from linli.sections.devices.routes import commands, devices, incoming, types
from linli.sections.devices.routes.base import router

__all__ = ["commands", "devices", "incoming", "router", "types"]
