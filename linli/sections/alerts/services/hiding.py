"""Inhibition (抑制): a cause hides its consequences, and gives them back if they outlast it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import SYSTEM
from linli.sections.alerts.models import Alert, AlertEntry, Inhibition

Reach = Inhibition.Reach


def hide_consequences(cause: Alert) -> int:
    """Hides what this alert explains and nobody has taken yet. Returns how many. Life-saving kinds are never hidden."""
    reach = Q(pk__in=[])
    for rule in Inhibition.objects.filter(cause_id=cause.kind_id):
        within = _within(rule.reach, cause)
        reach |= within & Q(kind_id=rule.hidden_id) if within is not None else Q(pk__in=[])
    found = Alert.objects.filter(reach, status=Alert.Status.OPEN, inhibited_by=None, kind__immediate=False)
    hidden = list(found.exclude(pk__in=[cause.pk, cause.inhibited_by_id]))
    hide(hidden, cause)
    return len(hidden)


def cause_of(alert: Alert) -> Alert | None:
    """The live alert that explains this one, the oldest if there are several."""
    if alert.kind.immediate:
        return None
    reach = Q(pk__in=[])
    for rule in Inhibition.objects.filter(hidden_id=alert.kind_id):
        within = _around(rule.reach, alert)
        reach |= within & Q(kind_id=rule.cause_id) if within is not None else Q(pk__in=[])
    live = Alert.objects.select_related("kind").filter(reach, status__in=Alert.LIVE)
    return live.exclude(pk=alert.pk).exclude(inhibited_by=alert.pk).order_by("pk").first()


def hide(alerts: list[Alert], cause: Alert) -> None:
    """Puts the alerts under their cause and says so in their stories."""
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(inhibited_by=cause, group=None)
    text = f"由“{cause.source_title} {cause.kind.title}”引起，不单独通知；原因消除后仍未恢复再通知"
    AlertEntry.objects.bulk_create(
        AlertEntry(alert=alert, actor_name=SYSTEM.name, verb="hidden", note=text[:300]) for alert in alerts
    )


def outlasting() -> list[int]:
    """Open alerts whose cause has ended some time ago: they are no mere consequence and are to be told."""
    since = timezone.now() - timedelta(seconds=conf.get("alerts.release_s"))
    over = Q(inhibited_by__closed_at__lte=since)
    hidden = Alert.objects.filter(over, status=Alert.Status.OPEN, inhibited_by__isnull=False)
    return list(hidden.order_by("pk").values_list("pk", flat=True))


def _within(reach: str, cause: Alert) -> Q | None:
    """What lies in the reach of a cause; None when the cause has no such reach."""
    match reach:
        case Reach.GATEWAY:
            return Q(device__gateway_id=cause.device_id) if cause.device_id else None
        case Reach.SOURCE:
            return Q(source=cause.source)
        case Reach.BUILDING:
            return Q(area_id=cause.area_id, building=cause.building) if cause.building else None
    return Q(area__path__startswith=cause.area.path)


def _around(reach: str, alert: Alert) -> Q | None:
    """Where the cause of an alert may lie; None when there is no such place."""
    match reach:
        case Reach.GATEWAY:
            gateway = alert.device.gateway_id if alert.device else None
            return Q(device_id=gateway) if gateway else None
        case Reach.SOURCE:
            return Q(source=alert.source)
        case Reach.BUILDING:
            return Q(area_id=alert.area_id, building=alert.building) if alert.building else None
    return Q(area_id__in=[int(part) for part in alert.area.path.strip("/").split("/")])
