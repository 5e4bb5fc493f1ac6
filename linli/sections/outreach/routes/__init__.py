"""The REST face of outreach."""

from linli.sections.outreach.routes.base import router

__all__ = ["router"]
