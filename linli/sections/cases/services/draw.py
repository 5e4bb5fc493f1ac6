"""The weekly draw of call-backs (回访抽样), per community, and the call-back that follows a redone case."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import GRID, SYSTEM, WORKER
from linli.kernel.calendar import add_workdays
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.cases import sampling
from linli.sections.cases.flow import State
from linli.sections.cases.models import Callback, CallbackDraw, Case, Source
from linli.sections.cases.queries.rules import Roster, roster

CATCH_UP_WEEKS = 4
ASK_WITHIN = 5
"""Working days within which a reporter is to be asked."""
OWN_EYES = (Source.GRID, Source.PATROL, Source.ALERT)
"""Doors behind which no resident stands."""


def draw_weeks() -> int:
    """Draws every whole week of the last month that was not drawn yet. Returns how many call-backs were made."""
    monday = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday())
    weeks = [monday - dt.timedelta(weeks=back) for back in range(CATCH_UP_WEEKS, 0, -1)]
    return sum(draw_week(week) for week in weeks)


def draw_week(monday: dt.date) -> int:
    """Draws among the cases that ended in the week from `monday`, in each community that has any."""
    by_community = _eligible(monday)
    return sum(_draw(area, period_of(monday), cases) for area, cases in by_community.items())


def period_of(day: dt.date) -> str:
    """The ISO week of a day: 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def ask_again(case_id: int) -> None:
    """A case redone after a call-back has ended again: its reporter is asked once more, drawn or not."""
    case = Case.objects.select_related("area").filter(pk=case_id, state=State.CLOSED, rating=None).first()
    if case and Callback.objects.filter(case=case, redone=True, round__lt=case.round).exists():
        made = _callback(case, None, roster(case.area))
        Callback.objects.bulk_create([made], ignore_conflicts=True)
        touch("callbacks", case.area_id)


def _eligible(monday: dt.date) -> dict[Area, list[Case]]:
    """Cases of the week that a reporter could speak about and has not rated, by community."""
    start = timezone.make_aware(dt.datetime.combine(monday, dt.time()))
    rows = Case.objects.select_related("area").filter(
        state=State.CLOSED, rating=None, ended_at__gte=start, ended_at__lt=start + dt.timedelta(weeks=1)
    )
    kinds = (Area.Kind.COMMUNITY, Area.Kind.VILLAGE)
    communities = list(Area.objects.filter(kind__in=kinds).order_by("-path"))
    found: dict[Area, list[Case]] = defaultdict(list)
    for case in rows.exclude(source__in=OWN_EYES).order_by("pk"):
        if case.reporter_user_id or case.reporter_name or case.reporter_phone:
            found[next((c for c in communities if c.holds(case.area)), case.area)].append(case)
    return found


def _draw(area: Area, period: str, cases: list[Case]) -> int:
    """One draw with its call-backs, once: a second caller makes nothing."""
    seed, share = sampling.seed_of(area.pk, period), float(conf.get("cases.callback_share"))
    chosen = set(sampling.drawn(seed, (case.number for case in cases), share))
    values = {"share": share, "eligible": len(cases), "chosen": len(chosen)}
    try:
        with transaction.atomic():
            kept = CallbackDraw.objects.create(
                area=area, period=period, fingerprint=sampling.fingerprint(seed), **values
            )
            serving = roster(area)
            made = [_callback(case, kept, serving) for case in cases if case.number in chosen]
            Callback.objects.bulk_create(made, ignore_conflicts=True)
            audit.record(
                SYSTEM, "cases.callbacks.drawn", target=kept, area=area, detail={"period": period, **values}
            )
            touch("callbacks", area.pk)
    except IntegrityError:
        return 0
    return len(made)


def _callback(case: Case, draw: CallbackDraw | None, serving: Roster) -> Callback:
    """By phone by the community's workers; without a phone the warden of the grid knocks at the door."""
    visit = not case.reporter_phone
    role = GRID if visit and serving.serves(GRID, case.area.path) else WORKER
    wardens = serving.wardens.get(case.grid_id or case.area_id, []) if role == GRID else []
    return Callback(
        case=case,
        round=case.round,
        area=case.area,
        draw=draw,
        kind=Callback.Kind.VISIT if visit else Callback.Kind.PHONE,
        assigned_role=role,
        assigned_user_id=wardens[0][0] if len(wardens) == 1 else None,
        due_at=add_workdays(timezone.now(), ASK_WITHIN),
    )
