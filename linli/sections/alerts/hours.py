"""Hours of a week (每周时段): spans of the day in Shanghai time that may pass midnight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from linli.kernel.calendar import SHANGHAI


def span(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    """The span that begins on `day`; equal hours mean 24 hours, an earlier end the next day."""
    until = day if opens < closes else day + timedelta(days=1)
    return datetime.combine(day, opens, SHANGHAI), datetime.combine(until, closes, SHANGHAI)


def days_touching(at: datetime) -> tuple[date, date]:
    """The days on which a span that covers the moment may have begun: its own, or the one before."""
    today = at.astimezone(SHANGHAI).date()
    return today, today - timedelta(days=1)


def covers(opens: time, closes: time, weekdays: Collection[int], at: datetime) -> bool:
    """True while a span that begins on one of the weekdays (0 = Monday) runs; no weekdays mean every day."""
    for day in days_touching(at):
        since, until = span(day, opens, closes)
        if (not weekdays or day.weekday() in weekdays) and since <= at < until:
            return True
    return False
