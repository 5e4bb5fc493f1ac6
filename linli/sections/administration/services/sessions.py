"""Signed-in browsers (登录设备): opened at login, listed for their owner, ended one by one or all."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import User
from linli.sections.administration.models import LoginSession
from linli.sections.administration.services.places import home_area

SEEN_EVERY = dt.timedelta(minutes=1)


@transaction.atomic
def note_opened(
    *, actor: Actor, user: User, session_key: str, method: str, device: str, address: str
) -> None:
    """Remembers a fresh session, writes the login to the audit trail."""
    LoginSession.objects.update_or_create(
        session_key=session_key,
        defaults={"user": user, "method": method, "device": device, "address": address or None},
    )
    audit.record(
        actor, "administration.login.succeeded", target=user, area=home_area(user), detail={"method": method}
    )


def note_seen(session_key: str) -> None:
    """The browser is alive; written at most once a minute."""
    now = timezone.now()
    stale = LoginSession.objects.filter(session_key=session_key, last_seen_at__lt=now - SEEN_EVERY)
    if session_key and stale.exists():
        stale.update(last_seen_at=now)


@transaction.atomic
def end_session(*, actor: Actor, user: User, session_id: int) -> None:
    """Ends one of one's own sessions. Raises NotFound for somebody else's."""
    row = LoginSession.objects.filter(user=user, pk=session_id).first()
    if row is None:
        raise NotFound
    _end(row)
    audit.record(actor, "administration.session.ended", target=user, area=home_area(user))


@transaction.atomic
def end_others(*, actor: Actor, user: User, keep: str) -> int:
    """Ends all of one's sessions but the one in use. Returns how many."""
    rows = list(LoginSession.objects.filter(user=user).exclude(session_key=keep))
    for row in rows:
        _end(row)
    audit.record(
        actor,
        "administration.session.others_ended",
        target=user,
        area=home_area(user),
        detail={"count": len(rows)},
    )
    return len(rows)


def end_all(user: User) -> None:
    """Ends every session of an account, as when it is disabled."""
    for row in LoginSession.objects.filter(user=user):
        _end(row)


def forget(session_key: str) -> None:
    """The browser logged out by itself."""
    LoginSession.objects.filter(session_key=session_key).delete()


def drop_dead() -> int:
    """Removes rows whose Django session has ended or run out. Returns how many."""
    dead = [row.pk for row in LoginSession.objects.all() if not _alive(row.session_key)]
    LoginSession.objects.filter(pk__in=dead).delete()
    return len(dead)


def _alive(session_key: str) -> bool:
    return SESSION_KEY in SessionStore(session_key=session_key).load()


def _end(row: LoginSession) -> None:
    SessionStore(session_key=row.session_key).delete()
    row.delete()


def rename(old: str, new: str) -> None:
    """The same browser under a new session key."""
    LoginSession.objects.filter(session_key=old).update(session_key=new)
