"""The gate of a route: a declared permission, checked before anything of the request is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from linli.kernel.access.resolve import resolve
from linli.kernel.errors import Unauthorized

PUBLIC = "public"
LOGGED_IN = "logged-in"


@dataclass(frozen=True)
class Gate:
    """Lets a request through, with `request.actor` set, or raises Unauthorized or Forbidden."""

    permission: str

    def __call__(self, request: HttpRequest) -> bool:
        """Called by ninja as the route's authentication."""
        actor = resolve(request)
        if self.permission == PUBLIC:
            return True
        if not actor.known:
            raise Unauthorized
        if self.permission != LOGGED_IN:
            actor.require(self.permission)
        return True
