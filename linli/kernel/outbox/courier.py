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
Work = Callable[[Callable[[], bool]], int]
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
            self._spawn(f"jobs-{number}", jobs.CHANNEL, jobs.run_due, jobs.next_due)
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
            self.bell.clear()
            try:
                self._work_off()
                pause = self._pause()
            except Exception:
                log.exception("courier: trouble with the database, trying again in %s s", TROUBLE_SECONDS)
                connections.close_all()
                pause = TROUBLE_SECONDS
            self.bell.wait(pause)
        connections.close_all()

    def _work_off(self) -> None:
        while not self.stop.is_set():
            due = self.next_due()  # a cheap read first: an idle courier never takes the write lock
            if due is None or due > timezone.now() or not self.work(self.stop.is_set):
                return

    def _pause(self) -> float:
        due = self.next_due()
        if due is None:
            return POLL_SECONDS
        return min(POLL_SECONDS, max(0.01, (due - timezone.now()).total_seconds()))


def _events(stopping: Callable[[], bool]) -> int:
    return deliver.deliver_due(stopping=stopping)


def _next_event() -> dt.datetime | None:
    return store.leases().next_due()
