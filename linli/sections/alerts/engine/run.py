"""Running a condition: a reading comes in (`step`), or time passes (`tick`)."""

from __future__ import annotations

from collections.abc import Mapping

from linli.sections.alerts.engine.memory import Change, Memory
from linli.sections.alerts.engine.nodes import LAST, RAISE
from linli.sections.alerts.engine.tree import Tree


def step(tree: Tree, m: Memory, at: int, values: Mapping[str, float], device: str = "") -> list[Change]:
    """Takes the values that one device told at `at` and lets time pass up to there. Returns what happened.

    A value that is not newer than the last of its channel is late: it changes nothing. A value older than what
    has been reckoned already (another channel was faster, or the clock) counts from there on.
    """
    fresh = []
    for channel in tree.channels:
        if channel in values:
            key = channel + device if device else channel
            old = m.tracks.get(key)
            if old is None or at > old[0] or not _late(m, channel, at, values[channel], old):
                fresh.append((channel, key, old))
    if not fresh:
        return []
    changes = _pass(tree, m, at) if m.due is not None and m.due <= at else []
    for channel, key, old in fresh:
        track = (at, values[channel])
        m.keep(channel, key, track)
        for node in tree.takers.get(channel, ()):
            node.take(m, track, old)
    m.pulses = tuple(channel for channel, _, _ in fresh)
    for gatherer in tree.gatherers:
        gatherer.gather(m, at, values, device, m.pulses)
    found = _reckon(tree, m, at if at > m.t else m.t)
    m.pulses = ()
    m.due = tree.root.next(m, m.t)
    return [*changes, found] if found else changes


def tick(tree: Tree, m: Memory, now: int) -> tuple[list[Change], int | None]:
    """Lets the clock pass to `now`. Returns what happened and when to look again.

    The memory moves on only to the last thing that happened: what comes from a reading that is still on its way
    can then be taken at its own time.
    """
    changes = []
    ahead = m.ahead()
    while ahead.due is not None and ahead.due <= now:
        found = _reckon(tree, ahead, ahead.due)
        ahead.due = tree.root.next(ahead, ahead.t)
        if found:
            changes.append(found)
            m.become(ahead)
            ahead = m.ahead()
    return changes, ahead.due


def begin(tree: Tree, at: int) -> Memory:
    """The memory of a subject that is watched from `at` on."""
    m = Memory(tree.blank(), at, wide=tree.wide)
    m.due = at
    return m


def listen_from(tree: Tree, m: Memory, at: int) -> None:
    """Nobody listened before `at`: silence and too little are counted from there."""
    m.born = max(m.born, at)
    m.due = tree.root.next(m, m.t)


def rewind(tree: Tree, m: Memory, now: int) -> None:
    """The clock was set back: what is remembered of a time yet to come is forgotten, except that it was raised."""
    m.t = m.born = now
    m.tracks = {key: track for key, track in m.tracks.items() if track[0] <= now}
    m.nodes = tree.blank()
    m.raised = None if m.raised is None else min(m.raised, now)
    m.due = now + 1


def _late(m: Memory, channel: str, at: int, value: float, old: tuple[int, float]) -> bool:
    """True for a value no newer than `old`, which must not count. A state ($…) may change within a millisecond."""
    if at == old[0]:
        return channel[0] != "$" or value == old[1]
    m.late += channel != "*"
    return True


def _pass(tree: Tree, m: Memory, until: int) -> list[Change]:
    """Reckons every moment up to `until` at which something may change."""
    changes = []
    while m.due is not None and m.due <= until:
        found = _reckon(tree, m, m.due)
        m.due = tree.root.next(m, m.t)
        if found:
            changes.append(found)
    return changes


def _reckon(tree: Tree, m: Memory, t: int) -> Change | None:
    """Asks the condition at `t`."""
    m.t = t
    holds = tree.root.truth(m, t, RAISE)
    if m.raised is None:
        if not holds or (not tree.root.settles and not m.pulses):
            return None
        m.raised = t if tree.root.settles else None
        return Change(True, t, tree.root.number(m, t))
    if tree.root.truth(m, t, LAST) is False:
        m.raised = None
        return Change(False, t, tree.root.number(m, t))
    return None
