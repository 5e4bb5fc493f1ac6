"""Runs the evaluator in a thread beside the ingest; on PostgreSQL one of them for the whole installation."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection, connections

from linli.kernel import bus, telemetry
from linli.sections.alerts import presence
from linli.sections.alerts.evaluating.evaluator import AHEAD_MS, Evaluator, clock
from linli.sections.alerts.services.rules import RULES

LOCK = 0x11A13
"""PostgreSQL: held by the session of the one evaluator; others stand by."""
ROLL = "devices.roll"
IDLE_S, STANDBY_S, TROUBLE_S = 1.0, 1.0, 0.5
ROLL_S = 2.0
"""Changes in the register of devices are gathered for so long."""
JUMP_MS = 5_000
log = logging.getLogger(__name__)


class EvaluatorRunner:
    """The thread. `start` and `stop` once each."""

    def __init__(self) -> None:
        self._bell, self._stop = threading.Event(), threading.Event()
        self._rules, self._devices, self._notes = threading.Event(), threading.Event(), threading.Event()
        self._unsubscribe = [
            bus.subscribe(telemetry.COMMITTED, self._wake),
            bus.subscribe(presence.CHANNEL, self._hear_presence),
            bus.subscribe(RULES, self._hear_rules),
            bus.subscribe(ROLL, self._hear_roll),
        ]
        self._thread = threading.Thread(target=self._run, name="evaluator", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Finishes the round under way and keeps everything."""
        self._stop.set()
        self._bell.set()
        self._thread.join(20)
        for unsubscribe in self._unsubscribe:
            unsubscribe()

    def _wake(self, _message: str) -> None:
        self._bell.set()

    def _hear_presence(self, _message: str) -> None:
        self._notes.set()
        self._bell.set()

    def _hear_rules(self, _message: str) -> None:
        self._rules.set()
        self._bell.set()

    def _hear_roll(self, message: str) -> None:
        """With a device's number it is only about being online."""
        if not message:
            self._devices.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if self._alone():
                    self._work(Evaluator())
                else:
                    self._stop.wait(STANDBY_S)
            except Exception:
                log.exception("alerts: the evaluator stumbled and begins again from what is kept")
                connections.close_all()
                self._stop.wait(TROUBLE_S)
        connections.close_all()

    def _alone(self) -> bool:
        """True on SQLite, which has one process, and for whoever holds the lock."""
        if connection.vendor != "postgresql":
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            return bool(cursor.fetchone()[0])

    def _work(self, evaluator: Evaluator) -> None:
        """Round after round until told to stop."""
        ticks, wall, roll_at = time.monotonic(), clock(), 0.0
        while not self._stop.is_set():
            self._bell.clear()
            if self._notes.is_set():
                self._notes.clear()
                evaluator.noted = True
            if self._rules.is_set():
                self._rules.clear()
                evaluator.doubtful = True
            if self._devices.is_set() and time.monotonic() >= roll_at:
                self._devices.clear()
                roll_at = time.monotonic() + ROLL_S
                evaluator.reopen()
            ticks, wall = self._mind_the_clock(evaluator, ticks, wall)
            if not evaluator.turn():
                wait = evaluator.wait_ms()
                self._bell.wait(IDLE_S if wait is None else min(IDLE_S, wait / 1000))
        evaluator.sweep(everything=True)

    def _mind_the_clock(self, evaluator: Evaluator, ticks: float, wall: int) -> tuple[float, int]:
        """Notices that somebody set the clock, which no reading has told."""
        ticks_now, wall_now = time.monotonic(), clock()
        jump = (wall_now - wall) - (ticks_now - ticks) * 1000
        if jump < -JUMP_MS:
            evaluator.watches.rewind(wall_now, AHEAD_MS)
        elif jump > JUMP_MS:
            evaluator.watches.listen_from(wall_now)
        return ticks_now, wall_now
