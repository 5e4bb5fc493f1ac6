"""Which functions run when: `@every`, `@daily`, `@job` and `enqueue`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from linli.kernel import bus
from linli.kernel.outbox.leases import Leases

F = TypeVar("F", bound=Callable[..., Any])

CHANNEL = "jobs"
COLUMNS = ("function", "arguments", "schedule", "attempts")
OPTIONS = "__linli_job__"


@dataclass(frozen=True)
class Options:
    """How a function runs. `atomic`: in one transaction with the note that it is done (effects exactly once)."""

    atomic: bool = True
    attempts: int = 5


_scheduled: dict[str, str] = {}


@cache
def leases() -> Leases:
    """The leases on the jobs."""
    from linli.kernel.models import JobRow

    return Leases(JobRow, COLUMNS, extra=", state = 'running', started_at = %s, finished_at = NULL")


def job(*, atomic: bool = True, attempts: int = 5) -> Callable[[F], F]:
    """Options for a function given to `enqueue`; without it the defaults hold.

    `atomic=False` for long work that commits in steps of its own: it must then be safe to run twice.
    """

    def mark(function: F) -> F:
        setattr(function, OPTIONS, Options(atomic, attempts))
        return function

    return mark


def every(*, seconds: int, atomic: bool = True) -> Callable[[F], F]:
    """Runs the function (no arguments) every so many seconds, on one worker only, also over restarts."""
    return _schedule(f"every {int(seconds)}", atomic)


def daily(at: str, *, atomic: bool = True) -> Callable[[F], F]:
    """Runs the function each day at "HH:MM", Shanghai time; a run missed while nothing ran is made up at start."""
    dt.time.fromisoformat(at)
    return _schedule(f"daily {at}", atomic)


def _schedule(text: str, atomic: bool) -> Callable[[F], F]:
    def mark(function: F) -> F:
        setattr(function, OPTIONS, Options(atomic))
        _scheduled[path_of(function)] = text
        return function

    return mark


def forget(function: Callable[..., Any]) -> None:
    """Takes a function off the schedule (tests with throw-away jobs)."""
    _scheduled.pop(path_of(function), None)


def path_of(function: Callable[..., Any]) -> str:
    """The dotted path by which a worker finds the function. Raises ValueError for lambdas and inner functions."""
    path = f"{function.__module__}.{function.__qualname__}"
    if "<" in path:
        raise ValueError(f"{path}: only functions of a module can be run later")
    return path


def options_of(function: Callable[..., Any]) -> Options:
    """How the function wants to be run."""
    found = getattr(function, OPTIONS, None)
    return found if isinstance(found, Options) else Options()


def following(schedule: str, after: dt.datetime) -> dt.datetime:
    """The next time of a schedule strictly after a moment."""
    kind, value = schedule.split()
    if kind == "every":
        return after + dt.timedelta(seconds=int(value))
    local = timezone.localtime(after)
    at = dt.time.fromisoformat(value)
    today = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today > local else today + dt.timedelta(days=1)


def enqueue(
    function: Callable[..., Any],
    *,
    run_at: dt.datetime | None = None,
    key: str | None = None,
    **arguments: Any,
) -> int:
    """Runs `function(**arguments)` in the background, at `run_at` or at once, even over a crash; returns the job's id.

    Inside a transaction it is undone with it. With a `key` the work is queued once while a job of that key waits.
    Arguments must be plain JSON values and hold no personal data.
    """
    from linli.kernel.models import JobRow

    text = json.dumps(arguments, ensure_ascii=False)
    if json.loads(text) != arguments:
        raise ValueError(f"{path_of(function)}: arguments must be plain JSON values")
    values = {"function": path_of(function), "arguments": text, "due_at": run_at or timezone.now()}
    with transaction.atomic():
        row = (
            JobRow.objects.get_or_create(key=key, defaults=values)[0]
            if key
            else JobRow.objects.create(**values)
        )
        bus.post(CHANNEL)
    return row.pk


def register_schedules() -> None:
    """Brings the table in line with the schedules of the code; keeps when each is next due."""
    from linli.kernel.models import JobRow

    now = timezone.now()
    with transaction.atomic():
        JobRow.objects.exclude(schedule="").exclude(key__in=_scheduled).delete()
        for path, text in _scheduled.items():
            first = now if text.startswith("every") else following(text, now)
            values = {"function": path, "schedule": text, "due_at": first}
            row, fresh = JobRow.objects.get_or_create(key=path, defaults=values)
            if not fresh and row.schedule != text:
                JobRow.objects.filter(pk=row.pk).update(**values, token=None)
