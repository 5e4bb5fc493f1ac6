"""Runs due jobs: claims, calls, notes the end; a heartbeat keeps leases and progress fresh."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from linli.kernel import conf
from linli.kernel.errors import DomainError
from linli.kernel.outbox import progress
from linli.kernel.outbox.leases import MAX_CLAIMS, error_text, pause
from linli.kernel.outbox.schedule import following, leases, options_of

HEARTBEAT_SECONDS = 2.0
BEATS_A_LEASE = 5
RESULT_LENGTH = 20_000
log = logging.getLogger(__name__)


class LeaseLost(RuntimeError):
    """Another worker has taken the job over; what we did is undone."""


def next_due() -> dt.datetime | None:
    """When the earliest job is due."""
    return leases().next_due()


def _staying() -> bool:
    """The process is not about to end."""
    return False


def run_due(stopping: Callable[[], bool] = _staying) -> int:
    """Runs one due job; returns 1, or 0 when there was none (or when the process is `stopping`)."""
    rows = [] if stopping() else leases().claim(1)
    for row in rows:
        run(row, stopping)
    return len(rows)


def run(row: dict[str, Any], stopping: Callable[[], bool] = _staying) -> Exception | None:
    """Runs one claimed job and notes how it ended. Returns its error, if any."""
    job, attempts = progress.Running(row["id"], row["token"]), 1
    try:
        function = import_string(row["function"])
        options = options_of(function)
        job.atomic, attempts = options.atomic, options.attempts
        _call(function, row, job, stopping)
    except Exception as error:
        _fail(row, job, error, attempts)
        return error
    return None


def _call(
    function: Callable[..., Any], row: dict[str, Any], job: progress.Running, stopping: Callable[[], bool]
) -> None:
    if row["claims"] > MAX_CLAIMS:
        raise RuntimeError(f"领取 {row['claims']} 次仍未完成")
    progress.running[job.id] = job
    mark = progress.current.set(job)
    try:
        if (
            stopping()
        ):  # said while we claimed: `stop_all` may have looked before this job was among the running
            job.leave()
            raise progress.JobStopped
        with transaction.atomic() if job.atomic else nullcontext():
            _finish(row, function(**json.loads(row["arguments"])), job)
    finally:
        progress.current.reset(mark)
        progress.running.pop(job.id, None)


def _finish(row: dict[str, Any], result: Any, job: progress.Running) -> None:
    text = "" if result is None else json.dumps(result, ensure_ascii=False, default=str)[:RESULT_LENGTH]
    values = {"state": "done", "result": text, "last_error": "", "done": job.done, "total": job.total}
    if not _end(row, **values, note=job.note, attempts=0):
        raise LeaseLost(row["function"])


def _end(row: dict[str, Any], **values: Any) -> int:
    """Writes the end of a run; a periodic job waits for its next time."""
    from linli.kernel.models import JobRow

    now = timezone.now()
    if row["schedule"]:
        values |= {"state": "waiting", "due_at": following(row["schedule"], now), "claims": 0}
    elif "due_at" not in values:
        values |= {"due_at": None, "key": None}
    mine = JobRow.objects.filter(pk=row["id"], token=row["token"])
    return mine.update(**values, token=None, finished_at=now, stop_asked=False)


def _fail(row: dict[str, Any], job: progress.Running, error: Exception, attempts_allowed: int) -> None:
    if isinstance(error, progress.JobStopped):
        if job.leaving:
            _give_back(row)
        else:
            _end(row, state="stopped", last_error="", note=job.note, done=job.done, total=job.total)
        return
    attempts = row["attempts"] + 1
    values: dict[str, Any] = {"state": "failed", "attempts": attempts, "last_error": error_text(error)}
    if isinstance(error, DomainError):  # a rule refused: trying again would be refused again
        values["last_error"] = error.message
    elif attempts < attempts_allowed:
        values |= {"state": "waiting", "due_at": timezone.now() + pause(attempts)}
    _end(row, **values)
    log.warning("job %s failed: %s", row["function"], error_text(error))


def _give_back(row: dict[str, Any]) -> None:
    """The process ends; the work goes on in the next one."""
    from linli.kernel.models import JobRow

    mine = JobRow.objects.filter(pk=row["id"], token=row["token"])
    mine.update(state="waiting", due_at=timezone.now(), token=None)


def drain_jobs() -> int:
    """Runs everything due here and now (tests, commands); returns the number. Raises the first error."""
    count = 0
    while rows := leases().claim(1):
        error = run(rows[0])
        if error is not None and not isinstance(error, progress.JobStopped):
            raise error
        count += 1
    return count


def stop_all() -> None:
    """The process ends: jobs that tell their progress stop there, and run again in the next process."""
    for job in tuple(progress.running.values()):
        job.leave()


class Heartbeat(threading.Thread):
    """Prolongs the leases of running jobs, writes their progress, and hears the wish to stop."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(name="jobs-heartbeat", daemon=True)
        self._stopping = stop

    def run(self) -> None:
        """The thread's life. It beats several times a lease, however short leases are set."""
        beat_every = min(HEARTBEAT_SECONDS, conf.get("lease_seconds") / BEATS_A_LEASE)
        while not self._stopping.wait(beat_every):
            for job in tuple(progress.running.values()):
                try:
                    beat(job)
                except Exception:
                    log.warning("jobs: heartbeat of job %s failed", job.id, exc_info=True)
                    connections.close_all()
        connections.close_all()


def beat(job: progress.Running) -> None:
    """One beat. On SQLite an atomic job holds the only write lock, so its progress stays in memory."""
    from linli.kernel.models import JobRow

    if connection.vendor == "sqlite" and job.atomic:
        return
    leases().renew(job.id, job.token)
    if job.told != (now := (job.done, job.total, job.note)):
        mine = JobRow.objects.filter(pk=job.id, token=job.token)
        mine.update(done=job.done, total=job.total, note=job.note)
        job.told = now
    if JobRow.objects.filter(pk=job.id, stop_asked=True).exists():
        job.stop.set()
