"""The REST face of alerts."""

from linli.sections.alerts.routes import alerts, calm, duty, events, library, statistics, trial
from linli.sections.alerts.routes.base import router

__all__ = ["alerts", "calm", "duty", "events", "library", "router", "statistics", "trial"]
