"""Who is on duty (值班) for an area at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.kernel.models import Area, User
from linli.sections.alerts.engine import Window
from linli.sections.alerts.models import Shift
from linli.sections.alerts.people import may_serve


@dataclass(frozen=True, slots=True)
class OnDuty:
    """The two people of the shift that runs."""

    shift: Shift
    first: User
    second: User | None


def covers(shift: Shift, at: datetime) -> bool:
    """True while the shift runs; equal start and end mean from that hour to the same hour next day."""
    window = Window(shift.starts, shift.ends, frozenset(shift.weekdays))
    return window.covers(at)


def on_duty(area: Area, at: datetime) -> OnDuty | None:
    """The shift of the area itself, or of the nearest area above it that has one running."""
    return on_duty_in([area], at)[area.pk]


def on_duty_in(areas: Sequence[Area], at: datetime) -> dict[int, OnDuty | None]:
    """The same for many areas in one query."""
    above = {area.pk: {int(part) for part in area.path.strip("/").split("/")} for area in areas}
    shifts = Shift.objects.filter(area_id__in=set().union(*above.values())).select_related(
        "first", "second", "area"
    )
    running = [shift for shift in shifts if covers(shift, at) and shift.first.is_active]
    return {pk: _nearest([s for s in running if s.area_id in ids]) for pk, ids in above.items()}


def _nearest(running: list[Shift]) -> OnDuty | None:
    if not running:
        return None
    shift = max(running, key=lambda s: (len(s.area.path), s.starts != s.ends, s.starts, s.pk))
    return OnDuty(shift, shift.first, shift.second)


def called(area: Area, at: datetime, permissions: Sequence[str]) -> list[User]:
    """Whom an alert of the area is for, in the order of being called: 主班, then 备班.

    Only people who can log in and hold all these permissions there: nobody is called to what they may not see.
    """
    running = on_duty(area, at)
    if running is None:
        return []
    pair = [user for user in (running.first, running.second) if user is not None]
    return [user for user in pair if all(may_serve(area, user.pk, permission) for permission in permissions)]
