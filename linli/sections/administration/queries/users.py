"""Users, the roles they hold, and the keys of outside systems: only those within the actor's areas."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from linli.kernel.access import ROLES, SCREEN, Actor, roles_with
from linli.kernel.discovery import permissions, sections
from linli.kernel.errors import Forbidden, NotFound
from linli.kernel.models import ApiKey, ApiUsage, Area, RoleHolding, User
from linli.kernel.privacy import masked
from linli.sections.administration.schemas.users import UserFilters
from linli.sections.administration.services import totp
from linli.sections.administration.services.users import may_give, require_may_edit

READ = "administration.user.read"
MANAGE = "administration.user.manage"
KEYS = "administration.apikey.manage"
SCREENS = "administration.screen.manage"


def users(actor: Actor, filters: UserFilters) -> QuerySet[User]:
    """Users who hold a role within the actor's areas, filtered."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), area__in=actor.areas(READ).values("pk"))
    if filters.role:
        held = held.filter(role=filters.role)
    if filters.area_id:
        path = actor.areas(READ).filter(pk=filters.area_id).values_list("path", flat=True).first()
        held = held.filter(area__path__startswith=path or "?")
    rows = User.objects.filter(Exists(held)).prefetch_related("holdings__area")
    if filters.q:
        rows = rows.filter(Q(username__icontains=filters.q) | Q(name__icontains=filters.q))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.is_active is not None:
        rows = rows.filter(is_active=filters.is_active)
    return rows


def user(actor: Actor, user_id: int, permission: str = READ) -> User:
    """One user who holds a role within the actor's areas. Raises NotFound."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), area__in=actor.areas(permission).values("pk"))
    found = User.objects.filter(Exists(held), pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def user_row(row: User) -> dict[str, Any]:
    """A user as the list shows it."""
    return {
        "id": row.pk,
        "username": row.username,
        "name": row.name,
        "kind_title": row.get_kind_display(),
        "phone": masked(row, "phone"),
        "roles": [f"{h.area.name}·{ROLES[h.role].title}" for h in row.holdings.all()],
        "is_active": row.is_active,
        "last_login": row.last_login,
    }


def user_detail(actor: Actor, row: User) -> dict[str, Any]:
    """One user with the roles held within the actor's areas, and whether the actor may change the account."""
    reach = set(actor.areas(READ).values_list("pk", flat=True))
    holdings = [h for h in row.holdings.select_related("area") if h.area_id in reach]
    return {
        **user_row(row),
        "kind": row.kind,
        "created_at": row.created_at,
        "roles": [f"{h.area.name}·{ROLES[h.role].title}" for h in holdings],
        "has_second_factor": totp.enabled(row),
        "holdings": [_holding(actor, h) for h in holdings],
        "editable": _editable(actor, row),
    }


def holding(actor: Actor, user_id: int, holding_id: int) -> RoleHolding:
    """A role held within the actor's areas. Raises NotFound."""
    rows = RoleHolding.objects.select_related("area", "user").filter(pk=holding_id, user_id=user_id)
    found = rows.filter(area__in=actor.areas(MANAGE).values("pk")).first()
    if found is None:
        raise NotFound
    return found


def area(actor: Actor, permission: str, area_id: int) -> Area:
    """An area on which the actor holds the permission. Raises NotFound."""
    found = actor.areas(permission).filter(pk=area_id).first()
    if found is None:
        raise NotFound("没有这个区域，或不在您负责的范围内。")
    return found


def givable(actor: Actor) -> list[dict[str, Any]]:
    """The roles the actor may give, area by area."""
    found = []
    for place in actor.areas(MANAGE)[:500]:
        roles = [r for r in ROLES.values() if may_give(actor, r.key, place)]
        if roles:
            titles = [{"key": r.key, "title": r.title, "rank": r.rank} for r in roles]
            found.append({"area_id": place.pk, "area_name": place.name, "roles": titles})
    return found


def _holding(actor: Actor, row: RoleHolding) -> dict[str, Any]:
    return {
        "id": row.pk,
        "role": row.role,
        "title": ROLES[row.role].title,
        "area_id": row.area_id,
        "area_name": row.area.name,
        "since": row.since,
        "mine_to_take": may_give(actor, row.role, row.area),
    }


def _editable(actor: Actor, row: User) -> bool:
    try:
        require_may_edit(actor, row)
    except Forbidden:
        return False
    return True


def scopes(role: str) -> list[dict[str, Any]]:
    """The permissions that a key with that role may be given."""
    return [
        {"id": p.id, "title": p.title, "section": section.title}
        for section in sections()
        for p in section.permissions
        if role in roles_with(p.id)
    ]


def known_scopes(role: str) -> set[str]:
    """The permission ids of `scopes`."""
    return {p for p in permissions() if role in roles_with(p)}


def keys(actor: Actor, *, screens: bool) -> QuerySet[ApiKey]:
    """Keys whose role lies within the actor's areas; screens apart from outside systems."""
    reach = actor.areas(SCREENS if screens else KEYS).values("pk")
    today = timezone.localtime().strftime("%Y-%m-%d")
    used = ApiUsage.objects.filter(key=OuterRef("pk"), window=today).values("count")[:1]
    held = RoleHolding.objects.filter(user=OuterRef("user"), area__in=reach)
    rows = ApiKey.objects.filter(Exists(held)).select_related("user").prefetch_related("user__holdings__area")
    rows = rows.annotate(used_today=Subquery(used, output_field=IntegerField()))
    screen = RoleHolding.objects.filter(user=OuterRef("user"), role=SCREEN)
    return (rows.filter(Exists(screen)) if screens else rows.exclude(Exists(screen))).order_by("-pk")


def key(actor: Actor, key_id: int, *, screens: bool) -> ApiKey:
    """One key within the actor's areas. Raises NotFound."""
    found = keys(actor, screens=screens).filter(pk=key_id).first()
    if found is None:
        raise NotFound
    return found


def key_row(row: ApiKey) -> dict[str, Any]:
    """A key as the list shows it."""
    held = row.user.holdings.all()[0]
    return {
        "id": row.pk,
        "title": row.title,
        "prefix": row.prefix,
        "role": ROLES[held.role].title,
        "area_name": held.area.name,
        "scopes": row.scopes,
        "per_minute": row.per_minute,
        "per_day": row.per_day,
        "used_today": getattr(row, "used_today", None) or 0,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "last_used_at": row.last_used_at,
        "state": _key_state(row, timezone.now()),
    }


def _key_state(row: ApiKey, now: dt.datetime) -> str:
    if row.revoked_at:
        return "已停用"
    return "已过期" if row.expires_at and row.expires_at <= now else "有效"
