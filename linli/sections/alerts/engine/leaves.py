"""The leaves of a condition that look at one moment: a value, an event, silence, the time of day."""

from __future__ import annotations

import operator as op
from collections.abc import Callable

from linli.sections.alerts.engine.hours import DAY, OFFSET, Hours
from linli.sections.alerts.engine.memory import Memory
from linli.sections.alerts.engine.nodes import LAST, RAISE, Truth

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": op.gt, ">=": op.ge, "<": op.lt, "<=": op.le, "==": op.eq, "!=": op.ne,
}  # fmt: skip


class Value:
    """Threshold (阈值): the newest value against a limit; with several devices, that of any of them.

    A value holds until the next reading, but for `gap` ms at most; then it is unknown. `clear` is the limit that
    a raised condition must come back to (滞回).
    """

    __slots__ = ("channel", "clear", "compare", "gap", "limit", "settles", "under_not")

    def __init__(
        self, channel: str, operator: str, limit: float, clear: float | None, gap: int | None
    ) -> None:
        self.channel, self.compare, self.limit, self.gap = channel, OPERATORS[operator], limit, gap
        self.clear = limit if clear is None else clear
        self.settles, self.under_not = True, False

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Whether a known value is beyond the limit."""
        limit = self.clear if mode == LAST else self.limit
        known: Truth = None
        for key in m.keys(self.channel):
            track = m.tracks.get(key)
            if track is not None and (self.gap is None or t - track[0] <= self.gap):
                if self.compare(track[1], limit):
                    return True
                known = False
        return known

    def next(self, m: Memory, t: int) -> int | None:
        """When a value that counts becomes unknown."""
        if self.gap is None:
            return None
        found = None
        for key in m.keys(self.channel):
            track = m.tracks.get(key)
            if track is None or not (self.under_not or self.compare(track[1], self.limit)):
                continue
            ends = track[0] + self.gap + 1
            if ends > t and (found is None or ends < found):
                found = ends
        return found

    def number(self, m: Memory, t: int) -> float | None:
        """The newest value."""
        track = m.newest(self.channel)
        return track[1] if track else None


class Event:
    """Event (事件): the device reports it, now. It raises and never ends anything."""

    __slots__ = ("channel", "settles")

    def __init__(self, channel: str) -> None:
        self.channel, self.settles = channel, False

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """True in the very moment."""
        return self.channel in m.pulses if mode == RAISE else None

    def next(self, m: Memory, t: int) -> int | None:
        """Only a report changes it."""
        return None

    def number(self, m: Memory, t: int) -> float | None:
        """An event has no value."""
        return None


class Absent:
    """No data (无数据): nothing for `length` ms, counted from the last reading or from when we began to listen."""

    __slots__ = ("channel", "length", "settles")

    def __init__(self, channel: str, length: int) -> None:
        self.channel, self.length, self.settles = channel, length, True

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Whether the silence is long enough; once raised, only a reading ends it."""
        track = m.newest(self.channel)
        if mode == LAST:
            return track is None or t - track[0] >= self.length
        return t - self._since(m) >= self.length

    def next(self, m: Memory, t: int) -> int | None:
        """When it will be long enough."""
        due = self._since(m) + self.length
        return due if due > t else None

    def number(self, m: Memory, t: int) -> float | None:
        """Silence has no value."""
        return None

    def _since(self, m: Memory) -> int:
        track = m.newest(self.channel)
        return m.born if track is None or track[0] < m.born else track[0]


class During:
    """Time of day (时段): true inside the hours. It lets nothing be raised outside and ends nothing."""

    __slots__ = ("hours", "settles")

    def __init__(self, hours: Hours) -> None:
        self.hours, self.settles = hours, False

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Whether it is time."""
        return self.hours.covers(t) if mode == RAISE else None

    def next(self, m: Memory, t: int) -> int | None:
        """When the hours begin or end."""
        return self.hours.next(t)

    def number(self, m: Memory, t: int) -> float | None:
        """Time has no value."""
        return None


class Moment(During):
    """A moment of the day (整点检查): true exactly then, to look at how things stand (22:00 门仍开着)."""

    __slots__ = ()

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Whether it is this very moment."""
        day, now = divmod(t + OFFSET, DAY)
        return now == self.hours.starts and self.hours.on(day) if mode == RAISE else None
