"""Demo data of duty: who was told of what is live, a maintenance window, a swap, an absence, a hand-over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from linli.kernel.calendar import SHANGHAI
from linli.kernel.models import Area
from linli.kernel.sms import rendered
from linli.sections.alerts.models import (
    Absence,
    Alert,
    AlertEntry,
    AlertGroup,
    AlertKind,
    Handover,
    Notification,
    Shift,
    Silence,
    Swap,
)
from linli.sections.alerts.texts import short_message

WORDS = {"误按": "mistouch", "误触": "mistouch", "佩戴": "worn", "油烟": "environment", "粉尘": "environment"}


def cause_of(resolution: str) -> str:
    """The cause from the list that fits what was written."""
    return next((cause for word, cause in WORDS.items() if word in resolution), "other")


def tell_of_live() -> int:
    """Every live alert has been told to whom it is addressed. Returns how many."""
    live = list(
        Alert.objects.filter(status__in=Alert.LIVE, group=None).select_related("kind", "area", "addressed_to")
    )
    for alert in live:
        _tell(alert)
    return len(live)


def _tell(alert: Alert) -> None:
    group = AlertGroup.objects.create(
        kind=alert.kind, area=alert.area, building=alert.building, key=f"demo:{alert.pk}", severity=alert.severity,
        created_at=alert.created_at, told_at=alert.created_at, level=1,
    )  # fmt: skip
    Alert.objects.filter(pk=alert.pk).update(group=group, notified_at=alert.created_at)
    user = alert.addressed_to
    if user is None:
        return
    state = Notification.State.SEEN if alert.accepted_at else Notification.State.SENT
    Notification.objects.create(
        group=group, user=user, name=user.name, who="duty", channel="console", state=state, reason="first", level=0,
        at=alert.created_at, sent_at=alert.created_at, seen_at=alert.accepted_at,
        text=rendered(*short_message(group, [alert], "duty", "first")),
    )  # fmt: skip
    note = f"已通知主班 {user.name}（平台消息）"
    AlertEntry.objects.create(alert=alert, at=alert.created_at, actor_name="系统", verb="notified", note=note)


def plan_weeks(estate: Area) -> None:
    """A holiday shift, a swap this week, an absence next week, last night's hand-over, and a maintenance window."""
    shifts = {
        shift.title: shift for shift in Shift.objects.filter(area=estate).select_related("first", "second")
    }
    day, night = shifts.get("工作日白班"), shifts.get("夜班")
    if day is None or night is None or day.second is None:
        return
    _holiday(estate, day, night)
    today = timezone.localtime().date()
    monday = today + dt.timedelta(days=7 - today.weekday())
    on = monday + dt.timedelta(days=1)
    Swap.objects.create(
        shift=day, on=on, slot="first", user=day.second, reason="参加街道培训", author=night.first
    )
    Absence.objects.create(
        area=estate, user=night.first, starts_on=monday + dt.timedelta(days=3), ends_on=monday + dt.timedelta(days=4),
        substitute=day.first, reason="探亲", author=day.second,
    )  # fmt: skip
    morning = dt.datetime.combine(today, dt.time(8), SHANGHAI)
    if morning > timezone.now():
        morning -= dt.timedelta(days=1)
    Handover.objects.create(
        area=estate, shift=day.title, giver=night.first, taker=day.first,
        notes="3号楼水泵房有渗水，维修师傅上午到；东门道闸已修好。",
        written_at=morning - dt.timedelta(minutes=12), due_at=morning, confirmed_at=morning + dt.timedelta(minutes=3),
    )  # fmt: skip
    _window(estate, day)


def _holiday(estate: Area, day: Shift, night: Shift) -> None:
    people: Sequence[tuple[str, dt.time, dt.time, Shift]] = (
        ("节假日白班", dt.time(8), dt.time(18), night),
        ("节假日夜班", dt.time(18), dt.time(8), day),
    )
    for title, starts, ends, of in people:
        Shift.objects.create(
            area=estate, title=title, holiday=True, starts=starts, ends=ends, first=of.first, second=of.second
        )


def _window(estate: Area, day: Shift) -> None:
    now = timezone.now()
    kind = AlertKind.objects.filter(code="ebike_in_lift").first()
    Silence.objects.create(
        area=estate, kind=kind, starts_at=now - dt.timedelta(days=20), ends_at=now + dt.timedelta(days=70), weekdays=[2],
        opens=dt.time(2), closes=dt.time(4), reason="电梯维保，每周三凌晨", author=day.first,
    )  # fmt: skip
