"""Events as iCalendar (RFC 5545), so that a phone's own calendar keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from linli.sections.outreach.models import Notice

CHINA = ZoneInfo("Asia/Shanghai")


def events(rows: Iterable[Notice], root: str) -> bytes:
    """The events that are shown, with place and link; a changed event keeps its UID and counts its versions."""
    calendar = Calendar()
    calendar.add("prodid", "-//linli//outreach//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "社区活动")
    for row in rows:
        if row.shown is not None and row.shown.starts_at and row.shown.ends_at:
            calendar.add_component(_event(row, root))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(row: Notice, root: str) -> Event:
    words = row.shown
    assert words is not None
    event = Event()
    event.add("uid", f"notice-{row.pk}@linli")
    event.add("sequence", words.number - 1)
    event.add("dtstamp", words.published_at)
    for name, at in (("dtstart", words.starts_at), ("dtend", words.ends_at)):
        if at is not None:
            event.add(name, at.astimezone(CHINA))
    event.add("summary", words.title)
    event.add("location", words.place)
    event.add("description", words.text)
    event.add("url", f"{root}/resident/notices/{row.pk}")
    return event
