"""The REST face of outreach."""

from linli.sections.outreach.routes import answers, broadcasts, zones
from linli.sections.outreach.routes.base import router

__all__ = ["answers", "broadcasts", "router", "zones"]
