"""Bulletins for their writers, and those that run now for a screen."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.insight.models import Bulletin

SHOWN = 30


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
    return rows.filter(wanted[status]) if status else rows


def notices_tile(actor: Actor) -> dict[str, Any]:
    """The notices that run now on the screen's areas: their own and those of the areas around them."""
    now = timezone.now()
    paths = actor.paths("insight.screen.read")
    around = {int(part) for path in paths for part in path.strip("/").split("/")}
    within = Q(area_id__in=around)
    for path in paths:
        within |= Q(area__path__startswith=path)
    running = Bulletin.objects.filter(within, withdrawn_at=None, starts_at__lte=now, ends_at__gt=now)
    return {
        "items": [
            {"text": b.text, "kind": Bulletin.Kind(b.kind).label}
            for b in running.order_by("starts_at", "pk")[:SHOWN]
        ]
    }
