"""What pages see of a job, and the wish to stop it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from linli.kernel.errors import NotFound
from linli.kernel.models import JobRow
from linli.kernel.outbox import progress


@dataclass(frozen=True)
class JobStatus:
    """A job for a page. `rest_seconds` is a guess from the pace so far, None while there is none."""

    id: int
    state: str
    done: int
    total: int
    note: str
    error: str
    result: str
    rest_seconds: int | None


def status(job_id: int) -> JobStatus:
    """How far a job is. Raises NotFound. The caller checks who may ask."""
    row = JobRow.objects.filter(pk=job_id).first()
    if row is None:
        raise NotFound("没有这项后台任务，可能早已完成并清理。")
    live = progress.running.get(job_id)
    done, total, note = (live.done, live.total, live.note) if live else (row.done, row.total, row.note)
    rest = _rest(row.started_at, done, total) if row.state == JobRow.State.RUNNING else None
    return JobStatus(row.pk, row.state, done, total, note, row.last_error, row.result, rest)


def _rest(started_at: dt.datetime | None, done: int, total: int) -> int | None:
    if not started_at or not 0 < done <= total:
        return None
    return round((timezone.now() - started_at).total_seconds() / done * (total - done))


def ask_to_stop(job_id: int) -> None:
    """Stops a job: at once if it waits, at its next word of progress if it runs; over jobs stay as they are."""
    live = progress.running.get(job_id)
    if live:  # in this process: no write, since the job may hold SQLite's write lock
        live.stop.set()
        return
    waiting = JobRow.objects.filter(pk=job_id, state=JobRow.State.WAITING, schedule="")
    stopped = waiting.update(state=JobRow.State.STOPPED, due_at=None, key=None, finished_at=timezone.now())
    if not stopped:
        JobRow.objects.filter(pk=job_id, state=JobRow.State.RUNNING).update(stop_asked=True)
