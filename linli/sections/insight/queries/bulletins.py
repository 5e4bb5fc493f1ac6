"""Bulletins for their writers, and the playlist (节目单) for a screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.sections.insight.models import Bulletin

MANAGE = "insight.bulletin.manage"
SHOWN = 60
AHEAD = dt.timedelta(days=7)
"""A screen without a network goes on with what was planned for so long."""


def bulletins(actor: Actor, status: str = "") -> QuerySet[Bulletin]:
    """The bulletins of the actor's areas, newest first; `status` is waiting, running, over or withdrawn."""
    rows = visible(Bulletin.objects.select_related("area", "written_by"), actor, "insight.bulletin.read")
    now = timezone.now()
    wanted = {
        "withdrawn": Q(withdrawn_at__isnull=False),
        "waiting": Q(withdrawn_at=None, starts_at__gt=now),
        "running": Q(withdrawn_at=None, starts_at__lte=now, ends_at__gt=now),
        "over": Q(withdrawn_at=None, ends_at__lte=now),
    }
    found = rows.filter(wanted[status]) if status else rows
    return found.order_by("withdrawn_at", "order", "-starts_at", "-pk")


def notices_tile(actor: Actor) -> dict[str, Any]:
    """The playlist of the screen's areas: their own notices and those of the areas around them."""
    return {"items": playlist(actor, "insight.screen.read")}


def playlist(actor: Actor, permission: str) -> list[dict[str, Any]]:
    """What is shown now or within a week, in order; the screen itself keeps the hours, also without a network."""
    now = timezone.now()
    coming = Bulletin.objects.filter(withdrawn_at=None, starts_at__lt=now + AHEAD, ends_at__gt=now)
    rows = around(coming.select_related("area"), actor, permission).order_by("order", "starts_at", "pk")[
        :SHOWN
    ]
    return [_item(bulletin, now, actor.can(MANAGE, bulletin.area)) for bulletin in rows]


def _item(bulletin: Bulletin, now: dt.datetime, own: bool) -> dict[str, Any]:
    return {
        "id": bulletin.pk,
        "kind": Bulletin.Kind(bulletin.kind).label,
        "text": bulletin.text,
        "starts_at": bulletin.starts_at,
        "ends_at": bulletin.ends_at,
        "weekdays": bulletin.weekdays,
        "from_time": bulletin.from_time.strftime("%H:%M") if bulletin.from_time else None,
        "to_time": bulletin.to_time.strftime("%H:%M") if bulletin.to_time else None,
        "seconds": bulletin.seconds,
        "on_air": bulletin.on_air(now),
        "own": own,
    }
