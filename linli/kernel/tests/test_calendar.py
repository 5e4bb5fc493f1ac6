"""Working days with 调休; no year makes the calendar raise."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.calendar import (
    SHANGHAI,
    add_work_hours,
    add_workdays,
    is_workday,
    work_time_between,
)

moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 12, 31), timezones=st.just(SHANGHAI))


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=SHANGHAI)


def test_made_up_days_and_holidays_of_2026() -> None:
    """国办发明电: 14 February 2026 (Saturday) is worked, 1–8 October is holiday."""
    assert is_workday(dt.date(2026, 2, 14))
    assert not is_workday(dt.date(2026, 10, 1))
    assert not is_workday(dt.date(2026, 11, 22))
    assert is_workday(dt.date(2026, 11, 23))


def test_years_not_announced_follow_the_statutory_days() -> None:
    assert not is_workday(dt.date(2031, 10, 1))
    assert not is_workday(dt.date(2031, 1, 4))
    assert is_workday(dt.date(2031, 1, 6))


def test_the_first_day_is_not_counted() -> None:
    assert add_workdays(at(2026, 11, 20, 8), 1) == at(2026, 11, 23, 17)
    assert add_workdays(at(2026, 11, 20, 23), 5) == at(2026, 11, 27, 17)


def test_hours_run_in_office_time_only() -> None:
    assert add_work_hours(at(2026, 11, 20, 16), 2) == at(2026, 11, 23, 10)
    assert add_work_hours(at(2026, 11, 21, 12), 8) == at(2026, 11, 23, 17)
    assert work_time_between(at(2026, 11, 20, 16), at(2026, 11, 23, 10)) == dt.timedelta(hours=2)


@given(moments, st.integers(0, 200))
def test_adding_hours_and_measuring_them_agree(start: dt.datetime, hours: int) -> None:
    end = add_work_hours(start, hours)
    assert work_time_between(start, end) == dt.timedelta(hours=hours)
