"""Runs the evaluator in a process of its own beside the ingest; one of them for the whole installation."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import time

from django.conf import settings
from django.db import connection, connections

from linli.kernel import telemetry, turns
from linli.kernel.helper import Helper, Wire
from linli.sections.alerts import presence
from linli.sections.alerts.evaluating.evaluator import AHEAD_MS
from linli.sections.alerts.evaluating.punctual import Punctual
from linli.sections.alerts.facts import clock
from linli.sections.alerts.services.rules import RULES

TURN = "alerts.evaluator"
"""PostgreSQL: held by the session of the one evaluator; others stand by."""
LOCK_FILE = "evaluator.lock"
"""SQLite: held by the one evaluator; that of a killed installation may live a moment longer than it."""
ROLL = "devices.roll"
STANDBY_S = TROUBLE_S = 0.5
ROLL_S = 2.0
"""Changes in the register of devices are gathered for so long."""
JUMP_MS = 5_000
log = logging.getLogger(__name__)


class EvaluatorRunner:
    """The process. `start` and `stop` once each."""

    def __init__(self) -> None:
        channels = (telemetry.COMMITTED, telemetry.HEARING, presence.CHANNEL, RULES, ROLL)
        self._helper = Helper(f"{__name__}.follow", channels)

    def start(self) -> None:
        """Starts it; before this process has threads."""
        self._helper.start()

    def stop(self) -> None:
        """Finishes the round under way and keeps everything."""
        self._helper.stop()


def follow(wire: Wire) -> None:
    """What the process does."""
    Following(wire).run()


class Following:
    """The life of that process."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._told: set[tuple[str, str]] = set()
        self._file: int | None = None
        self._roll_at, self._roll_changed = 0.0, False

    def run(self) -> None:
        """Until told to stop; what fails is begun again from the tables."""
        while not self._wire.stopping:
            try:
                if self._alone():
                    self._work(Punctual())
                else:
                    self._wire.wait(STANDBY_S)
            except Exception:
                log.exception("alerts: the evaluator starts again from what it has kept")
                connections.close_all()
                self._wire.wait(TROUBLE_S)
        connections.close_all()

    def _alone(self) -> bool:
        """True for whoever holds the lock."""
        if connection.vendor != "postgresql":
            if self._file is None:
                self._file = os.open(settings.DATA / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [turns.key(TURN)])
            return bool(cursor.fetchone()[0])

    def _work(self, evaluator: Punctual) -> None:
        """Round after round until told to stop."""
        gc.freeze()
        ticks, wall = time.monotonic(), clock()
        while not self._wire.stopping:
            self._pass_on(evaluator)
            ticks, wall = self._mind_the_clock(evaluator, ticks, wall)
            pause = 0.0 if evaluator.turn() else evaluator.pause()
            self._told = self._wire.wait(pause)
        evaluator.sweep(everything=True)

    def _pass_on(self, evaluator: Punctual) -> None:
        """What was told since the last round, to the evaluator."""
        channels = {channel for channel, _ in self._told}
        evaluator.noted |= presence.CHANNEL in channels
        evaluator.doubtful |= RULES in channels
        if (telemetry.HEARING, telemetry.LOST) in self._told:
            evaluator.lose_hearing()
        if (telemetry.HEARING, "") in self._told:
            evaluator.regain_hearing()
        self._roll_changed |= (ROLL, "") in self._told  # with a device's number it is only about being online
        if self._roll_changed and time.monotonic() >= self._roll_at:
            self._roll_at, self._roll_changed = time.monotonic() + ROLL_S, False
            evaluator.reopen()

    def _mind_the_clock(self, evaluator: Punctual, ticks: float, wall: int) -> tuple[float, int]:
        """Notices that somebody set the clock, which no reading has told."""
        ticks_now, wall_now = time.monotonic(), clock()
        jump = (wall_now - wall) - (ticks_now - ticks) * 1000
        if jump < -JUMP_MS:
            evaluator.watches.rewind(wall_now, AHEAD_MS)
        elif jump > JUMP_MS:
            evaluator.watches.listen_from(wall_now)
        return ticks_now, wall_now
