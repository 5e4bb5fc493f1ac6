"""The REST face of the administration section; each module adds its routes to the one router."""

from linli.sections.administration.routes import operations, privacy, residents, signin, users, webhooks
from linli.sections.administration.routes.router import router

__all__ = ["operations", "privacy", "residents", "router", "signin", "users", "webhooks"]
