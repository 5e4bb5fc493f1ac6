"""Deadlines (时限) in working time: response, completion, the warning at 80 %, and the clock that stops in a pause."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from linli.kernel import conf
from linli.kernel.calendar import HOURS_A_DAY, add_work_hours, add_work_time, add_workdays, work_time_between
from linli.sections.cases.models import Case, Category

WARN_SHARE = 0.8
MOVED = ("due_at", "warn_at", "escalate_at")
"""Columns that a pause pushes back by the working time it took."""


@dataclass(frozen=True)
class Deadlines:
    """The moments a case is measured against, for one round."""

    respond_by_at: dt.datetime
    due_at: dt.datetime
    warn_at: dt.datetime

    @property
    def escalate_at(self) -> dt.datetime:
        """The next moment somebody above is told: at first when the limit has passed."""
        return self.due_at


def deadlines(start: dt.datetime, category: Category, *, urgent: bool) -> Deadlines:
    """Counted from `start`; in working days the day of the report itself does not count (民法典第201条)."""
    due = limit_from(start, days_of(category, urgent), hours_of(category, urgent))
    return Deadlines(add_workdays(start, int(conf.get("cases.respond_days"))), due, warning(start, due))


def days_of(category: Category, urgent: bool) -> int:
    """The limit in working days."""
    return category.urgent_days if urgent else category.limit_days


def hours_of(category: Category, urgent: bool) -> int | None:
    """The limit in working hours, which goes before the days; None where it is in days."""
    return category.urgent_hours if urgent else None


def limit_from(start: dt.datetime, days: int, hours: int | None) -> dt.datetime:
    """When a limit of so many working hours, or else working days, has passed."""
    return add_work_hours(start, hours) if hours else add_workdays(start, days)


def warning(start: dt.datetime, due: dt.datetime) -> dt.datetime:
    """The moment at which 80 % of the working time between the two has passed."""
    return add_work_time(start, WARN_SHARE * work_time_between(start, due))


def fresh(start: dt.datetime, category: Category, *, urgent: bool) -> dict[str, Any]:
    """Columns of a case whose clock starts at `start`: a report, or a new round."""
    limits = deadlines(start, category, urgent=urgent)
    return {
        "started_at": start,
        "respond_by_at": limits.respond_by_at,
        "due_at": limits.due_at,
        "warn_at": limits.warn_at,
        "warned_at": None,
        "escalation": 0,
        "escalate_at": limits.escalate_at,
        "paused_seconds": 0,
        "suspended_at": None,
        "suspended_until": None,
    }


def paused_from(case: Case, now: dt.datetime) -> dict[str, Any]:
    """Columns that stop the clock of a case (挂起)."""
    return {"suspended_at": now}


def resumed(case: Case, now: dt.datetime) -> dict[str, Any]:
    """Columns that let the clock run on: every moment ahead moves by the working time the pause took.

    A clock set back meanwhile counts as no pause at all; a case that does not pause changes nothing.
    """
    if case.suspended_at is None:
        return {}
    pause = work_time_between(case.suspended_at, now)
    moved = {name: add_work_time(at, pause) for name in MOVED if (at := getattr(case, name))}
    seconds = case.paused_seconds + int(pause.total_seconds())
    return {**moved, "paused_seconds": seconds, "suspended_at": None, "suspended_until": None}


def extended(case: Case, days: int) -> dict[str, Any]:
    """Columns that give a case so many more working days (延期); the warning moves with the limit."""
    more = dt.timedelta(hours=HOURS_A_DAY * days)
    due = add_work_time(case.due_at, more)
    return {"due_at": due, "warn_at": add_work_time(case.warn_at, WARN_SHARE * more), "escalate_at": due}


def late_by(due: dt.datetime, now: dt.datetime) -> dt.timedelta:
    """How late in working time; negative while working time is left."""
    return work_time_between(due, now) or -work_time_between(now, due)


def level_at(due: dt.datetime, days: int) -> dt.datetime:
    """When a level of escalation is reached: so many working days after the limit."""
    return add_work_time(due, dt.timedelta(hours=HOURS_A_DAY * days))


def span_words(span: dt.timedelta) -> str:
    """Working time as people say it: 2 个工作日 3 小时."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours = divmod(minutes // 60, HOURS_A_DAY)
    if not days and not hours:
        return f"{minutes} 分钟"
    return " ".join(f"{n} {unit}" for n, unit in ((days, "个工作日"), (hours, "小时")) if n)
