"""The couriers (信使): threads that deliver events and run background work until told to stop."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.db import connection, connections
from django.utils import timezone

from linli.kernel import bus, conf, jobs
from linli.kernel.events import OUTBOX
from linli.kernel.outbox import deliver, store

POLL_SECONDS = 1.0
TROUBLE_SECONDS = 2.0
Work = Callable[[Callable[[], bool]], bool]  # returns whether there may be more
log = logging.getLogger(__name__)


class Courier:
    """Event threads and job threads of one process. On SQLite one of each, since there is one writer."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._ears: list[Callable[[], None]] = []
        self._unsubscribe: list[Callable[[], None]] = []
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Frees the leases of a dead predecessor (SQLite: we are alone), and starts the threads."""
        if connection.vendor == "sqlite":
            store.leases().give_back_all()
            jobs.leases().give_back_all()
        jobs.register_schedules()
        count = conf.get("courier_threads") if connection.vendor == "postgresql" else 1
        for number in range(count):
            self._spawn(f"courier-{number}", OUTBOX, _events, _next_event)
            self._spawn(f"jobs-{number}", jobs.CHANNEL, _jobs, jobs.next_due)
        self._threads.append(jobs.Heartbeat(self._stop))
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 20) -> None:
        """Lets the handlers under way finish, gives back the rest, waits at most `timeout` seconds."""
        self._stop.set()
        jobs.stop_all()
        for unsubscribe, wake in zip(self._unsubscribe, self._ears, strict=True):
            unsubscribe()
            wake()
        for thread in self._threads:
            thread.join(timeout)

    def _spawn(self, name: str, channel: str, work: Work, next_due: Callable[[], dt.datetime | None]) -> None:
        bell = threading.Event()
        self._ears.append(bell.set)
        self._unsubscribe.append(bus.subscribe(channel, lambda _message: bell.set()))
        loop = _Loop(self._stop, bell, work, next_due)
        self._threads.append(threading.Thread(target=loop.run, name=name, daemon=True))


class _Loop:
    """Works while there is work, then waits for the bell, the next due row, or the poll interval."""

    def __init__(
        self,
        stop: threading.Event,
        bell: threading.Event,
        work: Work,
        next_due: Callable[[], dt.datetime | None],
    ) -> None:
        self.stop, self.bell, self.work, self.next_due = stop, bell, work, next_due

    def run(self) -> None:
        """The thread's life."""
        while not self.stop.is_set():
            try:
                pause = self._turn()
            except Exception:
                log.exception("courier: trouble with the database, trying again in %s s", TROUBLE_SECONDS)
                connections.close_all()
                pause = TROUBLE_SECONDS
            self.bell.wait(pause)
        connections.close_all()

    def _turn(self) -> float:
        """One round; returns how long to sleep. An idle courier only reads, so it never takes the write lock."""
        rang = self.bell.is_set()
        self.bell.clear()
        due = None if rang else self.next_due()
        if rang or (due and due <= timezone.now()):
            more = self.work(self.stop.is_set)
            return 0.0 if more else self._rest(self.next_due())
        return self._rest(due)

    def _rest(self, due: dt.datetime | None) -> float:
        """Seconds until the next due row, at most the poll interval (when another process may have published)."""
        left = (due - timezone.now()).total_seconds() if due else POLL_SECONDS
        return min(POLL_SECONDS, max(0.0, left))


def _events(stopping: Callable[[], bool]) -> bool:
    return deliver.deliver_due(stopping=stopping) == deliver.BATCH


def _jobs(stopping: Callable[[], bool]) -> bool:
    return bool(jobs.run_due(stopping))


def _next_event() -> dt.datetime | None:
    return store.leases().next_due()
