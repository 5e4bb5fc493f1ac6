"""The REST face of alerts."""

from linli.sections.alerts.routes import alerts, calm, duty, events, fences, library, statistics, trial
from linli.sections.alerts.routes.base import router

__all__ = ["alerts", "calm", "duty", "events", "fences", "library", "router", "statistics", "trial"]
