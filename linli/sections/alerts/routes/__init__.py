"""The REST face of alerts."""

from linli.sections.alerts.routes import alerts, events, library
from linli.sections.alerts.routes.base import router

__all__ = ["alerts", "events", "library", "router"]
