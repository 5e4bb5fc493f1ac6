"""Background work: durable, retried, once; schedules, progress, stopping."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import jobs, outbox
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area, JobRow, add_area
from linli.kernel.outbox import housekeeping, schedule
from linli.kernel.tests.waiting import eventually, rolled_back

calls: list[str] = []
trouble: list[Exception] = []
started = threading.Event()


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    calls.clear()
    trouble.clear()
    started.clear()
    kept = dict(schedule._scheduled)
    schedule._scheduled.clear()
    yield
    schedule._scheduled.clear()
    schedule._scheduled.update(kept)


def add_grid(name: str) -> dict[str, int]:
    area = add_area(name=name, kind="grid")
    calls.append(name)
    if trouble:
        raise trouble[0]
    return {"area": area.pk}


@jobs.job(atomic=False)
def count_slowly(to: int) -> None:
    for number in range(to):
        jobs.progress(number, to, f"第 {number} 步")
        started.set()
        threading.Event().wait(0.005)


def tick() -> None:
    calls.append("tick")


def make_due() -> None:
    JobRow.objects.filter(due_at__isnull=False).update(due_at=timezone.now())


def test_a_job_runs_once_and_keeps_its_result(db: None) -> None:
    job_id = jobs.enqueue(add_grid, name="甲")
    assert jobs.status(job_id).state == "waiting"
    assert jobs.drain_jobs() == 1
    assert jobs.drain_jobs() == 0
    assert calls == ["甲"]
    status = jobs.status(job_id)
    assert (status.state, status.result) == ("done", f'{{"area": {Area.objects.get().pk}}}')


def test_a_job_is_undone_with_its_cause(db: None) -> None:
    rolled_back(lambda: jobs.enqueue(add_grid, name="甲"))
    assert JobRow.objects.count() == 0


def test_a_job_waits_for_its_time(db: None) -> None:
    jobs.enqueue(add_grid, run_at=timezone.now() + dt.timedelta(hours=1), name="甲")
    assert jobs.drain_jobs() == 0
    make_due()
    assert jobs.drain_jobs() == 1


def test_a_failed_job_changes_nothing_and_is_tried_again(db: None) -> None:
    trouble.append(RuntimeError("断线"))
    job_id = jobs.enqueue(add_grid, name="甲")
    assert jobs.run_due() == 1
    row = JobRow.objects.get(pk=job_id)
    assert (row.state, row.attempts, Area.objects.count()) == ("waiting", 1, 0)
    assert row.due_at > timezone.now()
    trouble.clear()
    make_due()
    jobs.run_due()
    assert jobs.status(job_id).state == "done"
    assert Area.objects.count() == 1


def test_a_job_fails_for_good_after_five_attempts(db: None) -> None:
    trouble.append(RuntimeError("断线"))
    job_id = jobs.enqueue(add_grid, name="甲")
    for _ in range(5):
        make_due()
        jobs.run_due()
    make_due()
    assert jobs.run_due() == 0
    assert jobs.status(job_id).state == "failed"
    assert len(calls) == 5


def test_a_refusal_is_not_tried_again(db: None) -> None:
    trouble.append(DomainError("名单里没有表头，请检查第一行。"))
    job_id = jobs.enqueue(add_grid, name="甲")
    jobs.run_due()
    status = jobs.status(job_id)
    assert (status.state, status.error) == ("failed", "名单里没有表头，请检查第一行。")


def test_arguments_must_survive_the_table(db: None) -> None:
    with pytest.raises(ValueError, match="plain JSON"):
        jobs.enqueue(add_grid, name=("甲",))
    with pytest.raises(ValueError, match="only functions of a module"):
        jobs.enqueue(lambda: None)
    assert JobRow.objects.count() == 0


def test_a_key_queues_once(db: None) -> None:
    first = jobs.enqueue(add_grid, key="grid", name="甲")
    assert jobs.enqueue(add_grid, key="grid", name="甲") == first
    assert jobs.drain_jobs() == 1
    assert jobs.enqueue(add_grid, key="grid", name="乙") != first


def test_an_unknown_job_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        jobs.status(1)


def test_schedules_are_kept_over_restarts(db: None) -> None:
    jobs.every(seconds=60)(tick)
    jobs.register_schedules()
    assert jobs.drain_jobs() == 1
    due = JobRow.objects.get().due_at
    assert dt.timedelta(seconds=55) < due - timezone.now() <= dt.timedelta(seconds=60)
    jobs.register_schedules()
    assert JobRow.objects.get().due_at == due
    schedule.forget(tick)
    jobs.daily("03:00")(tick)
    jobs.register_schedules()
    assert timezone.localtime(JobRow.objects.get().due_at).strftime("%H:%M") == "03:00"
    schedule.forget(tick)
    jobs.register_schedules()
    assert JobRow.objects.count() == 0


def test_a_missed_run_is_made_up_once(db: None) -> None:
    jobs.daily("03:00")(tick)
    jobs.register_schedules()
    JobRow.objects.update(due_at=timezone.now() - dt.timedelta(days=3))
    assert jobs.drain_jobs() == 1
    assert calls == ["tick"]


@given(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1)), st.times())
def test_the_next_daily_run_is_within_a_day(now: dt.datetime, at: dt.time) -> None:
    after = now.replace(tzinfo=dt.UTC)
    following = schedule.following(f"daily {at:%H:%M}", after)
    assert dt.timedelta(0) < following - after <= dt.timedelta(days=1)
    assert timezone.localtime(following).strftime("%H:%M") == f"{at:%H:%M}"


def test_progress_is_seen_and_stopping_heard(transactional_db: None) -> None:
    job_id = jobs.enqueue(count_slowly, to=100_000)
    courier = outbox.Courier()
    courier.start()
    try:
        assert started.wait(20)
        eventually(lambda: jobs.status(job_id).done > 3)
        status = jobs.status(job_id)
        assert (status.state, status.total) == ("running", 100_000)
        assert status.rest_seconds is not None
        jobs.ask_to_stop(job_id)
        eventually(lambda: jobs.status(job_id).state == "stopped")
    finally:
        courier.stop()
    assert jobs.status(job_id).done > 3


def test_a_leaving_process_gives_its_job_back(transactional_db: None) -> None:
    job_id = jobs.enqueue(count_slowly, to=100_000)
    courier = outbox.Courier()
    courier.start()
    assert started.wait(20)
    courier.stop()
    row = JobRow.objects.get(pk=job_id)
    assert row.token is None
    assert row.due_at <= timezone.now()
    assert row.attempts == 0


@pytest.mark.parametrize("said", [[True], [False, True]])
def test_a_leaving_process_begins_no_job(db: None, said: list[bool]) -> None:
    """Whether it hears of the end before it claims a job or while it does."""
    job_id = jobs.enqueue(add_grid, name="甲")
    jobs.run_due(lambda: said.pop(0))
    row = JobRow.objects.get(pk=job_id)
    assert (row.state, row.token, row.attempts, calls) == ("waiting", None, 0, [])
    assert row.due_at <= timezone.now()


def test_the_night_deletes_only_what_is_over(db: None) -> None:
    old, fresh, waiting = (jobs.enqueue(add_grid, name=name) for name in "甲乙丙")
    long_ago = timezone.now() - dt.timedelta(days=31)
    JobRow.objects.filter(pk=old).update(state="done", finished_at=long_ago, due_at=None)
    JobRow.objects.filter(pk=fresh).update(state="done", finished_at=timezone.now(), due_at=None)
    JobRow.objects.filter(pk=waiting).update(created_at=long_ago)
    Session.objects.create(session_key="ended", expire_date=timezone.now() - dt.timedelta(seconds=1))
    Session.objects.create(session_key="open", expire_date=timezone.now() + dt.timedelta(days=1))
    housekeeping.tidy()
    assert list(JobRow.objects.order_by("pk").values_list("pk", flat=True)) == [fresh, waiting]
    assert [session.session_key for session in Session.objects.all()] == ["open"]


def test_a_waiting_job_stops_at_once(db: None) -> None:
    job_id = jobs.enqueue(add_grid, name="甲")
    jobs.ask_to_stop(job_id)
    assert jobs.status(job_id).state == "stopped"
    assert jobs.drain_jobs() == 0
    assert calls == []
