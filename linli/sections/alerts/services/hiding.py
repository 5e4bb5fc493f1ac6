"""Inhibition (抑制): a cause hides its consequences, and gives them back if they outlast it."""

from __future__ import annotations

from collections.abc import Sequence
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


def causes_of(alerts: Sequence[Alert]) -> dict[int, Alert]:
    """By alert the live alert that explains it; two queries however many there are."""
    rules = list(Inhibition.objects.filter(hidden_id__in={alert.kind_id for alert in alerts}))
    live = Alert.objects.select_related("kind", "area").filter(status__in=Alert.LIVE)
    causes = list(live.filter(kind_id__in={rule.cause_id for rule in rules}).order_by("pk")) if rules else []
    by_kind: dict[int, list[Alert]] = {}
    for cause in causes:
        by_kind.setdefault(cause.kind_id, []).append(cause)
    found: dict[int, Alert] = {}
    for alert in alerts:
        mine = [
            (rule.reach, by_kind.get(rule.cause_id, ())) for rule in rules if rule.hidden_id == alert.kind_id
        ]
        fits = (one for reach, some in mine for one in some if _reaches(reach, one, alert))
        explained = None if alert.kind.immediate else next(fits, None)
        if explained is not None and explained.pk != alert.pk:
            found[alert.pk] = explained
    return found


def _reaches(reach: str, cause: Alert, alert: Alert) -> bool:
    """Whether an alert lies in the reach of a cause."""
    match reach:
        case Reach.GATEWAY:
            return (
                cause.device_id is not None
                and alert.device is not None
                and alert.device.gateway_id == cause.device_id
            )
        case Reach.SOURCE:
            return cause.source == alert.source
        case Reach.BUILDING:
            return bool(cause.building) and (cause.area_id, cause.building) == (alert.area_id, alert.building)
    return alert.area.path.startswith(cause.area.path)


def possible_causes(alerts: Sequence[Alert]) -> list[Alert]:
    """Those of the alerts that may hide others."""
    kinds = set(
        Inhibition.objects.filter(cause_id__in={alert.kind_id for alert in alerts}).values_list(
            "cause_id", flat=True
        )
    )
    return [alert for alert in alerts if alert.kind_id in kinds]


def hide(alerts: Sequence[Alert], cause: Alert) -> None:
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
