"""The REST face of the section, mounted at /api/cases/."""

from linli.sections.cases.routes import (
    boards,
    callbacks,
    cases,
    categories,
    doors,
    mine,
    numbers,
    rules,
    sideroads,
    steps,
    supervise,
)
from linli.sections.cases.routes.base import router

__all__ = [
    "boards",
    "callbacks",
    "cases",
    "categories",
    "doors",
    "mine",
    "numbers",
    "router",
    "rules",
    "sideroads",
    "steps",
    "supervise",
]
