"""What a rule remembers of one subject: small, plain, and the same after being written down and read again."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

Track = tuple[int, float]


class Change(NamedTuple):
    """Something happened at event time `at` (ms): `raised` True means it began, False that it ended."""

    raised: bool
    at: int
    value: float | None


class Memory:
    """State of one rule on one subject. All times are milliseconds since 1970.

    `t`: up to where it has been reckoned. `born`: since when nothing was missed. `raised`: when it was raised, if
    it is. `due`: the next moment at which something may change without a reading. `tracks`: newest reading per
    channel. `nodes`: what single nodes remember. `seen`: place in the log of readings. `late`: readings that came
    after a newer one.
    """

    __slots__ = ("born", "due", "late", "members", "nodes", "pulses", "raised", "seen", "t", "tracks")

    def __init__(self, nodes: list[Any], born: int, *, wide: bool = False) -> None:
        self.t = self.born = born
        self.raised: int | None = None
        self.due: int | None = None
        self.late = self.seen = 0
        self.tracks: dict[str, Track] = {}
        self.members: dict[str, list[str]] | None = {} if wide else None
        self.nodes = nodes
        self.pulses: tuple[str, ...] = ()

    def keys(self, channel: str) -> list[str] | tuple[str, ...]:
        """The tracks of a channel: one, or one for each device of a home or a person."""
        return (channel,) if self.members is None else self.members.get(channel, ())

    def newest(self, channel: str) -> Track | None:
        """The newest reading of a channel."""
        if self.members is None:
            return self.tracks.get(channel)
        return max((self.tracks[key] for key in self.keys(channel)), default=None)

    def keep(self, channel: str, key: str, track: Track) -> None:
        """Keeps a reading."""
        if self.members is not None and key not in self.tracks:
            self.members.setdefault(channel, []).append(key)
        self.tracks[key] = track

    def ahead(self) -> Memory:
        """A copy in which time may pass without changing this one; readings must not be added to it."""
        other = Memory.__new__(Memory)
        for name in Memory.__slots__:
            setattr(other, name, getattr(self, name))
        other.nodes = list(self.nodes)
        return other

    def become(self, other: Memory) -> None:
        """Takes over what has become of a copy."""
        self.t, self.raised, self.due, self.nodes = other.t, other.raised, other.due, other.nodes


def dump(memory: Memory) -> str:
    """The memory as a line of JSON."""
    m = memory
    nodes = [[list(pair) for pair in n.items()] if isinstance(n, dict) else n for n in m.nodes]
    told = (m.t, m.born, m.raised, m.due, m.late, m.seen, m.members, m.tracks, nodes)
    return msgspec.json.encode(told).decode()


def load(text: str, blank: list[Any]) -> Memory:
    """The memory from its line. `blank` are the nodes of the rule as new: they say which are tables."""
    t, born, raised, due, late, seen, members, tracks, nodes = msgspec.json.decode(text)
    found = Memory([], born, wide=members is not None)
    found.t, found.raised, found.due, found.late, found.seen = t, raised, due, late, seen
    found.members = members
    found.tracks = {key: (at, value) for key, (at, value) in tracks.items()}
    found.nodes = [
        dict(node) if isinstance(new, dict) else node for node, new in zip(nodes, blank, strict=True)
    ]
    return found
