"""The working calendar (工作日历): statutory holidays with 调休, in Asia/Shanghai."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import chinese_calendar

if TYPE_CHECKING:
    from holidays import HolidayBase

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = dt.time(9), dt.time(17)
HOURS_A_DAY = 8
HOLIDAYS = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}  # fmt: skip


@cache
def is_workday(day: dt.date) -> bool:
    """True on a working day. Years not yet announced follow the statutory holidays without 调休; never raises."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and day not in _statutory(day.year)


@cache
def _statutory(year: int) -> HolidayBase:
    import holidays  # here, since it takes half a second and is rarely needed

    return holidays.country_holidays("CN", years=year)


@cache
def holiday_name(day: dt.date) -> str:
    """The name of the statutory holiday (法定节假日) a day off belongs to, "" on any other day; never raises."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return "法定节假日" if day in _statutory(day.year) else ""
    return HOLIDAYS.get(name, name) if off and name else ""


def next_workday(day: dt.date) -> dt.date:
    """The first working day after `day`."""
    day += dt.timedelta(days=1)
    while not is_workday(day):
        day += dt.timedelta(days=1)
    return day


def add_workdays(start: dt.datetime, days: int) -> dt.datetime:
    """The end of the `days`-th working day after the start day (民法典第201条: the first day is not counted)."""
    day = start.astimezone(SHANGHAI).date()
    for _ in range(days):
        day = next_workday(day)
    return dt.datetime.combine(day, CLOSES, SHANGHAI)


def add_work_time(start: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """The moment by which `span` of office time (9–17 on working days) has passed since `start`; none: `start` itself."""
    if span <= dt.timedelta():
        return start
    moment = _into_office_time(start.astimezone(SHANGHAI))
    while span > (room := _closing(moment) - moment):
        span -= room
        moment = dt.datetime.combine(next_workday(moment.date()), OPENS, SHANGHAI)
    return moment + span


def add_work_hours(start: dt.datetime, hours: float) -> dt.datetime:
    """`hours` of office time after `start`."""
    return add_work_time(start, dt.timedelta(hours=hours))


def work_time_between(start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """Office time between two moments; none when the end is not after the start."""
    moment, end = _into_office_time(start.astimezone(SHANGHAI)), end.astimezone(SHANGHAI)
    total = dt.timedelta()
    while moment < end:
        total += min(end, _closing(moment)) - moment
        moment = dt.datetime.combine(next_workday(moment.date()), OPENS, SHANGHAI)
    return total


def _closing(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date(), CLOSES, SHANGHAI)


def _into_office_time(moment: dt.datetime) -> dt.datetime:
    """The moment itself inside office time, else the next opening."""
    if not is_workday(moment.date()) or moment >= _closing(moment):
        return dt.datetime.combine(next_workday(moment.date()), OPENS, SHANGHAI)
    return max(moment, dt.datetime.combine(moment.date(), OPENS, SHANGHAI))
