"""Deadlines in working days over real holidays; one warning at 80 %."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.kernel.calendar import is_workday, work_time_between
from linli.kernel.events import catalogue
from linli.sections.cases import events, jobs
from linli.sections.cases.deadlines import deadlines
from linli.sections.cases.models import Case, Category, TimelineEntry
from linli.sections.cases.tests.factories import bring_to, entered, reported, world

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "days", "due", "warn"),
    [
        ("2026-03-02 10:00", 3, "2026-03-05 17:00", "2026-03-05 10:48"),  # an ordinary week
        ("2026-03-06 18:30", 1, "2026-03-09 17:00", "2026-03-09 15:24"),  # after hours on Friday
        (
            "2026-02-13 09:00",
            2,
            "2026-02-24 17:00",
            "2026-02-24 12:12",
        ),  # 春节: the 14th is worked (调休), the 15th to 23rd are off
        ("2026-09-30 12:00", 1, "2026-10-08 17:00", "2026-10-08 14:24"),  # 国庆
    ],
)
def test_limits_over_the_statutory_calendar(start: str, days: int, due: str, warn: str) -> None:
    found = deadlines(at(start), Category(limit_days=days, urgent_days=1), urgent=False)
    assert (found.due_at, found.warn_at.replace(second=0, microsecond=0)) == (at(due), at(warn))


@given(
    start=st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 12, 1)).map(
        lambda d: d.replace(tzinfo=SHANGHAI)
    ),
    days=st.integers(1, 30),
)
def test_the_warning_comes_after_80_percent_of_the_working_time(start: dt.datetime, days: int) -> None:
    found = deadlines(start, Category(limit_days=days, urgent_days=1), urgent=False)
    assert start < found.warn_at < found.due_at
    assert is_workday(found.due_at.date())
    share = work_time_between(start, found.warn_at) / work_time_between(start, found.due_at)
    assert share == pytest.approx(0.8)


@pytest.mark.django_db
def test_urgent_is_shorter_and_a_corrected_category_moves_the_limit() -> None:
    w = world()
    slow, fast = reported(w, category="dispute"), reported(w, category="dispute", urgent=True)
    assert fast.due_at < slow.due_at
    browser = w.browser(r.WORKER)
    seen = browser.post(f"cases/{slow.pk}/accept", version=1, category="fire_lane").json()
    assert (
        dt.datetime.fromisoformat(seen["due_at"])
        == deadlines(slow.started_at, Category.objects.get(code="fire_lane"), urgent=False).due_at
    )


@pytest.mark.django_db
def test_one_warning_per_round_and_none_once_the_work_is_done() -> None:
    w = world()
    near, done, far = reported(w), bring_to(w, reported(w), "handled"), entered(w)
    Case.objects.filter(pk__in=(near.pk, done.pk)).update(warn_at=timezone.now())
    jobs.warn()
    jobs.warn()
    assert list(TimelineEntry.objects.filter(action="warn").values_list("case_id", flat=True)) == [near.pk]
    assert events.CaseDeadlineNear.name in catalogue()
    shown = w.browser(r.RESIDENT).get(f"mine/{near.pk}").json()
    assert [h["title"] for h in shown["timeline"]] == ["您的诉求已收到"]
    far.refresh_from_db()
    assert far.warned_at is None


@pytest.mark.django_db
def test_overdue_is_flagged_until_the_work_is_done() -> None:
    w = world()
    late = reported(w)
    Case.objects.update(due_at=timezone.now() - dt.timedelta(hours=1))
    reported(w)
    browser = w.browser(r.WORKER)
    assert [c["id"] for c in browser.get("cases", overdue=True).json()["items"]] == [late.pk]
    bring_to(w, late, "handled")
    assert browser.get("cases", overdue=True).json()["items"] == []
