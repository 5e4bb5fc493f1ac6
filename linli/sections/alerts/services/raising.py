"""Raising an alert, refreshing it while it lasts, and ending it when its condition ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from linli.kernel import audit, jobs
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.kernel.models import Area, User
from linli.sections.alerts import duty
from linli.sections.alerts.access import HANDLE, HEALTH
from linli.sections.alerts.events import AlertEscalated, AlertRaised, AlertResolved
from linli.sections.alerts.models import Alert, AlertEntry, AlertKind

TRIES = 5
BY_ITSELF = "条件已恢复正常，自动解除"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an alert comes from. `key` names the source; `building` may be shown in the hall, the rest may not."""

    key: str
    title: str
    area: Area
    thing: str = ""
    building: str = ""
    place: str = ""
    device_id: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found there, at which event time."""

    at: datetime
    message: str
    metric: str = ""
    value: float | None = None
    severity: int | None = None
    rule_id: int | None = None


@transaction.atomic
def raise_alert(*, actor: Actor, kind: AlertKind, origin: Origin, finding: Finding) -> Alert:
    """Raises an alert, or refreshes the live one of the same source and kind (同源同类只有一条)."""
    for _ in range(TRIES):
        live = _refresh(kind, origin, finding)
        if live is not None:
            return live
        try:
            with transaction.atomic():
                return _open(actor, kind, origin, finding)
        except IntegrityError:
            continue  # somebody opened it in this very moment: refresh that one
    raise Conflict("同一来源的预警正在变动，请重试。")


def _refresh(kind: AlertKind, origin: Origin, finding: Finding) -> Alert | None:
    """Counts the finding on the live alert, if there is one; a worse finding makes the alert worse."""
    live = Alert.objects.filter(kind=kind, source=origin.key, status__in=Alert.LIVE)
    changed = live.update(
        count=F("count") + 1,
        last_at=Greatest(F("last_at"), finding.at),
        severity=Greatest(F("severity"), finding.severity or kind.severity),
        value=finding.value,
        ended_at=None,
    )
    if not changed:
        return None
    touch("alerts", origin.area.pk)
    return live.get()


def _open(actor: Actor, kind: AlertKind, origin: Origin, finding: Finding) -> Alert:
    """Opens a new alert, addresses it to whoever is on duty, and sets the clock for the second."""
    first = next(iter(_called(kind, origin.area)), None)
    alert = Alert.objects.create(
        kind=kind, severity=finding.severity or kind.severity, plan=list(kind.plan), area=origin.area,
        source=origin.key, source_title=origin.title[:120], thing=origin.thing, device_id=origin.device_id,
        building=origin.building, place=origin.place[:120], rule_id=finding.rule_id,
        message=finding.message[:300], metric=finding.metric, value=finding.value,
        raised_at=finding.at, last_at=finding.at, addressed_to=first,
    )  # fmt: skip
    note(alert, SYSTEM, "raised", f"已通知值班 {first.name}" if first else "当前无人值班，已通知全体值守人员")
    audit.record(actor, "alerts.alert.raised", target=alert, detail={"kind": kind.code, "source": origin.key})
    publish(AlertRaised(alert.pk, kind.code, alert.severity, origin.area.pk, origin.device_id, finding.at))
    touch("alerts", origin.area.pk)
    if kind.escalate_minutes:
        run_at = timezone.now() + timedelta(minutes=kind.escalate_minutes)
        jobs.enqueue(escalate_later, run_at=run_at, alert_id=alert.pk)
    return alert


@transaction.atomic
def end_condition(*, actor: Actor, kind: AlertKind, source: str, at: datetime) -> Alert | None:
    """Notes that the condition ended at event time `at`; closes the alert unless a person must do that.

    A latched kind and an alert whose case is still running stay open. Returns the alert, if one was live.
    """
    alert = Alert.objects.select_for_update().filter(kind=kind, source=source, status__in=Alert.LIVE).first()
    if alert is None:
        return None
    alert.ended_at = max(at, alert.raised_at)
    if kind.latched or alert.case_id:
        alert.save(update_fields=["ended_at"])
        note(alert, actor, "ended", "条件已恢复正常，仍须人工确认")
    else:
        alert.status, alert.closed_at, alert.resolution = Alert.Status.RESOLVED, timezone.now(), BY_ITSELF
        alert.save(update_fields=["ended_at", "status", "closed_at", "resolution"])
        note(alert, actor, "resolved", BY_ITSELF)
        audit.record(actor, "alerts.alert.resolved", target=alert, detail={"by_itself": True})
        publish(AlertResolved(alert.pk, by_itself=True))
    touch("alerts", alert.area_id)
    return alert


def end_with_device(*, device_id: int) -> None:
    """A device was taken out of use: what it told no longer holds; what concerns a life still needs a person."""
    live = Alert.objects.filter(device_id=device_id, status__in=Alert.LIVE).select_related("kind")
    for alert in live:
        end_condition(actor=SYSTEM, kind=alert.kind, source=alert.source, at=timezone.now())


@transaction.atomic
def escalate(*, actor: Actor, alert_id: int) -> bool:
    """Asks the second on duty (备班) if nobody has accepted yet. Returns whether it did; only once per alert."""
    alert = (
        Alert.objects.select_for_update(of=("self",))
        .select_related("area", "kind")
        .filter(pk=alert_id)
        .first()
    )
    if alert is None or alert.status != Alert.Status.OPEN or alert.escalated_at:
        return False
    others = [user for user in _called(alert.kind, alert.area) if user.pk != alert.addressed_to_id]
    second = next(iter(others), None)
    alert.escalated_at = timezone.now()
    alert.addressed_to = second or alert.addressed_to
    alert.save(update_fields=["escalated_at", "addressed_to"])
    note(
        alert,
        actor,
        "escalated",
        f"无人接警，已通知备班 {second.name}" if second else "无人接警，且没有其他可通知的值班人员",
    )
    audit.record(actor, "alerts.alert.escalated", target=alert)
    publish(AlertEscalated(alert.pk, second.pk if second else None))
    touch("alerts", alert.area_id)
    return True


def _called(kind: AlertKind, area: Area) -> list[User]:
    """Who is called for an alert of this kind there, now."""
    return duty.called(area, timezone.now(), (HANDLE, HEALTH) if kind.health else (HANDLE,))


def escalate_later(alert_id: int) -> None:
    """The durable job behind `escalate`."""
    escalate(actor=SYSTEM, alert_id=alert_id)


def note(alert: Alert, actor: Actor, verb: str, text: str = "") -> None:
    """Adds a line to the alert's story."""
    AlertEntry.objects.create(alert=alert, actor_name=actor.name, verb=verb, note=text[:300])
