"""Silences, inhibition rules, and who was told of an alert."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.alerts.models import Alert, Inhibition, Notification, Silence

READ = "alerts.silence.read"
SHOWN = 200


def silences(actor: Actor, past: bool = False) -> list[Silence]:
    """Silences of the actor's areas that hold or will hold, or the last ones that are over."""
    rows = visible(Silence.objects.select_related("area", "kind", "device", "author"), actor, READ)
    now = timezone.now()
    rows = (
        rows.filter(lifted_at=None, ends_at__gt=now)
        if not past
        else rows.exclude(lifted_at=None, ends_at__gt=now)
    )
    return list(rows[:SHOWN])


def inhibitions() -> QuerySet[Inhibition]:
    """What hides what; it holds nothing of any area."""
    return Inhibition.objects.select_related("cause", "hidden").order_by(
        "cause__code", "hidden__code", "reach"
    )


def notifications_of(alert: Alert) -> list[Notification]:
    """Who was told of the alert's group, by which channel, and whether it arrived; without phone numbers."""
    if alert.group_id is None:
        return []
    return list(Notification.objects.filter(group_id=alert.group_id).defer("phone", "text"))
