"""The REST face of elder care."""

from linli.sections.eldercare.routes import elders
from linli.sections.eldercare.routes.base import router

__all__ = ["elders", "router"]
