"""Who is told of an alert and when (通知与升级): grouped, not twice, by the clock alone until somebody accepts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf, jobs
from linli.kernel.access import SYSTEM
from linli.kernel.audit import Deed
from linli.kernel.events import publish_many
from linli.sections.alerts import chain
from linli.sections.alerts.chain import Level, Place, Told
from linli.sections.alerts.events import AlertEscalated
from linli.sections.alerts.models import Alert, AlertGroup, Notification, Severity
from linli.sections.alerts.services import hiding, silencing
from linli.sections.alerts.services.telling import in_turn, tell
from linli.sections.alerts.speaking import speak

STORM = 3
"""So many groups of one kind in one area that wait at the same time are told as one."""
Status, Reason = Alert.Status, Notification.Reason


def notify_at_once(alert: Alert) -> None:
    """Tells of an alert in the very transaction that raises it (kinds marked `immediate`: SOS, fall, fire, gas)."""
    silence = silencing.covering(alert)
    if silence is not None:
        silencing.fall_silent(alert, silence)
        return
    group = new_group(alert, f"alert:{alert.pk}")
    put_into(group, [alert])
    _tell_first(group, [alert], timezone.now())


def new_group(alert: Alert, key: str) -> AlertGroup:
    """A group of the alert's kind and place that has gathered nothing yet."""
    return AlertGroup.objects.create(
        kind=alert.kind, area=alert.area, building=alert.building, key=key[:200], severity=alert.severity
    )


def put_into(
    group: AlertGroup, alerts: Sequence[Alert], told_at: datetime | None = None, to: int | None = None
) -> None:
    """Puts the alerts into the group; with `told_at` they count as told already."""
    values = {"notified_at": told_at, "addressed_to": to} if told_at else {}
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(group=group, **values)
    for alert in alerts:
        alert.group = group
    worst = max(alert.severity for alert in alerts)
    if worst > group.severity:
        group.severity = worst
        group.save(update_fields=["severity"])


def flush_at(group: AlertGroup, at: datetime) -> None:
    """Sets the clock that tells what the group has gathered."""
    group.flush_at = at
    group.save(update_fields=["flush_at"])
    jobs.enqueue(flush, run_at=at, group_id=group.pk)


def _locked(group_id: int) -> AlertGroup | None:
    rows = AlertGroup.objects.select_for_update(of=("self",)).select_related("kind", "area")
    return rows.filter(pk=group_id).first()


def flush(group_id: int) -> None:
    """The durable job that tells what a group has gathered, unless all of it is over or has a cause by now."""
    in_turn()
    now = timezone.now()
    group = _locked(group_id)
    if group is None or group.flush_at is None or group.flush_at > now + timedelta(seconds=1):
        return
    group.flush_at = None
    group.save(update_fields=["flush_at"])
    alerts = _not_hidden([*_gathered(group), *_storm(group)])
    if alerts and group.told_at:
        _tell_more(group, alerts, now)
    elif alerts:
        _tell_first(group, alerts, now)


def _gathered(group: AlertGroup) -> list[Alert]:
    rows = group.alerts.select_related("kind", "area", "device").filter(status=Status.OPEN, notified_at=None)
    return list(rows.filter(inhibited_by=None, silenced_by=None).order_by("pk"))


def _storm(group: AlertGroup) -> list[Alert]:
    """Takes over what the other groups of the same kind and area have gathered, when there are many of them."""
    if group.kind.health or group.told_at:
        return []
    others = AlertGroup.objects.select_for_update().filter(kind=group.kind, area=group.area, told_at=None)
    waiting = [one for one in others.exclude(pk=group.pk) if one.flush_at is not None]
    if len(waiting) + 1 < STORM:
        return []
    taken = [alert for one in waiting for alert in _gathered(one)]
    Alert.objects.filter(pk__in=[alert.pk for alert in taken]).update(group=group)
    AlertGroup.objects.filter(pk__in=[one.pk for one in waiting]).update(flush_at=None)
    return taken


def _not_hidden(alerts: Sequence[Alert]) -> list[Alert]:
    """The alerts that have no cause by now; the others go under theirs."""
    causes = hiding.causes_of(alerts)
    for cause in {cause.pk: cause for cause in causes.values()}.values():
        hiding.hide([alert for alert in alerts if causes.get(alert.pk) == cause], cause)
    return [alert for alert in alerts if alert.pk not in causes]


def _tell_first(group: AlertGroup, alerts: Sequence[Alert], now: datetime) -> None:
    """The first level; then the clock takes over."""
    due = [one for one in chain.levels(group.kind) if one.after_s == 0]
    people = _people(group, alerts, due, now) or chain.at_hand(group.kind, group.area)
    group.told_at = now
    group.joinable_until = now + per_severity("alerts.group_interval_s", group.severity)
    nobody = not any(one.who == "duty" for one in _people(group, alerts, [Level("duty", 0)], now))
    tell(group, alerts, people, Reason.FIRST, "当前无人值班，" if nobody else "")
    _addressed(alerts, None if nobody else people[0], now)
    group.level = len(due)
    group.save(update_fields=["told_at", "joinable_until", "level"])
    if group.kind.speech:
        speak(group.area, group.building, group.kind.speech)
    schedule(group, now)


def _tell_more(group: AlertGroup, alerts: Sequence[Alert], now: datetime) -> None:
    people = _people(group, alerts, chain.levels(group.kind)[:1], now) or chain.at_hand(
        group.kind, group.area
    )
    group.joinable_until = now + per_severity("alerts.group_interval_s", group.severity)
    group.save(update_fields=["joinable_until"])
    tell(group, alerts, people, Reason.MORE)
    _addressed(alerts, next(iter(people), None), now)
    schedule(group, now)


def _addressed(alerts: Sequence[Alert], first: Told | None, now: datetime) -> None:
    """The alerts are told, and are the first person's to accept."""
    to = first.user_id if first else None
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(notified_at=now, addressed_to=to)
    for alert in alerts:
        alert.notified_at, alert.addressed_to_id = now, to


def _people(group: AlertGroup, alerts: Sequence[Alert], due: Sequence[Level], now: datetime) -> list[Told]:
    """Whom these levels mean, each person once."""
    place = Place(group.area, alerts[0].person_id)
    found = [told for level in due for told in chain.people(level.who, group.kind, place, now)]
    return list({(told.user_id, told.name): told for told in reversed(found)}.values())[::-1]


def step(group_id: int) -> None:
    """The durable job behind escalation: nobody has accepted, so the next level is told, or the same once more."""
    in_turn()
    now = timezone.now()
    group = _locked(group_id)
    if (
        group is None
        or group.told_at is None
        or group.next_at is None
        or group.next_at > now + timedelta(seconds=1)
    ):
        return
    waiting = _waiting(group)
    if waiting:
        _next_level(group, waiting, now)
    else:
        group.next_at = None
        group.save(update_fields=["next_at"])


def _waiting(group: AlertGroup) -> list[Alert]:
    rows = group.alerts.filter(
        status=Status.OPEN, notified_at__isnull=False, inhibited_by=None, silenced_by=None
    )
    return list(rows.order_by("pk"))


def _next_level(group: AlertGroup, waiting: Sequence[Alert], now: datetime, why: str = "无人接警，") -> None:
    """Tells everybody who is due by now; when the chain is at its end, those on duty again."""
    ladder, passed = chain.levels(group.kind), (now - (group.told_at or now)).total_seconds()
    due = [
        one
        for n, one in enumerate(ladder)
        if n >= group.level and (n == group.level or one.after_s <= passed)
    ]
    if due:
        group.level += len(due)
        people = _people(group, waiting, due, now)
        tell(group, waiting, people, Reason.ESCALATED, why)
        _escalated(waiting, people, now)
    else:
        group.repeats += 1
        people = _people(group, waiting, [*ladder[:1], *ladder[-1:]], now) or chain.at_hand(
            group.kind, group.area
        )
        tell(group, waiting, people, Reason.REPEATED, f"仍无人接警，第 {group.repeats} 次重复提醒，")
    group.save(update_fields=["level", "repeats"])
    schedule(group, now)


def _escalated(alerts: Sequence[Alert], people: Sequence[Told], now: datetime) -> None:
    staff = next((one for one in people if one.user_id and one.who != "relatives"), None)
    for alert in alerts:
        alert.escalated_at = now
        alert.addressed_to_id = staff.user_id if staff else alert.addressed_to_id
        alert.save(update_fields=["escalated_at", "addressed_to"])
    audit.record_many(SYSTEM, [Deed("alerts.alert.escalated", alert) for alert in alerts])
    publish_many([AlertEscalated(alert.pk, staff.user_id if staff else None) for alert in alerts])


def schedule(group: AlertGroup, now: datetime) -> None:
    """When the clock acts next: the next level, or a repetition; never, if the severity asks for none."""
    ladder = chain.levels(group.kind)
    pause = per_severity("alerts.repeat_interval_s", group.severity)
    group.next_at = now + pause if pause else None
    if group.level < len(ladder):
        group.next_at = max(now, (group.told_at or now) + timedelta(seconds=ladder[group.level].after_s))
    group.save(update_fields=["next_at"])
    if group.next_at is not None:
        jobs.enqueue(step, run_at=group.next_at, group_id=group.pk)


@transaction.atomic
def hurry(*, group_id: int, why: str = "短信未送达，") -> None:
    """A message did not arrive, or it turned out to be true: the next level is told now, if there is one."""
    in_turn()
    group = AlertGroup.objects.select_for_update(of=("self",)).select_related("kind", "area").get(pk=group_id)
    if group.level < len(chain.levels(group.kind)) and (waiting := _waiting(group)):
        _next_level(group, waiting, timezone.now(), why)


def remind_of(alert: Alert) -> None:
    """Somebody has accepted: sets the clock that asks whether it is being handled."""
    pause = per_severity("alerts.remind_s", alert.severity)
    if pause and alert.group_id:
        key = f"alerts.remind.{alert.group_id}.{alert.accepted_by_id}"
        jobs.enqueue(
            remind,
            run_at=timezone.now() + pause,
            key=key,
            group_id=alert.group_id,
            user_id=alert.accepted_by_id,
        )


def remind(group_id: int, user_id: int) -> None:
    """The durable job: accepted but not handled reminds its person; the second time the chain goes on."""
    in_turn()
    now = timezone.now()
    group = _locked(group_id)
    if group is None:
        return
    idle = list(
        group.alerts.select_related("accepted_by").filter(status=Status.ACCEPTED, accepted_by=user_id)
    )
    pause = per_severity("alerts.remind_s", group.severity)
    late = [
        alert
        for alert in idle
        if alert.accepted_at and alert.accepted_at + pause <= now + timedelta(seconds=1)
    ]
    if late and (person := late[0].accepted_by) is not None:
        before = group.notifications.filter(user=person, reason=Reason.REMINDED).exists()
        tell(group, late, [Told("duty", person.name, person.pk)], Reason.REMINDED, "已接警，尚未开始处置，")
        if before and conf.get("alerts.chain_after_accept") and group.level < len(chain.levels(group.kind)):
            _next_level(group, late, now, f"{person.name} 已接警但未处置，")
    if idle:
        jobs.enqueue(remind, run_at=now + pause, group_id=group_id, user_id=user_id)


def per_severity(name: str, severity: int) -> timedelta:
    """A setting that holds seconds for each severity, from 提示 to 紧急."""
    return timedelta(seconds=conf.get(name)[Severity(severity) - 1])
