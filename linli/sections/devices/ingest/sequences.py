"""Sequence numbers (序号): what is missing, told apart from what merely comes late, twice, or from the start again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

RESTART = 1000
"""A number this much lower than the last one is a device that counts anew, not an old message."""
WIDTH = 62
FULL = (1 << WIDTH) - 1


class Count(NamedTuple):
    """The newest number, which of the 62 up to it have come (bit 0 is the newest), and what changed in this batch."""

    last: int
    window: int = FULL
    missing: int = 0
    restarts: int = 0

    def take(self, seq: int) -> Count:
        """One more number has come."""
        ahead = seq - self.last
        if ahead > 0:
            window = ((self.window << ahead) | 1) & FULL if ahead < WIDTH else 1
            return Count(seq, window, self.missing + ahead - 1, self.restarts)
        bit = 1 << -ahead if -ahead < WIDTH else 0
        if bit and not self.window & bit:
            return Count(self.last, self.window | bit, self.missing - 1, self.restarts)
        if -ahead >= RESTART or seq <= 1 < self.last:
            return Count(seq, FULL, self.missing, self.restarts + 1)
        return self

    def skip(self, count: int) -> Count:
        """So many more have come, whose numbers are not known any more."""
        window = ((self.window << count) | ((1 << min(count, WIDTH)) - 1)) & FULL
        return Count(self.last + count, window, self.missing, self.restarts)


def counted(sequences: Iterable[tuple[int, int]], known: Mapping[int, tuple[int, int]]) -> dict[int, Count]:
    """Per device, what a batch of (device, number) makes of what is known; a first message has no gap before it."""
    found: dict[int, Count] = {}
    for pk, seq in sequences:
        before = found.get(pk)
        if before is None:
            last, window = known.get(pk) or (seq - 1, FULL)
            before = Count(last, window)
        found[pk] = before.take(seq)
    return found
