"""The clock by which messages are timed: a step of the system's clock does not carry it away at once.

A step (more than half a minute against the steady clock) is held off for a quarter of an hour: by then a mistake has
been put right, or the new time is to be believed. Meanwhile, and after a step back for as long as the process runs,
a message that is right by either clock is not “from the future”.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

STEP_SECONDS = 30.0
HOLD_SECONDS = 900.0


def steady() -> float:
    """Seconds that no one can set; where there is such a clock, the time the machine slept counts too."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Clock:
    """The system's clock, held against a steady one."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = steady) -> None:
        self._wall, self._steady = wall, steady
        self._anchor = (wall(), steady())
        self._stepped_at: float | None = None
        self._step = 0.0
        self._behind = 0.0
        self._jumps: list[float] = []
        self._lock = threading.Lock()

    def now_ms(self) -> int:
        """Epoch milliseconds."""
        wall, now = self._wall(), self._steady()
        expected = self._anchor[0] + now - self._anchor[1]
        if -STEP_SECONDS <= wall - expected <= STEP_SECONDS and self._stepped_at is None:
            return int(wall * 1000)
        with self._lock:
            return int(self._held(wall, now, expected) * 1000)

    def _held(self, wall: float, now: float, expected: float) -> float:
        """The time while the system's clock is in doubt."""
        step = wall - expected
        if abs(step) <= STEP_SECONDS:
            self._stepped_at = None
            return wall
        if self._stepped_at is None or abs(step - self._step) > STEP_SECONDS:
            self._stepped_at, self._step = now, step
            self._jumps.append(step)
        if now - self._stepped_at < HOLD_SECONDS:
            return expected
        self._anchor, self._stepped_at = (wall, now), None
        self._behind = max(0.0, self._behind - step)
        return wall

    def latest_ms(self) -> int:
        """The latest time that it may be now."""
        expected = self._anchor[0] + self._steady() - self._anchor[1]
        return int((max(self._wall(), expected) + self._behind) * 1000)

    def take_jumps(self) -> list[float]:
        """The steps seen since the last call, in seconds."""
        self.now_ms()
        with self._lock:
            jumps, self._jumps = self._jumps, []
        return jumps


_clock = Clock()


def now_ms() -> int:
    """Epoch milliseconds by this process's clock."""
    return _clock.now_ms()


def latest_ms() -> int:
    """The latest time that it may be now."""
    return _clock.latest_ms()


def take_jumps() -> list[float]:
    """The steps of the system's clock seen since the last call, in seconds."""
    return _clock.take_jumps()
