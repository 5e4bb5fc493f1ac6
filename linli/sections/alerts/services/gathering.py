"""What becomes of new alerts (归并): silent, hidden by a cause, held back as flapping, or told together with their like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.access import SYSTEM
from linli.sections.alerts.models import Alert, AlertEntry, AlertGroup
from linli.sections.alerts.services import calming, hiding, silencing
from linli.sections.alerts.services.notifying import (
    flush_at,
    new_group,
    notify_at_once,
    per_severity,
    put_into,
    schedule,
)
from linli.sections.alerts.services.recording import record
from linli.sections.alerts.services.telling import in_turn

LOT = 100
"""So many in one transaction: a cry for help never waits long behind it."""


def take_in_new(lot: int = LOT, *, wait: bool = True) -> int:
    """The durable job that records and looks at every alert nobody has looked at, oldest first, in few statements.

    Whoever cannot `wait` for others that tell orders it instead.
    """
    with transaction.atomic():
        if not in_turn(wait=wait):
            jobs.enqueue(take_in_new)
            return 0
        rows = Alert.objects.select_for_update(of=("self",), skip_locked=True).select_related(
            "kind", "area", "device"
        )
        fresh = list(rows.filter(recorded=False).order_by("pk")[:lot])
        unseen = rows.filter(status=Alert.Status.OPEN, group=None, inhibited_by=None, silenced_by=None)
        alerts = list(unseen.order_by("pk")[:lot])
        _take_in(alerts)
        record(actor=SYSTEM, alerts=fresh)
        if lot in (len(fresh), len(alerts)):
            jobs.enqueue(take_in_new)
    return len(alerts)


@transaction.atomic
def tell_again(*, alert_ids: Sequence[int]) -> None:
    """Alerts that outlasted their cause or their silence are taken in like new ones."""
    in_turn()
    Alert.objects.filter(pk__in=alert_ids).update(inhibited_by=None, silenced_by=None)
    rows = Alert.objects.select_for_update(of=("self",)).select_related("kind", "area", "device")
    _take_in(list(rows.filter(pk__in=alert_ids, status=Alert.Status.OPEN, group=None).order_by("pk")))


def look_after() -> None:
    """What only the clock brings: causes and silences that are over, held alerts that stayed quiet, and the forgotten."""
    again = [*hiding.outlasting(), *silencing.awake()]
    if again:
        tell_again(alert_ids=again)
    for alert_id in calming.over():
        calming.close_held(alert_id=alert_id)
    take_in_new()


def _take_in(alerts: Sequence[Alert]) -> None:
    """In this order: silences, causes, those that must be told at once, flapping, groups."""
    silences, causes = silencing.covering_all(alerts), hiding.causes_of(alerts)
    before = calming.predecessors(alerts)
    under: dict[Alert, list[Alert]] = defaultdict(list)
    loose: list[Alert] = []
    for alert in alerts:
        if silence := silences.get(alert.pk):
            silencing.fall_silent(alert, silence)
        elif cause := causes.get(alert.pk):
            under[cause].append(alert)
        elif alert.kind.immediate:
            notify_at_once(alert)
        elif not _merged(alert, before.get((alert.source, alert.kind_id))):
            loose.append(alert)
    for cause, hidden in under.items():
        hiding.hide(hidden, cause)
    _join(loose)
    for alert in hiding.possible_causes(alerts):
        hiding.hide_consequences(alert)


def _merged(alert: Alert, before: Alert | None) -> bool:
    """Counts a quick return; one that returns too often stays with the group it had, without being told again."""
    if before is None:
        return False
    alert.flaps = before.flaps + 1
    alert.save(update_fields=["flaps"])
    group = before.group
    if group is None or group.told_at is None or not calming.flapping(alert):
        return False
    put_into(group, [alert], group.told_at, before.addressed_to_id)
    note = f"抖动中，已合并 {alert.flaps} 次，不再重复通知"
    AlertEntry.objects.create(alert=alert, actor_name=SYSTEM.name, verb="flapping", note=note)
    schedule(group, timezone.now())
    return True


def _join(alerts: Sequence[Alert]) -> None:
    """Puts alerts of one kind and place into the group that still takes in more, or into a new one."""
    places: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        places[_key(alert)].append(alert)
    now = timezone.now()
    for key, together in places.items():
        group = AlertGroup.objects.filter(key=key).order_by("-pk").first()
        if group is None or not _joinable(group, now):
            group = new_group(max(together, key=lambda alert: alert.severity), key)
            flush_at(group, now + per_severity("alerts.group_wait_s", group.severity))
        elif group.told_at and group.flush_at is None:
            flush_at(group, group.joinable_until or now)
        put_into(group, together)


def _joinable(group: AlertGroup, now: datetime) -> bool:
    """True while it still gathers, or has been told only a short time ago."""
    if group.told_at is None:
        return group.flush_at is not None
    return group.joinable_until is not None and group.joinable_until > now


def _key(alert: Alert) -> str:
    """Health alerts are never thrown together: each is about one person."""
    place = alert.source if alert.kind.health else alert.building
    return f"{alert.kind.code}|{alert.area_id}|{place}"[:200]
