"""The REST face of outreach."""

from linli.sections.outreach.routes import (
    answers,
    broadcasts,
    campaigns,
    eligibility,
    emergencies,
    matters,
    mynotices,
    notices,
    rounds,
    zones,
)
from linli.sections.outreach.routes.base import router

__all__ = [
    "answers",
    "broadcasts",
    "campaigns",
    "eligibility",
    "emergencies",
    "matters",
    "mynotices",
    "notices",
    "rounds",
    "router",
    "zones",
]
