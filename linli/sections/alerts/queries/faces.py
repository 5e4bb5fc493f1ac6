"""What alerts offer to the frame: bell, to-dos, and the tiles of the hall screen (no personal data there)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import BellItem, Todo
from linli.sections.alerts.access import COUNT, HANDLE, visible_alerts
from linli.sections.alerts.models import Alert, Severity

BELL_LENGTH = 20
TODO_LENGTH = 50
READ_AT_MOST = 300
LOOKS = {
    Severity.NOTICE: "info",
    Severity.MINOR: "warning",
    Severity.MAJOR: "danger",
    Severity.CRITICAL: "critical",
}


def bell(actor: Actor) -> list[BellItem]:
    """Alerts waiting for somebody, those addressed to the actor first in words (“请您接警”)."""
    return [
        BellItem(
            title=_headline(alert),
            detail=" · ".join(
                filter(None, ("请您接警" if alert.addressed_to_id == actor.user_id else "", _detail(alert)))
            ),
            link=f"/alerts?open={alert.pk}",
            at=alert.raised_at,
            severity=LOOKS[Severity(alert.severity)],
        )
        for alert in _folded(_handled_by(actor).filter(status=Alert.Status.OPEN))[:BELL_LENGTH]
    ]


def todos(actor: Actor) -> list[Todo]:
    """What the actor has to accept (being on duty) or has accepted and not yet finished."""
    waiting = Q(status=Alert.Status.OPEN, addressed_to_id=actor.user_id)
    running = Q(status__in=(Alert.Status.ACCEPTED, Alert.Status.HANDLING), accepted_by_id=actor.user_id)
    return [
        Todo(
            section="alerts",
            title=f"{alert.get_status_display()}：{_headline(alert)}",
            detail=_detail(alert),
            link=f"/alerts?open={alert.pk}",
            due_at=alert.raised_at if alert.status == Alert.Status.OPEN else None,
            urgent=alert.severity >= Severity.MAJOR,
        )
        for alert in _folded(_handled_by(actor).filter(waiting | running))[:TODO_LENGTH]
    ]


def newest_tile(actor: Actor) -> dict[str, Any]:
    """The newest live alert for the wall: “3号楼 手环 心率异常”; no name, no door, no value."""
    newest = _counted(actor).filter(status__in=Alert.LIVE).first()
    return {"alert": None if newest is None else _on_wall(newest), "live": _live_list(actor)}


def counts_tile(actor: Actor) -> dict[str, Any]:
    """Live alerts by status and severity, and how many began today."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    live = Q(status__in=Alert.LIVE)
    numbers = {s.value: Count("pk", filter=Q(status=s)) for s in Alert.LIVE}
    for severity in Severity:
        numbers[f"severity_{severity.value}"] = Count("pk", filter=live & Q(severity=severity))
    rows = _counted(actor).order_by()
    return rows.aggregate(**numbers, today=Count("pk", filter=Q(raised_at__gte=today)))


def _live_list(actor: Actor) -> list[dict[str, Any]]:
    return [_on_wall(alert) for alert in _counted(actor).filter(status__in=Alert.LIVE)[1:6]]


def _counted(actor: Actor) -> QuerySet[Alert]:
    """Alerts that the wall may count; only `_on_wall` may read from them."""
    return visible(Alert.objects.select_related("kind"), actor, COUNT)


def _folded(rows: QuerySet[Alert]) -> list[Alert]:
    """What stands on its own: not hidden by a cause, not silent, and one of those told together."""
    found: dict[tuple[str, int], Alert] = {}
    for alert in rows.filter(inhibited_by=None, silenced_by=None)[:READ_AT_MOST]:
        key = ("group", alert.group_id) if alert.group_id else ("alert", alert.pk)
        found.setdefault(key, alert)
    return list(found.values())


def _detail(alert: Alert) -> str:
    """What was found, where the actor may know it."""
    return "" if getattr(alert, "private", False) else alert.message


def _handled_by(actor: Actor) -> QuerySet[Alert]:
    """Alerts that the actor may act on, worst first."""
    return visible_alerts(actor, HANDLE).order_by("-severity", "-raised_at", "-pk")


def _headline(alert: Alert) -> str:
    return " ".join(filter(None, (alert.building, alert.source_title, alert.kind.title)))


def _thing(alert: Alert) -> str:
    """The type of the source, unless the kind's title already says it (垃圾桶满溢)."""
    return "" if alert.thing in alert.kind.title else alert.thing


def _on_wall(alert: Alert) -> dict[str, Any]:
    return {
        "title": " ".join(filter(None, (alert.building, _thing(alert), alert.kind.title))),
        "building": alert.building,
        "severity": alert.severity,
        "severity_title": alert.get_severity_display(),
        "status": alert.status,
        "status_title": alert.get_status_display(),
        "at": alert.raised_at,
    }
