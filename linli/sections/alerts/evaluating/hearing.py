"""Hearing (听得到吗): silence proves nothing while nothing can arrive, nor before what was kept back has come."""

from __future__ import annotations

from collections.abc import Iterable

from linli.kernel.telemetry import Sample

DEAF_MS = 30_000
"""After more than this without hearing, silence counts anew: devices may have given up what they kept."""
AWAY_MS = 10_000
"""After less than this nothing needs to be waited for: no silence worth a rule is so short."""
CATCH_UP_MS = 3_000
"""So long devices and brokers have to begin delivering what they kept."""
BEHIND_MS = 1_000
"""What arrives and is older than this was kept back; there may be more."""
ASK_MS = 200
"""So often it is asked again whether a silence may be believed."""


class Hearing:
    """Whether a silence may be believed now. All times in epoch milliseconds of the evaluator's clock."""

    def __init__(self, now: int, alive: int) -> None:
        """Begins to hear at `now`, having last heard at `alive`."""
        self._lost_at = 0
        self._present: set[int] = set()
        """Devices that have spoken of the present since: nearly all tell in order, so what they kept has come."""
        self._from = self._until = now
        if AWAY_MS <= now - alive <= DEAF_MS:
            self._until = now + CATCH_UP_MS

    def believes(self, now: int, device_id: int | None = None) -> bool:
        """True when a silence, if said of that device alone, is no silence of the line; also when the clock was set back."""
        if self._lost_at:
            return False
        return device_id in self._present or not self._from <= now < self._until

    def again(self, now: int) -> int:
        """When to ask again, if it is not believed now."""
        return now + CATCH_UP_MS if self._lost_at else min(max(self._until, now + 1), now + ASK_MS)

    def lose(self, now: int) -> None:
        """From here on nothing can arrive; told again, it began the first time."""
        self._lost_at = self._lost_at or now

    def regain(self, now: int) -> bool:
        """Things arrive again. True when they could not for so long that silence counts anew."""
        lost, self._lost_at = now - self._lost_at if self._lost_at else 0, 0
        self._present.clear()
        if lost >= AWAY_MS:
            self._from, self._until = now, now + CATCH_UP_MS
        return lost > DEAF_MS

    def hear(self, now: int, samples: Iterable[Sample]) -> None:
        """These have come: while what comes is old, more of it may follow, though not for ever."""
        if now >= self._until:
            return
        for sample in samples:
            if sample.at_ms >= now - BEHIND_MS:
                self._present.add(sample.device_id)
            else:
                self._until = min(now + CATCH_UP_MS, self._from + DEAF_MS)
