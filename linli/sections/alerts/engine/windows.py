"""The leaves that look back over a stretch of time (一段时间内): how often, how much, how fast."""

from __future__ import annotations

from bisect import insort
from typing import Any

from linli.sections.alerts.engine.hours import OFFSET
from linli.sections.alerts.engine.leaves import OPERATORS
from linli.sections.alerts.engine.memory import Memory, Track
from linli.sections.alerts.engine.nodes import LAST, Truth, soonest

AMOUNTS = frozenset({"count", "times", "sum", "increase", "busy"})
"""What grows with every reading: to find too little of it, the whole stretch must have been listened to."""


KEPT = 20
"""Times kept by a count at least, so that a limit may be raised later."""


class Over:
    """What all looks back have in common: the comparison, and when it may be made at all."""

    __slots__ = ("channel", "clear", "compare", "gap", "limit", "little", "place", "settles", "span")

    def __init__(
        self, place: int, channel: str, operator: str, limit: float, clear: float | None, span: int,
        gap: int | None, *, amount: bool,
    ) -> None:  # fmt: skip
        self.place, self.channel, self.compare, self.limit = place, channel, OPERATORS[operator], limit
        self.clear = limit if clear is None else clear
        self.span, self.gap, self.settles = span, gap, True
        self.little = amount and operator in ("<", "<=")

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """The number against the limit, if it can be told."""
        number = self.number(m, t)
        if number is None or self._unheard(m, t) or (self.little and t < m.born + self.span):
            return None
        return self.compare(number, self.clear if mode == LAST else self.limit)

    def number(self, m: Memory, t: int) -> float | None:
        """What is compared."""
        raise NotImplementedError

    def edges(self, m: Memory, t: int) -> int | None:
        """When the first thing counted leaves the stretch."""
        raise NotImplementedError

    def next(self, m: Memory, t: int) -> int | None:
        """When something leaves the stretch, the stretch is full, or the device counts as unheard."""
        full = m.born + self.span if self.little and m.born + self.span > t else None
        track = m.newest(self.channel) if self.gap is not None else None
        ends = track[0] + self.gap + 1 if track and self.gap is not None else None
        return soonest((self.edges(m, t), full, ends if ends is not None and ends > t else None))

    def _unheard(self, m: Memory, t: int) -> bool:
        track = m.newest(self.channel) if self.gap is not None else None
        return track is not None and self.gap is not None and t - track[0] > self.gap


class Count(Over):
    """How many readings fit (次数), or how many times they began to fit (起数). Exact: it keeps the last few times."""

    __slots__ = ("begins", "most", "test")

    def __init__(
        self, place: int, channel: str, operator: str, limit: float, clear: float | None, span: int,
        gap: int | None, *, where: tuple[str, float] | None, begins: bool,
    ) -> None:  # fmt: skip
        super().__init__(place, channel, operator, limit, clear, span, gap, amount=True)
        self.test = (OPERATORS[where[0]], where[1]) if where else None
        self.begins, self.most = begins, max(KEPT, int(max(self.limit, self.clear)) + 1)

    def take(self, m: Memory, track: Track, old: Track | None) -> None:
        """Counts a reading."""
        if self._fits(track) and not (self.begins and old is not None and self._fits(old)):
            times = m.nodes[self.place]
            insort(times, track[0])
            del times[: -self.most]

    def number(self, m: Memory, t: int) -> float | None:
        """How many in the stretch that ends now."""
        return float(sum(time > t - self.span for time in m.nodes[self.place]))

    def edges(self, m: Memory, t: int) -> int | None:
        """When the oldest one in the stretch leaves it."""
        return next((time + self.span for time in m.nodes[self.place] if time > t - self.span), None)

    def _fits(self, track: Track) -> bool:
        return self.test is None or self.test[0](track[1], self.test[1])


class Slots(Over):
    """A sum, a mean, an extreme, the use of a meter, a rise: one number per slot of time, aligned to local time.

    The stretch is the running slot and those before it: just `span` when looking for too much, a slot more when
    looking for too little. `busy` counts the slots in which a meter moved.
    """

    __slots__ = ("how", "length", "slots")

    def __init__(
        self, place: int, channel: str, operator: str, limit: float, clear: float | None, span: int,
        gap: int | None, *, how: str, length: int,
    ) -> None:  # fmt: skip
        super().__init__(place, channel, operator, limit, clear, span, gap, amount=how in AMOUNTS)
        self.how, self.length = how, length
        self.slots = -(-span // length) - 1 + (self.little or how == "busy")

    def take(self, m: Memory, track: Track, old: Track | None) -> None:
        """Adds a reading to its slot and forgets the slots that no stretch will ask for again."""
        table, slot = m.nodes[self.place], (track[0] + OFFSET) // self.length
        value, before = track[1], table.get(slot)
        if self.how == "mean":
            table[slot] = [value, 1] if before is None else [before[0] + value, before[1] + 1]
        elif self.how in ("min", "rise"):
            table[slot] = value if before is None else min(before, value)
        elif self.how in ("max", "fall"):
            table[slot] = value if before is None else max(before, value)
        else:
            more = value if self.how == "sum" else used(old, value)
            table[slot] = more if before is None else before + more
        for gone in [s for s in table if s < slot - self.slots]:
            del table[gone]

    def number(self, m: Memory, t: int) -> float | None:
        """The one number of all slots in the stretch."""
        first = (t + OFFSET) // self.length - self.slots
        found = [number for slot, number in m.nodes[self.place].items() if slot >= first]
        if self.how in AMOUNTS:
            if not found and m.newest(self.channel) is None:
                return None
            return float(sum(n > 0 for n in found) if self.how == "busy" else sum(found))
        if not found:
            return None
        return self._of(found, m)

    def _of(self, found: list[Any], m: Memory) -> float:
        if self.how == "mean":
            return float(sum(total for total, _ in found) / sum(n for _, n in found))
        edge = float(min(found) if self.how in ("min", "rise") else max(found))
        newest = m.newest(self.channel)
        now = newest[1] if newest else edge
        return {"rise": now - edge, "fall": edge - now}.get(self.how, edge)

    def edges(self, m: Memory, t: int) -> int | None:
        """When the oldest slot in the stretch leaves it."""
        first = (t + OFFSET) // self.length - self.slots
        oldest = min((slot for slot in m.nodes[self.place] if slot >= first), default=None)
        return None if oldest is None else (oldest + self.slots + 1) * self.length - OFFSET


def used(old: Track | None, value: float) -> float:
    """How far a meter has moved. One that shows half as much or less began anew; a small step back is nothing."""
    if old is None:
        return 0.0
    if value >= old[1]:
        return value - old[1]
    return value if value <= old[1] / 2 else 0.0
