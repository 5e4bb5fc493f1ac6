"""Who is on duty (值班): the weekly roster with its holidays, swaps (换班) and absences (请假), at any moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.kernel.calendar import SHANGHAI, holiday_name
from linli.kernel.models import Area, User
from linli.sections.alerts import hours
from linli.sections.alerts.models import Absence, Shift, Swap
from linli.sections.alerts.people import may_serve


@dataclass(frozen=True, slots=True)
class Turn:
    """One shift on one date with the people who really serve; None where nobody does."""

    shift: Shift
    on: date
    starts: datetime
    ends: datetime
    first: User | None
    second: User | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody is on duty (空班)."""

    starts: datetime
    ends: datetime


class Book:
    """The roster of some areas for some days, read in three queries."""

    def __init__(self, area_ids: Collection[int], since: date, until: date) -> None:
        people = ("first", "second", "area")
        self.shifts = list(Shift.objects.filter(area_id__in=area_ids).select_related(*people))
        swaps = Swap.objects.filter(shift__area_id__in=area_ids, on__range=(since, until)).select_related(
            "user"
        )
        self.swaps = {(swap.shift_id, swap.on, swap.slot): swap.user for swap in swaps}
        absences = Absence.objects.filter(starts_on__lte=until, ends_on__gte=since).select_related(
            "substitute"
        )
        self.absences = list(absences) if self.shifts else []
        self.special = {shift.area_id for shift in self.shifts if shift.holiday}

    def turns(self, area_ids: Collection[int], day: date) -> list[Turn]:
        """The shifts of these areas that begin on the day, earliest first."""
        found = [self._turn(s, day) for s in self.shifts if s.area_id in area_ids and self._begins(s, day)]
        return sorted(found, key=lambda turn: (turn.starts, turn.shift.pk))

    def running(self, area_ids: Collection[int], at: datetime) -> list[Turn]:
        """Those that run at the moment and have somebody."""
        turns = [turn for day in hours.days_touching(at) for turn in self.turns(area_ids, day)]
        return [turn for turn in turns if turn.starts <= at < turn.ends and (turn.first or turn.second)]

    def _begins(self, shift: Shift, day: date) -> bool:
        """A holiday shift begins on statutory holidays; then the weekly ones of its area do not."""
        holiday = bool(holiday_name(day))
        if shift.holiday:
            return holiday
        return day.weekday() in shift.weekdays and not (holiday and shift.area_id in self.special)

    def _turn(self, shift: Shift, day: date) -> Turn:
        starts, ends = hours.span(day, shift.starts, shift.ends)
        first, second = self._serves(shift, day, "first"), self._serves(shift, day, "second")
        changed = (first, second) != (shift.first, shift.second)
        return Turn(shift, day, starts, ends, first, None if second == first else second, changed)

    def _serves(self, shift: Shift, day: date, slot: str) -> User | None:
        planned = shift.first if slot == "first" else shift.second
        user = self.swaps.get((shift.pk, day, slot), planned)
        away = next(
            (a for a in self.absences if user and a.user_id == user.pk and a.starts_on <= day <= a.ends_on),
            None,
        )
        if away is not None:
            user = away.substitute
        return user if user is not None and user.is_active else None


def on_duty(area: Area, at: datetime) -> Turn | None:
    """The turn of the area itself, or of the nearest area above it that has one running."""
    return on_duty_in([area], at)[area.pk]


def on_duty_in(areas: Sequence[Area], at: datetime) -> dict[int, Turn | None]:
    """The same for many areas in three queries."""
    above = {area.pk: area.around for area in areas}
    today, yesterday = hours.days_touching(at)
    book = Book(set().union(*above.values()), yesterday, today)
    return {pk: _nearest(book.running(ids, at)) for pk, ids in above.items()}


def _nearest(running: list[Turn]) -> Turn | None:
    if not running:
        return None
    return max(
        running,
        key=lambda t: (len(t.shift.area.path), t.shift.starts != t.shift.ends, t.shift.starts, t.shift.pk),
    )


def called(area: Area, at: datetime, permissions: Sequence[str]) -> list[User]:
    """Whom an alert of the area is for, in the order of being called: 主班, then 备班.

    Only people who can log in and hold all these permissions there: nobody is called to what they may not see.
    """
    running = on_duty(area, at)
    if running is None:
        return []
    pair = [user for user in (running.first, running.second) if user is not None]
    return [user for user in pair if all(may_serve(area, user.pk, permission) for permission in permissions)]


def gaps(book: Book, area: Area, since: datetime, until: datetime) -> list[Gap]:
    """The times between two moments in which neither the area nor one above it has anybody on duty."""
    ids, found, clear = area.around, [], since
    days = (until.astimezone(SHANGHAI).date() - since.astimezone(SHANGHAI).date()).days
    start = since.astimezone(SHANGHAI).date() - timedelta(days=1)
    turns = [turn for n in range(days + 2) for turn in book.turns(ids, start + timedelta(days=n))]
    for turn in sorted((turn for turn in turns if turn.first or turn.second), key=lambda turn: turn.starts):
        if turn.starts > clear:
            found.append(Gap(clear, min(turn.starts, until)))
        clear = max(clear, turn.ends)
        if clear >= until:
            break
    return [*found, Gap(clear, until)] if clear < until else [gap for gap in found if gap.starts < gap.ends]


def next_turn(book: Book, area: Area, at: datetime) -> Turn | None:
    """The first turn of the area, or of those above it, that begins after the moment and has a 主班."""
    day = at.astimezone(SHANGHAI).date()
    turns = [turn for n in range(4) for turn in book.turns(area.around, day + timedelta(days=n))]
    return next(
        (turn for turn in sorted(turns, key=lambda t: t.starts) if turn.starts > at and turn.first), None
    )
