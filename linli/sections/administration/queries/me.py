"""Who is asking: actor, roles, areas and permissions, for the three faces."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token

from linli.kernel.access import RELATIVE, RESIDENT, ROLES, SCREEN, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.discovery import permissions
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.ports import port
from linli.sections.administration.services import totp

MOST_AREAS = 500


def me(request: HttpRequest, user: User, actor: Actor | None = None) -> dict[str, Any]:
    """The answer to “who am I”; `actor` may be narrowed to one area, the roles and areas are always all."""
    acting = actor or actor_of(user)
    holdings = list(user.holdings.select_related("area"))
    return {
        "user_id": user.pk,
        "name": user.name,
        "kind": user.kind,
        "person_id": user.person_id,
        "face": face(holdings),
        "roles": [_role(h) for h in holdings],
        "areas": areas_of(actor_of(user)),
        "permissions": sorted(p for p in permissions() if acting.can(p)),
        "must_change_password": user.must_change_password,
        "has_second_factor": totp.enabled(user),
        "demo": bool(getattr(port("sms"), "demo", False)),
        "csrf": get_token(request),
    }


def face(holdings: list[RoleHolding]) -> str:
    """The face that fits the roles: console, resident or screen."""
    roles = {h.role for h in holdings}
    if roles == {SCREEN}:
        return "screen"
    return "resident" if roles and roles <= {RESIDENT, RELATIVE} else "console"


def areas_of(actor: Actor) -> list[dict[str, Any]]:
    """The areas that the actor's roles reach, outermost first, at most 500."""
    paths = {g.area_path for g in actor.grants}
    outer = [p for p in paths if not any(p != q and p.startswith(q) for q in paths)]
    rows = [a for p in sorted(outer) for a in Area.objects.filter(path__startswith=p)[:MOST_AREAS]]
    return [area_out(a) for a in rows[:MOST_AREAS]]


def area_out(area: Area) -> dict[str, Any]:
    """An area for the switcher and for choosing."""
    return {
        "id": area.pk,
        "name": area.name,
        "kind": area.kind,
        "kind_title": area.get_kind_display(),
        "parent_id": area.parent_id,
        "depth": area.path.count("/") - 2,
    }


def _role(holding: RoleHolding) -> dict[str, Any]:
    title = ROLES[holding.role].title if holding.role in ROLES else holding.role
    return {
        "role": holding.role,
        "title": title,
        "area_id": holding.area_id,
        "area_name": holding.area.name,
    }
