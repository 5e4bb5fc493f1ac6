"""The leaves that look back over a stretch of time (一段时间内): how often, how much, how fast."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import insort
from typing import Any

from linli.sections.alerts.engine.hours import OFFSET
from linli.sections.alerts.engine.leaves import OPERATORS
from linli.sections.alerts.engine.memory import Memory, Track
from linli.sections.alerts.engine.nodes import LAST, Truth, soonest

AMOUNTS = frozenset({"count", "times", "sum", "increase", "busy"})
"""What grows with every reading: to find too little of it, the whole stretch must have been listened to without a
break; that there is enough (of all but a sum, which may fall again) is known at once."""
KEPT = 20
"""Times kept by a count at least, so that a limit may be raised later."""


class Over(ABC):
    """What all looks back have in common: the comparison, and when it may be made at all."""

    __slots__ = (
        "channel",
        "clear",
        "compare",
        "gap",
        "grows",
        "heard",
        "limit",
        "little",
        "place",
        "settles",
        "span",
    )

    def __init__(
        self, place: int, channel: str, operator: str, limit: float, clear: float | None, span: int,
        gap: int | None, *, how: str,
    ) -> None:  # fmt: skip
        self.place, self.channel, self.compare, self.limit = place, channel, OPERATORS[operator], limit
        self.clear = limit if clear is None else clear
        self.span, self.gap, self.settles = span, gap, True
        self.little = how in AMOUNTS and operator in ("<", "<=")
        self.grows = how in AMOUNTS and how != "sum"
        self.heard: Heard | None = None

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """The number against the limit, if it can be told."""
        number = self.number(m, t)
        if number is None:
            return None
        holds = self.compare(number, self.clear if mode == LAST else self.limit)
        if self.grows and self.little and not holds:
            return False
        return None if self._unheard(m, t) or (self.little and t < self._full(m)) else holds

    @abstractmethod
    def number(self, m: Memory, t: int) -> float | None:
        """What is compared."""

    @abstractmethod
    def edges(self, m: Memory, t: int) -> int | None:
        """When the first thing counted leaves the stretch."""

    def next(self, m: Memory, t: int) -> int | None:
        """When something leaves the stretch, the stretch is full, or the device counts as unheard."""
        full = self._full(m) if self.little else None
        full = full if full is not None and full > t else None
        track = m.newest(self.channel) if self.gap is not None else None
        ends = track[0] + self.gap + 1 if track and self.gap is not None else None
        return soonest((self.edges(m, t), full, ends if ends is not None and ends > t else None))

    def _full(self, m: Memory) -> int:
        """When a whole stretch has been listened to."""
        return (m.born if self.heard is None else max(m.born, self.heard.since(m))) + self.span

    def _unheard(self, m: Memory, t: int) -> bool:
        track = m.newest(self.channel) if self.gap is not None else None
        if track is None:
            return self.heard is not None
        return self.gap is not None and t - track[0] > self.gap


class Heard:
    """Since when a channel has been heard without a break longer than `gap`: silence before that proves nothing."""

    __slots__ = ("gap", "place")

    def __init__(self, place: int, gap: int) -> None:
        self.place, self.gap = place, gap

    def take(self, m: Memory, track: Track, old: Track | None) -> None:
        """Notes a reading of any device of the channel."""
        held = m.nodes[self.place]
        since, last = held or (track[0], track[0])
        m.nodes[self.place] = [track[0] if track[0] - last > self.gap else since, max(last, track[0])]

    def since(self, m: Memory) -> int:
        """The first reading after the last break."""
        held = m.nodes[self.place]
        return int(held[0]) if held else m.t


class Count(Over):
    """How many readings fit (次数), or how many times they began to fit (起数). Exact: it keeps the last few times."""

    __slots__ = ("begins", "most", "test")

    def __init__(
        self, place: int, channel: str, operator: str, limit: float, clear: float | None, span: int,
        gap: int | None, *, where: tuple[str, float] | None, begins: bool,
    ) -> None:  # fmt: skip
        super().__init__(place, channel, operator, limit, clear, span, gap, how="count")
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
        super().__init__(place, channel, operator, limit, clear, span, gap, how=how)
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
