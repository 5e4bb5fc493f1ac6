"""The REST face of elder care."""

from linli.sections.eldercare.routes import (
    cabinets,
    elders,
    exchange,
    family,
    guard,
    health,
    kin,
    medicine,
    reminders,
    visits,
)
from linli.sections.eldercare.routes.base import router

__all__ = [
    "cabinets",
    "elders",
    "exchange",
    "family",
    "guard",
    "health",
    "kin",
    "medicine",
    "reminders",
    "router",
    "visits",
]
