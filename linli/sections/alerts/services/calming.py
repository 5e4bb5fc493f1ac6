"""Flapping (抖动): an alert that opens and closes too often is held open and not told again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import SYSTEM
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.sections.alerts.events import AlertResolved
from linli.sections.alerts.models import Alert, AlertEntry, AlertKind
from linli.sections.alerts.services.telling import in_turn

BY_ITSELF = "条件已恢复正常，自动解除"
RETURNED: Combinable = F("flaps") + Case(When(ended_at__isnull=False, then=Value(1)), default=Value(0))
"""What `flaps` becomes when the condition of a live alert is there again."""


def held_until(alert: Alert, kind: AlertKind, now: datetime) -> datetime | None:
    """Until when an alert whose condition has just ended stays open, or None: it may end at once."""
    flaps, limit = alert.flaps, conf.get("alerts.flap_limit")
    hold = max(kind.hold_s, conf.get("alerts.flap_hold_s") if limit and flaps >= limit else 0)
    return now + timedelta(seconds=hold) if hold else None


def predecessors(alerts: Sequence[Alert]) -> dict[tuple[str, int], Alert]:
    """By source and kind: the alert that ended by itself only a short time before the new one began."""
    since = timezone.now() - timedelta(seconds=conf.get("alerts.flap_window_s"))
    same = Alert.objects.filter(source__in={alert.source for alert in alerts}, status=Alert.Status.RESOLVED)
    recent = same.filter(closed_by=None, case_id=None, closed_at__gte=since).select_related("group__kind")
    return {(one.source, one.kind_id): one for one in recent.order_by("pk")}


def flapping(alert: Alert) -> bool:
    """True when it has come back too often to be told again."""
    limit = conf.get("alerts.flap_limit")
    return bool(limit) and alert.flaps >= limit


def over() -> list[int]:
    """Held alerts whose time of quiet has passed."""
    held = Alert.objects.filter(status__in=Alert.LIVE, close_at__lte=timezone.now())
    return list(held.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def close_held(*, alert_id: int) -> bool:
    """Ends an alert whose condition has stayed away long enough. Returns whether it did."""
    in_turn()
    alert = Alert.objects.select_for_update().filter(pk=alert_id, status__in=Alert.LIVE).first()
    if alert is None or alert.close_at is None or alert.close_at > timezone.now() or alert.case_id:
        return False
    alert.status, alert.closed_at, alert.close_at = Alert.Status.RESOLVED, timezone.now(), None
    alert.resolution = BY_ITSELF if not alert.flaps else f"{BY_ITSELF}（期间反复 {alert.flaps} 次，已合并）"
    alert.save(update_fields=["status", "closed_at", "close_at", "resolution"])
    AlertEntry.objects.create(alert=alert, actor_name=SYSTEM.name, verb="resolved", note=alert.resolution)
    audit.record(
        SYSTEM, "alerts.alert.resolved", target=alert, detail={"by_itself": True, "flaps": alert.flaps}
    )
    publish(AlertResolved(alert.pk, by_itself=True))
    touch("alerts", alert.area_id)
    return True
