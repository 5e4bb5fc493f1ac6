"""Working time adds up: running plus paused is what has passed, whatever the moments and holidays (调休)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.calendar import add_work_time, work_time_between
from linli.sections.cases.deadlines import deadlines, extended, late_by, level_at, resumed, span_words
from linli.sections.cases.models import Case, Category

pytestmark = pytest.mark.function("3.8")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NONE = dt.timedelta()
# Around 春节 and 国庆, where weekends are worked and workdays are off.
seasons = st.sampled_from(
    [
        (dt.datetime(2026, 2, 5), dt.datetime(2026, 3, 8)),
        (dt.datetime(2025, 9, 20), dt.datetime(2025, 10, 20)),
    ]
)
moments = seasons.flatmap(
    lambda s: st.lists(st.datetimes(*s, timezones=st.just(SHANGHAI)), min_size=8, max_size=8)
)
spans = st.integers(0, 60 * 60).map(lambda minutes: dt.timedelta(minutes=minutes))


def case_of(start: dt.datetime, days: int, hours: int | None = None) -> Case:
    """A case whose clock starts then."""
    category = Category(limit_days=days, urgent_days=days, urgent_hours=hours)
    limits = deadlines(start, category, urgent=True)
    return Case(
        started_at=start, due_at=limits.due_at, warn_at=limits.warn_at, escalate_at=limits.escalate_at
    )


def change(case: Case, columns: dict[str, object]) -> None:
    for name, value in columns.items():
        setattr(case, name, value)


@given(moments)
def test_working_time_adds_up_and_never_runs_back(found: list[dt.datetime]) -> None:
    found = sorted(found)
    parts = [work_time_between(a, b) for a, b in pairwise(found)]
    assert sum(parts, NONE) == work_time_between(found[0], found[-1])
    assert all(part >= NONE for part in parts)
    assert work_time_between(found[-1], found[0]) == NONE


@given(moments, spans)
def test_adding_and_measuring_agree_and_later_stays_later(
    found: list[dt.datetime], span: dt.timedelta
) -> None:
    start, later = sorted(found)[:2]
    end = add_work_time(start, span)
    assert work_time_between(start, end) == span
    assert start <= end <= add_work_time(later, span) or work_time_between(start, later) == NONE
    assert end <= add_work_time(start, span + dt.timedelta(minutes=1))


@given(moments, st.integers(1, 10))
def test_running_plus_paused_is_the_working_time_that_passed(found: list[dt.datetime], days: int) -> None:
    start, *marks, end = sorted(found)
    case = case_of(start, days)
    first_due, paused, running, last = case.due_at, NONE, NONE, start
    for stop, go in zip(marks[::2], marks[1::2], strict=True):
        running += work_time_between(last, stop)
        paused += work_time_between(stop, go)
        before = (case.warn_at, case.due_at)
        case.suspended_at = stop
        change(case, resumed(case, go))
        assert case.suspended_at is None
        assert (case.warn_at, case.due_at) >= before
        last = go
    running += work_time_between(last, end)
    assert running + paused == work_time_between(start, end)
    assert work_time_between(first_due, case.due_at) == paused
    assert case.paused_seconds <= paused.total_seconds() < case.paused_seconds + len(marks)
    assert case.escalate_at == case.due_at >= case.warn_at


@given(moments, st.integers(1, 10))
def test_a_pause_leaves_what_was_left(found: list[dt.datetime], days: int) -> None:
    start, stop, go = sorted(found)[:3]
    case = case_of(start, days)
    left = late_by(case.due_at, stop)
    case.suspended_at = stop
    change(case, resumed(case, go))
    assert late_by(case.due_at, go) == left


@given(moments, st.integers(1, 10), st.integers(1, 10), st.integers(1, 20))
def test_more_time_and_higher_levels_come_later(
    found: list[dt.datetime], days: int, more: int, hours: int
) -> None:
    case = case_of(min(found), days)
    due = case.due_at
    change(case, extended(case, more))
    assert work_time_between(due, case.due_at) == dt.timedelta(hours=8 * more)
    assert case.started_at < case.warn_at < case.due_at == case.escalate_at
    levels = [level_at(due, n) for n in range(4)]
    assert levels == sorted(set(levels))
    assert levels[0] == due
    short = case_of(min(found), days, hours)
    assert work_time_between(short.started_at, short.due_at) == dt.timedelta(hours=hours)


def test_a_clock_set_back_in_a_pause_changes_nothing() -> None:
    start = dt.datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
    case = case_of(start, 3)
    due, case.suspended_at = case.due_at, start + dt.timedelta(hours=4)
    change(case, resumed(case, start))
    assert (case.due_at, case.paused_seconds) == (due, 0)
    assert resumed(case, start) == {}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.25, "15 分钟"),
        (3, "3 小时"),
        (8, "1 个工作日"),
        (19.5, "2 个工作日 3 小时"),
        (-9, "1 个工作日 1 小时"),
    ],
)
def test_working_time_in_words(hours: float, words: str) -> None:
    assert span_words(dt.timedelta(hours=hours)) == words
