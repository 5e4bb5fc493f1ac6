"""The inner nodes of a condition: for how long, all, any, not. Three values: true, false, and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from linli.sections.alerts.engine.memory import Memory

RAISE, LAST, AGAINST = 0, 1, 2
"""How a node is asked: does it raise; does what was raised last; the same from under a “not”."""
Truth = bool | None


class Node(Protocol):
    """A part of a condition. It is asked at growing moments, always first in mode RAISE."""

    settles: bool
    """True if a reading or time can end what it raised."""

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Whether it holds at `t`."""

    def next(self, m: Memory, t: int) -> int | None:
        """The next moment after `t` at which its truth may change without a reading."""

    def number(self, m: Memory, t: int) -> float | None:
        """The value to be shown with an alert."""


def soonest(moments: Iterable[int | None]) -> int | None:
    """The earliest of some moments."""
    return min((t for t in moments if t is not None), default=None)


class For:
    """Duration (持续): its child has held without a break for `length` ms. Once raised, it asks the child alone."""

    __slots__ = ("child", "length", "place", "settles")

    def __init__(self, child: Node, length: int, place: int) -> None:
        self.child, self.length, self.place, self.settles = child, length, place, child.settles

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Notes since when the child holds."""
        child = self.child.truth(m, t, mode)
        if mode == LAST:
            return child
        since: int | None = m.nodes[self.place]
        if mode == RAISE:
            since = (t if since is None else since) if child else None
            m.nodes[self.place] = since
        if since is not None:
            return t - since >= self.length
        return None if child is None else False

    def next(self, m: Memory, t: int) -> int | None:
        """When the time is over, or when the child may change."""
        child, since = self.child.next(m, t), m.nodes[self.place]
        if since is None or since + self.length <= t:
            return child
        due: int = since + self.length
        return due if child is None or due < child else child

    def number(self, m: Memory, t: int) -> float | None:
        """The child's."""
        return self.child.number(m, t)


class All:
    """All (全部满足): false if any is false, unknown if any is unknown."""

    __slots__ = ("children", "settles")

    def __init__(self, children: Sequence[Node]) -> None:
        self.children, self.settles = tuple(children), any(child.settles for child in children)

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Asks every child, so that each keeps count."""
        found = [child.truth(m, t, mode) for child in self.children]
        return False if False in found else None if None in found else True

    def next(self, m: Memory, t: int) -> int | None:
        """The first change of any child."""
        return soonest(child.next(m, t) for child in self.children)

    def number(self, m: Memory, t: int) -> float | None:
        """The first child's that has one."""
        found = (child.number(m, t) for child in self.children)
        return next((number for number in found if number is not None), None)


class Any(All):
    """Any (任一满足): true if any is true, unknown if any is unknown."""

    __slots__ = ()

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """Asks every child, so that each keeps count."""
        found = [child.truth(m, t, mode) for child in self.children]
        return True if True in found else None if None in found else False


class Not:
    """Not (不满足)."""

    __slots__ = ("child", "settles")

    def __init__(self, child: Node) -> None:
        self.child, self.settles = child, child.settles

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """The opposite; unknown stays unknown."""
        found = self.child.truth(m, t, (RAISE, AGAINST, LAST)[mode])
        return None if found is None else not found

    def next(self, m: Memory, t: int) -> int | None:
        """The child's."""
        return self.child.next(m, t)

    def number(self, m: Memory, t: int) -> float | None:
        """The child's."""
        return self.child.number(m, t)
