"""Alerts that may not be true (疑似): what was supposed turns out to be so, or the person says that all is well."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.sections.alerts.events import AlertResolved
from linli.sections.alerts.models import Alert
from linli.sections.alerts.services.notifying import hurry
from linli.sections.alerts.services.raising import note
from linli.sections.alerts.services.telling import in_turn

Status = Alert.Status


@transaction.atomic
def suppose(*, alert_id: int, text: str) -> None:
    """Says in the alert's story what is being waited for."""
    alert = Alert.objects.get(pk=alert_id)
    note(alert, SYSTEM, "supposed", text)
    touch("alerts", alert.area_id)


@transaction.atomic
def confirm_alert(*, alert_id: int, text: str) -> bool:
    """It is so: the message says it, and while nobody has accepted the next level is told at once. False when over."""
    in_turn()
    alert = _live(alert_id)
    if alert is None:
        return False
    alert.message = text[:300]
    alert.save(update_fields=["message"])
    note(alert, SYSTEM, "confirmed", text)
    if alert.status == Status.OPEN and alert.group_id:
        hurry(group_id=alert.group_id, why="已确认，")
    audit.record(SYSTEM, "alerts.alert.confirmed", target=alert, detail={"kind": alert.kind.code})
    touch("alerts", alert.area_id)
    return True


@transaction.atomic
def withdraw_alert(*, actor: Actor, alert_id: int, text: str) -> bool:
    """It is not so: ends the alert, unless somebody has accepted it and ends it themselves. False when it goes on."""
    alert = _live(alert_id)
    if alert is None:
        return False
    note(alert, actor, "withdrawn", text)
    if alert.status == Status.OPEN:
        alert.status, alert.closed_at, alert.resolution = Status.RESOLVED, timezone.now(), text[:300]
        alert.save(update_fields=["status", "closed_at", "resolution"])
        publish(AlertResolved(alert.pk, by_itself=True))
    audit.record(actor, "alerts.alert.withdrawn", target=alert, detail={"kind": alert.kind.code})
    touch("alerts", alert.area_id)
    return alert.status == Status.RESOLVED


def _live(alert_id: int) -> Alert | None:
    rows = Alert.objects.select_for_update(of=("self",)).select_related("kind", "area")
    return rows.filter(pk=alert_id, status__in=Alert.LIVE).first()
