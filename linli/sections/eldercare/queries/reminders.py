"""Reminders, and each time one was due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.eldercare.models import Elder, Reminder, Ring
from linli.sections.eldercare.reach import BY_ELDER

MANAGE, OWN = "eldercare.reminder.manage", "eldercare.reminder.own"
State = Ring.State
OPEN_DAYS = 3


def reminders(actor: Actor, elder_id: int | None = None) -> QuerySet[Reminder]:
    """Reminders of the actor's elders, next first."""
    rows = Reminder.objects.select_related("elder__person", "device")
    rows = visible(rows, actor, MANAGE, BY_ELDER).order_by("-active", "next_at", "pk")
    return rows.filter(elder=elder_id) if elder_id else rows


def rings(actor: Actor, state: str = "") -> QuerySet[Ring]:
    """What was said to the actor's elders, newest first."""
    rows = Ring.objects.select_related("reminder", "elder__person")
    rows = visible(rows, actor, MANAGE, BY_ELDER).order_by("-due_at", "-pk")
    return rows.filter(state=state) if state else rows


def missed_count(actor: Actor) -> int:
    """Reminders of the last day that nobody confirmed, or that could not be delivered."""
    since = timezone.now() - dt.timedelta(days=1)
    rows = Ring.objects.filter(state__in=(State.MISSED, State.FAILED), due_at__gte=since)
    return visible(rows, actor, MANAGE, BY_ELDER).count()


def own_rings(elder: Elder) -> QuerySet[Ring]:
    """Today's reminders of one elder and those of the last days that still want an answer, newest first."""
    now = timezone.now()
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Ring.objects.select_related("reminder").filter(
        elder=elder, due_at__gte=since - dt.timedelta(days=1)
    )
    return rows.exclude(state=State.STALE).order_by("-due_at", "-pk")


def own_reminders(elder: Elder) -> QuerySet[Reminder]:
    """What the elder is reminded of, next first."""
    return Reminder.objects.filter(elder=elder, active=True, next_at__isnull=False).order_by("next_at", "pk")


def missed_of(elder: Elder) -> list[dict[str, Any]]:
    """What the elder did not confirm in the last three days, for relatives who may know it."""
    since = timezone.now() - dt.timedelta(days=OPEN_DAYS)
    rows = Ring.objects.select_related("reminder").filter(elder=elder, state=State.MISSED, due_at__gte=since)
    return [{"at": row.due_at, "text": row.reminder.text} for row in rows.order_by("-due_at")]
