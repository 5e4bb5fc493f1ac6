"""Who is asking: the actor behind a request, from a session cookie or an API key."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils import timezone

from linli.kernel.access.actor import ANONYMOUS, Actor, Grant, Kind
from linli.kernel.errors import Forbidden, NotFound, Unauthorized

if TYPE_CHECKING:
    from linli.kernel.models import User

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
TOUCH_KEY_SECONDS = 60


class Request(HttpRequest):
    """A request whose actor is known; routes annotate their first argument with it."""

    actor: Actor


def resolve(request: HttpRequest) -> Actor:
    """The actor behind the request, found once. Raises Unauthorized for a wrong key, Forbidden for a foreign form."""
    found: Actor | None = getattr(request, "actor", None)
    if found is None:
        bearer = request.headers.get("Authorization", "")
        found = (
            _by_key(bearer.removeprefix("Bearer ")) if bearer.startswith("Bearer ") else _by_session(request)
        )
        found = _narrowed(found, request.headers.get("X-Area", ""))
        cast(Request, request).actor = found
    return found


def resolve_key(request: HttpRequest, key: str) -> Actor:
    """The actor behind a key that came otherwise than in the Authorization header. Raises Unauthorized, TooMany."""
    found = _narrowed(_by_key(key), request.headers.get("X-Area", ""))
    cast(Request, request).actor = found
    return found


def actor_of(user: User, scopes: frozenset[str] | None = None) -> Actor:
    """The actor that a user is: one query for the roles held.

    Whoever gave a first password knows it: until it is changed, its user has no role.
    """
    held = user.holdings.values_list("role", "area_id", "area__path")
    grants = () if user.must_change_password else tuple(Grant(*holding) for holding in held)
    return Actor(user.pk, user.name, cast(Kind, user.kind), user.person_id, grants, scopes)


def hash_key(key: str) -> str:
    """What is stored of an API key: its SHA-256 (keys are random, so no slow hash is needed)."""
    return sha256(key.encode()).hexdigest()


def _by_session(request: HttpRequest) -> Actor:
    if request.method in UNSAFE:
        _refuse_foreign_origin(request)
    if not request.user.is_authenticated or not request.user.is_active:
        return ANONYMOUS
    if request.method in UNSAFE:
        _check_csrf(request)
    return actor_of(request.user)


def _by_key(key: str) -> Actor:
    from linli.kernel import metering
    from linli.kernel.models import ApiKey

    now = timezone.now()
    row = ApiKey.objects.select_related("user").filter(prefix=key[:12]).first()
    valid = row and hmac.compare_digest(row.secret_hash, hash_key(key)) and row.user.is_active
    if not row or not valid or row.revoked_at or (row.expires_at and row.expires_at <= now):
        raise Unauthorized("接口密钥无效、已停用或已过期。")
    metering.count(row)
    if not row.last_used_at or (now - row.last_used_at).total_seconds() > TOUCH_KEY_SECONDS:
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return actor_of(row.user, frozenset(row.scopes))


def _narrowed(actor: Actor, area_id: str) -> Actor:
    """The actor seen through the area switcher (header X-Area): the same roles on a smaller subtree."""
    from linli.kernel.models import Area

    if not area_id or not actor.grants:
        return actor
    path = (
        Area.objects.filter(pk=area_id).values_list("path", flat=True).first()
        if area_id.isascii() and area_id.isdigit()
        else None
    )
    grants = tuple(g for g in (_within(g, int(area_id), path) for g in actor.grants) if g) if path else ()
    if not grants:
        raise NotFound("所选区域不在您负责的范围内。")
    return Actor(actor.user_id, actor.name, actor.kind, actor.person_id, grants, actor.scopes)


def _within(grant: Grant, area_id: int, path: str) -> Grant | None:
    if grant.area_path.startswith(path):
        return grant
    return Grant(grant.role, area_id, path) if path.startswith(grant.area_path) else None


def _refuse_foreign_origin(request: HttpRequest) -> None:
    origin = request.headers.get("Origin")
    if origin and origin.split("://")[-1] != request.get_host():
        raise Forbidden("请求来自别的网站，已拒绝。")


def _check_csrf(request: HttpRequest) -> None:
    from ninja.utils import check_csrf

    if check_csrf(request) is not None:
        raise Forbidden("页面已过期，请刷新后重试。")
