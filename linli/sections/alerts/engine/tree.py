"""From a written condition to one that can be run."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from linli.sections.alerts.engine import nodes, spec
from linli.sections.alerts.engine.hours import EVERY_DAY, Hours, after_midnight
from linli.sections.alerts.engine.leaves import Absent, During, Event, Moment, Value
from linli.sections.alerts.engine.memory import Memory, load
from linli.sections.alerts.engine.nodes import All, For, Node, Not
from linli.sections.alerts.engine.places import Fence, Placed, Stay, Zone
from linli.sections.alerts.engine.windows import Count, Heard, Slots

COUNTED = ("count", "times")
TABLES = ("slots", "zone", "stay")
"""Nodes that remember a table, by their marks."""


class Tree:
    """A condition ready to run.

    `channels`: what it listens to, a metric or, for several devices, `type.metric`. `takers`: the nodes that want
    every reading of a channel; `gatherers`: those that want whole messages. `types`: the types of devices it listens
    to. `marks`: one per remembering node, to find it again after an edit. `wide`: it listens to several devices.
    `watchful`: it can be raised by silence alone.
    """

    __slots__ = (
        "_blank",
        "_heard",
        "channels",
        "gatherers",
        "marks",
        "own_type",
        "root",
        "takers",
        "types",
        "watchful",
        "wide",
    )

    def __init__(self, written: Any, *, wide: bool = False, own_type: str = "") -> None:
        self.wide, self.own_type = wide, own_type
        self.types = {leaf.type or own_type for leaf in spec.leaves(written)}
        self.takers: dict[str, list[Any]] = {}
        self.gatherers: list[Placed] = []
        self.marks: list[tuple[Any, ...]] = []
        self._blank: list[Any] = []
        self._heard: dict[str, None] = {}
        self.watchful = False
        self.root: Node = self._build(written, under_not=False)
        self.channels = tuple(self._heard)

    def blank(self) -> list[Any]:
        """What the nodes remember in the beginning."""
        return copy.deepcopy(self._blank)

    def pending(self, m: Memory) -> int | None:
        """Since when the first duration counts (计时), if it does and nothing is raised."""
        if m.raised is not None:
            return None
        since = (
            at for mark, at in zip(self.marks, m.nodes, strict=True) if mark[0] == "for" and at is not None
        )
        return min(since, default=None)

    def remember(self, text: str, marks: list[tuple[Any, ...]] | None = None) -> Memory:
        """The memory from its line; when it was written under other `marks`, what still fits is kept."""
        if marks is None:
            return load(text, self._blank)
        return self.adopt(load(text, [{} if m[0] in TABLES else [] for m in marks]), marks)

    def adopt(self, m: Memory, marks: list[tuple[Any, ...]]) -> Memory:
        """Goes on with a memory after an edit: nodes that did not change keep what they remember."""
        left = list(zip(marks, m.nodes, strict=True))
        fresh = self.blank()
        for place, mark in enumerate(self.marks):
            found = next((pair for pair in left if pair[0] == mark), None)
            if found is not None:
                fresh[place] = found[1]
                left.remove(found)
        m.nodes, m.due = fresh, m.t + 1 if m.due is None else min(m.due, m.t + 1)
        return m

    def _build(self, written: Any, *, under_not: bool) -> Node:
        make: Callable[..., Node] = getattr(self, f"_{written.node}")
        return make(written, under_not)

    def _place(self, mark: tuple[Any, ...], blank: Any) -> int:
        self.marks.append(mark)
        self._blank.append(blank)
        return len(self.marks) - 1

    def _channel(self, leaf: Any) -> str:
        name = self._named(leaf, leaf.metric)
        self._heard[name] = None
        return name

    def _named(self, leaf: Any, metric: str) -> str:
        return f"{leaf.type or self.own_type}.{metric}" if self.wide else metric

    def _pair(self, leaf: Any) -> tuple[str, str]:
        """Two channels that a message tells together."""
        one, other = (self._named(leaf, metric) for metric in leaf.METRICS)
        self._heard |= {one: None, other: None}
        return one, other

    def _value(self, s: spec.ValueSpec, under_not: bool) -> Node:
        node = Value(self._channel(s), s.op, s.limit, s.clear_limit, ms(s.max_gap_s))
        node.under_not = under_not
        return node

    def _event(self, s: spec.EventSpec, under_not: bool) -> Node:
        return Event(self._channel(s))

    def _absent(self, s: spec.AbsentSpec, under_not: bool) -> Node:
        self.watchful = True
        return Absent(self._channel(s), whole(s.seconds + s.grace_s))

    def _over(self, s: spec.OverSpec, under_not: bool) -> Node:
        channel, span, gap = self._channel(s), whole(s.seconds), ms(s.max_gap_s)
        self.watchful |= s.op in ("<", "<=")
        numbers = (s.op, s.limit, s.clear_limit, span, gap)
        node: Count | Slots
        if s.how in COUNTED:
            where = (s.where.op, s.where.limit) if s.where else None
            place = self._place(("count", s.how, channel, where), [])
            node = Count(place, channel, *numbers, where=where, begins=s.how == "times")
        else:
            length = max(1, whole(s.slot))
            kept = {"increase": "use", "busy": "use", "rise": "min", "fall": "max"}.get(s.how, s.how)
            place = self._place(("slots", kept, channel, length), {})
            node = Slots(place, channel, *numbers, how=s.how, length=length)
        if node.little and gap is not None:
            node.heard = Heard(self._place(("heard", channel, gap), []), gap)
            self.takers.setdefault(channel, []).append(node.heard)
        self.takers.setdefault(channel, []).append(node)
        return node

    def _zone(self, s: spec.ZoneSpec, under_not: bool) -> Node:
        pair = self._pair(s)
        node = Zone(
            self._place(("zone", *pair), {}), pair, ms(s.max_gap_s), under_not=under_not, fence=Fence(s.ring),
            outside=s.side == "outside", buffer=s.buffer_m, satellites=self._named(s, "satellites"),
            least=s.min_satellites,
        )  # fmt: skip
        self.gatherers.append(node)
        return node

    def _stay(self, s: spec.StaySpec, under_not: bool) -> Node:
        pair = self._pair(s)
        place = self._place(("stay", *pair, s.zone), {})
        node = Stay(place, pair, ms(s.max_gap_s), under_not=under_not, zone=s.zone, least=s.seconds)
        self.gatherers.append(node)
        return node

    def _time(self, s: spec.TimeSpec, under_not: bool) -> Node:
        days = frozenset(s.weekdays) or EVERY_DAY
        starts = after_midnight(s.starts)
        if s.ends is None:
            return Moment(Hours(starts, starts + 1, days, s.days))
        return During(Hours(starts, after_midnight(s.ends), days, s.days))

    def _for(self, s: spec.ForSpec, under_not: bool) -> Node:
        if not s.seconds:
            return self._build(s.of, under_not=under_not)
        place = self._place(("for",), None)
        return For(self._build(s.of, under_not=under_not), whole(s.seconds), place)

    def _all(self, s: spec.AllSpec, under_not: bool) -> Node:
        return All([self._build(child, under_not=under_not) for child in s.of])

    def _any(self, s: spec.AnySpec, under_not: bool) -> Node:
        return nodes.Any([self._build(child, under_not=under_not) for child in s.of])

    def _not(self, s: spec.NotSpec, under_not: bool) -> Node:
        return Not(self._build(s.of, under_not=True))


def compile_tree(tree: Any, *, wide: bool = False, own_type: str = "") -> Tree:
    """The condition from its JSON values. Raises ValueError with one Chinese sentence."""
    return Tree(spec.read(tree), wide=wide, own_type=own_type)


def whole(seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return round(seconds * 1000)


def ms(seconds: float | None) -> int | None:
    """The same for a time that may be missing."""
    return None if seconds is None else whole(seconds)
