"""Keys of outside systems and of wall screens (接口密钥, 大屏密钥): shown once, stored as a hash."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SCREEN, Actor
from linli.kernel.access.resolve import hash_key
from linli.kernel.errors import Conflict, DomainError, Forbidden, Unauthorized
from linli.kernel.models import ApiKey, Area, RoleHolding, User
from linli.sections.administration.queries.users import KEYS, SCREENS, known_scopes
from linli.sections.administration.services import throttle
from linli.sections.administration.services.users import may_give

PREFIX = "lk_"
SECRET_BYTES = 24


@transaction.atomic
def make_key(
    *,
    actor: Actor,
    title: str,
    area: Area,
    role: str,
    scopes: list[str],
    per_minute: int,
    per_day: int,
    days: int | None,
) -> tuple[ApiKey, str]:
    """A key that acts with `role` on `area`, narrowed to `scopes`. Returns it and its text, shown this once.

    Raises Forbidden for a role one may not give, DomainError for permissions beyond the role's or one's own.
    """
    actor.require(KEYS, area)
    if role == SCREEN or not may_give(actor, role, area):
        raise Forbidden(f"您不能在“{area.name}”发放这个角色的密钥。")
    _check_scopes(actor, role, set(scopes), area)
    row, text = _issue(title, area, role, sorted(set(scopes)), per_minute, per_day, days)
    audit.record(
        actor,
        "administration.apikey.created",
        target=row,
        area=area,
        detail={"title": title, "role": role, "scopes": row.scopes},
    )
    return row, text


def _check_scopes(actor: Actor, role: str, scopes: set[str], area: Area) -> None:
    beyond = sorted(scopes - known_scopes(role))
    if beyond:
        raise DomainError(
            "有的权限超出了这个角色。", fields={"scopes": f"此角色没有这些权限：{'、'.join(beyond[:5])}"}
        )


@transaction.atomic
def make_screen(*, actor: Actor, title: str, area: Area, days: int | None) -> tuple[ApiKey, str]:
    """A wall screen and its key, shown this once; it may see the tiles of its area and nothing personal."""
    actor.require(SCREENS, area)
    row, text = _issue(title, area, SCREEN, sorted(known_scopes(SCREEN)), 600, 500_000, days)
    audit.record(actor, "administration.screen.created", target=row, area=area, detail={"title": title})
    return row, text


@transaction.atomic
def revoke(*, actor: Actor, key: ApiKey) -> None:
    """Ends a key for good; the browsers signed in with it are signed out. Raises Conflict when already ended."""
    ended = ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    if not ended:
        raise Conflict("这个密钥已经停用。")
    from linli.sections.administration.services import sessions

    sessions.end_all(key.user)
    key.user.is_active = False
    key.user.save(update_fields=["is_active"])
    holding = key.user.holdings.select_related("area").first()
    area = holding.area if holding else None
    audit.record(actor, "administration.apikey.revoked", target=key, area=area, detail={"title": key.title})


def check_screen(*, key: str, address: str) -> User:
    """The screen user behind a key. Raises Unauthorized or TooMany."""
    throttle.take(throttle.SCREEN, address)
    now, text = timezone.now(), key.strip()
    row = ApiKey.objects.select_related("user").filter(prefix=text[:12], revoked_at__isnull=True).first()
    good = row is not None and secrets.compare_digest(row.secret_hash, hash_key(text)) and row.user.is_active
    if row is None or not good or (row.expires_at and row.expires_at <= now):
        raise Unauthorized("大屏密钥无效、已停用或已过期，请到“平台管理 → 大屏密钥”重新生成。")
    if not row.user.holdings.filter(role=SCREEN).exists():
        raise Unauthorized("这不是大屏密钥。")
    throttle.give_back(throttle.SCREEN, address)
    ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return row.user


def _issue(
    title: str, area: Area, role: str, scopes: list[str], per_minute: int, per_day: int, days: int | None
) -> tuple[ApiKey, str]:
    text = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    user = User.objects.create_user(f"key-{secrets.token_hex(6)}", name=title, kind=User.Kind.SERVICE)
    RoleHolding.objects.create(user=user, role=role, area=area)
    row = ApiKey.objects.create(
        user=user,
        title=title,
        prefix=text[:12],
        secret_hash=hash_key(text),
        scopes=scopes,
        per_minute=per_minute,
        per_day=per_day,
        expires_at=timezone.now() + dt.timedelta(days=days) if days else None,
    )
    return row, text
