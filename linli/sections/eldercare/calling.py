"""When a reminder is next due: pure arithmetic in Shanghai time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.sections.eldercare.models import Reminder

FAR_DAYS = 366 + 7


def following(reminder: Reminder, after: dt.datetime) -> dt.datetime | None:
    """The first time strictly after a moment; None when the reminder is over."""
    local = timezone.localtime(after)
    day = max(local.date(), reminder.starts_on)
    for _ in range(FAR_DAYS):
        if reminder.until is not None and day > reminder.until:
            return None
        if _is_day(reminder, day):
            for text in reminder.times:
                when = dt.datetime.combine(day, dt.time.fromisoformat(text), local.tzinfo)
                if when > local:
                    return when
        if reminder.repeat == Reminder.Repeat.ONCE and day > reminder.starts_on:
            return None
        day += dt.timedelta(days=1)
    return None


def _is_day(reminder: Reminder, day: dt.date) -> bool:
    """True when the reminder rings on that day."""
    if reminder.repeat == Reminder.Repeat.WEEKDAYS:
        return day.weekday() in reminder.weekdays
    if reminder.repeat == Reminder.Repeat.EVERY:
        return (day - reminder.starts_on).days % reminder.every_days == 0
    return reminder.repeat == Reminder.Repeat.DAILY or day == reminder.starts_on
