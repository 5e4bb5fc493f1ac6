"""Recording (记入): the first line of an alert's story, its audit entry, and the event, once for each alert."""

from __future__ import annotations

from collections.abc import Sequence

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.audit import Deed
from linli.kernel.events import publish_many
from linli.sections.alerts.events import AlertRaised
from linli.sections.alerts.models import Alert, AlertEntry


def record(*, actor: Actor, alerts: Sequence[Alert]) -> None:
    """Writes all of it in the current transaction, in which the alerts must have been made or locked."""
    if not alerts:
        return
    AlertEntry.objects.bulk_create(
        AlertEntry(alert=alert, actor_name=SYSTEM.name, verb="raised", at=alert.created_at)
        for alert in alerts
    )
    audit.record_many(
        actor,
        [Deed("alerts.alert.raised", a, detail={"kind": a.kind.code, "source": a.source}) for a in alerts],
    )
    publish_many(
        [AlertRaised(a.pk, a.kind.code, a.severity, a.area_id, a.device_id, a.raised_at) for a in alerts]
    )
    late = [alert for alert in alerts if not alert.recorded]
    if late:
        Alert.objects.filter(pk__in=[alert.pk for alert in late]).update(recorded=True)
    for alert in late:
        alert.recorded = True
