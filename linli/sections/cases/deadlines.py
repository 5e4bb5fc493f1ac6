"""Deadlines (时限) in working days: response, completion, and the warning at 80 % of the working time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from linli.kernel import conf
from linli.kernel.calendar import add_work_hours, add_workdays, work_hours_between
from linli.sections.cases.models import Category

WARN_SHARE = 0.8


@dataclass(frozen=True)
class Deadlines:
    """The moments a case is measured against, for one round."""

    respond_by_at: dt.datetime
    due_at: dt.datetime
    warn_at: dt.datetime


def deadlines(start: dt.datetime, category: Category, *, urgent: bool) -> Deadlines:
    """Counted from `start`; the day of the report itself does not count (民法典第201条)."""
    due = add_workdays(start, category.urgent_days if urgent else category.limit_days)
    warn = add_work_hours(start, WARN_SHARE * work_hours_between(start, due))
    return Deadlines(add_workdays(start, int(conf.get("cases.respond_days"))), due, warn)
