"""The REST face of elder care."""

from linli.sections.eldercare.routes.base import router

__all__ = ["router"]
