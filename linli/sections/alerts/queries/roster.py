"""The duty roster as people read it: now, the next days, changes, hand-overs, and what is missing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.kernel.calendar import SHANGHAI, holiday_name, is_workday
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.kernel.models import Area
from linli.sections.alerts import duty
from linli.sections.alerts.access import HANDLE
from linli.sections.alerts.models import Absence, Handover, Shift, Swap

READ, MANAGE = "alerts.roster.read", "alerts.roster.manage"
WARN_DAYS = 7
HANDOVERS = 20
SOON = timedelta(minutes=30)


def on_duty_now(actor: Actor) -> list[dict[str, Any]]:
    """Who is on duty now in each area that has a roster, of the actor's and of those around them."""
    areas = _planned(around(Area.objects.all(), actor, READ, "pk"))
    running = duty.on_duty_in(areas, timezone.now())
    return [_now(area, running[area.pk]) for area in areas]


def _now(area: Area, turn: duty.Turn | None) -> dict[str, Any]:
    if turn is None:
        return {"area_id": area.pk, "area": area.name, "shift": "", "first": "", "second": ""}
    return {
        "area_id": area.pk, "area": area.name, "shift": turn.shift.title, "first": turn.first.name if turn.first else "",
        "second": turn.second.name if turn.second else "", "starts_at": turn.starts, "ends_at": turn.ends,
        "first_id": turn.first.pk if turn.first else None, "second_id": turn.second.pk if turn.second else None,
    }  # fmt: skip


def duty_calendar(actor: Actor, area_id: int, since: date | None, days: int) -> list[dict[str, Any]]:
    """The days of an area with their turns, holidays and gaps; five queries however many days."""
    area = around(Area.objects.all(), actor, READ, "pk").filter(pk=area_id).first()
    if area is None:
        raise NotFound
    start = since or timezone.localtime().date()
    book = duty.Book(area.around, start - timedelta(days=1), start + timedelta(days=days))
    return [_day(book, area, start + timedelta(days=n)) for n in range(days)]


def _day(book: duty.Book, area: Area, day: date) -> dict[str, Any]:
    midnight = datetime.combine(day, time(), SHANGHAI)
    missing = duty.gaps(book, area, midnight, midnight + timedelta(days=1)) if book.shifts else []
    return {
        "on": day, "holiday": holiday_name(day), "workday": is_workday(day),
        "turns": [_turn(turn) for turn in book.turns(area.around, day)],
        "gaps": [{"starts_at": gap.starts, "ends_at": gap.ends} for gap in missing],
    }  # fmt: skip


def _turn(turn: duty.Turn) -> dict[str, Any]:
    return {
        "shift_id": turn.shift.pk, "shift": turn.shift.title, "area": turn.shift.area.name, "starts_at": turn.starts,
        "ends_at": turn.ends, "first": turn.first.name if turn.first else "",
        "second": turn.second.name if turn.second else "", "changed": turn.changed,
    }  # fmt: skip


def changes(actor: Actor) -> dict[str, Any]:
    """Swaps and absences from today on in the actor's areas and those around them."""
    today = timezone.localtime().date()
    people = ("user", "shift__area", "shift__first", "shift__second")
    swaps = around(Swap.objects.select_related(*people), actor, READ, "shift__area").filter(on__gte=today)
    absences = around(Absence.objects.select_related("user", "substitute", "area"), actor, READ)
    return {"swaps": list(swaps), "absences": list(absences.filter(ends_on__gte=today))}


def handovers(actor: Actor) -> QuerySet[Handover]:
    """The last hand-overs of the actor's areas, those not yet confirmed first."""
    rows = visible(Handover.objects.select_related("area", "giver", "taker"), actor, READ)
    return rows.order_by(*_waiting_first())[:HANDOVERS]


def _waiting_first() -> tuple[Any, ...]:
    from django.db.models import F

    return F("confirmed_at").asc(nulls_first=True), "-written_at"


def todos(actor: Actor) -> list[Todo]:
    """Hand-overs that wait for the actor, and holes in the roster for those who plan it."""
    return [*_to_confirm(actor), *_holes(actor)]


def _to_confirm(actor: Actor) -> list[Todo]:
    if actor.user_id is None or not actor.can(HANDLE):
        return []
    rows = Handover.objects.select_related("giver", "area").filter(taker=actor.user_id, confirmed_at=None)
    now = timezone.now()
    return [
        Todo("alerts", f"确认接班：{row.area.name}", f"{row.giver.name} 已交班，{len(row.alerts)} 条预警待移交",
             "/alerts/duty", due_at=row.due_at, urgent=row.due_at <= now)
        for row in rows
    ]  # fmt: skip


def _holes(actor: Actor) -> list[Todo]:
    if not actor.can(MANAGE):
        return []
    now, found = timezone.now(), []
    areas = _planned(actor.areas(MANAGE))
    ids = set().union(*(area.around for area in areas)) if areas else set()
    today = timezone.localtime(now).date()
    book = duty.Book(ids, today - timedelta(days=1), today + timedelta(days=WARN_DAYS)) if ids else None
    for area in areas:
        missing = duty.gaps(book, area, now, now + timedelta(days=WARN_DAYS)) if book else []
        if missing:
            first = timezone.localtime(missing[0].starts)
            detail = f"未来 {WARN_DAYS} 天有 {len(missing)} 段无人值班，最早从 {first:%m月%d日 %H:%M} 起"
            found.append(
                Todo("alerts", f"值班表有空班：{area.name}", detail, "/alerts/duty", due_at=missing[0].starts)
            )
    return found


def _planned(areas: QuerySet[Area]) -> list[Area]:
    """Those that have a roster of their own."""
    return list(areas.filter(pk__in=Shift.objects.order_by().values("area")).order_by("path"))
