"""The REST face of the section, mounted at /api/cases/."""

from linli.sections.cases.routes import cases, categories, mine, steps
from linli.sections.cases.routes.base import router

__all__ = ["cases", "categories", "mine", "router", "steps"]
