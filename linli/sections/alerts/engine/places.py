"""The leaves that look at whole messages: inside or outside a fence (电子围栏), and how long somebody stays (停留)."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence

from linli.sections.alerts.engine.memory import Memory
from linli.sections.alerts.engine.nodes import LAST, Truth, soonest

METRES_PER_DEGREE = 111_320
"""Along a meridian, and along the equator."""
WIDEST = 1.0
"""A fence spans at most so many degrees: then the earth may be taken for flat."""
Corner = tuple[float, float]


class Fence:
    """A polygon of [longitude, latitude] corners in WGS-84, as watches and plans have them; no other datum is read.

    Raises ValueError, one Chinese sentence, for what is no simple polygon.
    """

    __slots__ = ("_polygon", "_scale", "_zero")

    def __init__(self, corners: Sequence[Corner]) -> None:
        from shapely import Polygon, prepare  # noqa: PLC0415 - with its numpy only for those who have fences

        if len(corners) < 3:
            raise ValueError("围栏至少要有 3 个角")
        lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
        if max(max(lons) - min(lons), max(lats) - min(lats)) > WIDEST:
            raise ValueError("围栏太大：最宽约 100 公里")
        self._zero = lons[0], lats[0]
        self._scale = METRES_PER_DEGREE * math.cos(math.radians(lats[0])), METRES_PER_DEGREE
        self._polygon = Polygon([self._metres(*corner) for corner in corners])
        if not self._polygon.is_valid:
            raise ValueError("围栏的边线不能互相交叉，也不能重合")
        prepare(self._polygon)

    def beyond(self, longitude: float, latitude: float) -> float:
        """How many metres outside; 0 inside and on the edge."""
        from shapely import Point  # noqa: PLC0415 - see above

        return float(self._polygon.distance(Point(self._metres(longitude, latitude))))

    def _metres(self, longitude: float, latitude: float) -> Corner:
        return (longitude - self._zero[0]) * self._scale[0], (latitude - self._zero[1]) * self._scale[1]


class Placed(ABC):
    """What both have in common: the newest message of each device that counts, known for `gap` ms at most."""

    __slots__ = ("gap", "pair", "place", "settles", "under_not")

    def __init__(self, place: int, pair: tuple[str, str], gap: int | None, *, under_not: bool) -> None:
        self.place, self.pair, self.gap = place, pair, gap
        self.settles, self.under_not = True, under_not

    def gather(
        self, m: Memory, at: int, values: Mapping[str, float], device: str, fresh: Collection[str]
    ) -> None:
        """Keeps what a message says, if both its values are new: they belong together."""
        if self.pair[0] in fresh and self.pair[1] in fresh:
            held = self.read(values)
            if held is not None:
                m.nodes[self.place] = {**m.nodes[self.place], device: [at, *held]}

    @abstractmethod
    def read(self, values: Mapping[str, float]) -> tuple[float, ...] | None:
        """What is kept of a message; None when it does not count."""

    @abstractmethod
    def holds(self, held: Sequence[float], *, eased: bool) -> bool:
        """Whether a message kept fits; `eased` when it need only last (滞回)."""

    def truth(self, m: Memory, t: int, mode: int) -> Truth:
        """True if it holds for any device, unknown if nothing is known of any."""
        known: Truth = None
        for at, *held in m.nodes[self.place].values():
            if self.gap is None or t - at <= self.gap:
                if self.holds(held, eased=mode == LAST):
                    return True
                known = False
        return known

    def next(self, m: Memory, t: int) -> int | None:
        """When a message that counts is too old."""
        if self.gap is None:
            return None
        kept = m.nodes[self.place].values()
        ends = (at + self.gap + 1 for at, *held in kept if self.under_not or self.holds(held, eased=False))
        return soonest(end for end in ends if end > t)

    def number(self, m: Memory, t: int) -> float | None:
        """A place has no value."""
        return None


class Zone(Placed):
    """Fence (电子围栏): outside it by more than `buffer` metres, or inside it; back only inside, or that far outside.

    A position from fewer satellites than `least` is left out, if the device tells.
    """

    __slots__ = ("buffer", "fence", "least", "outside", "satellites")

    def __init__(
        self, place: int, pair: tuple[str, str], gap: int | None, *, under_not: bool, fence: Fence, outside: bool,
        buffer: float, satellites: str, least: int,
    ) -> None:  # fmt: skip
        super().__init__(place, pair, gap, under_not=under_not)
        self.fence, self.outside, self.buffer = fence, outside, buffer
        self.satellites, self.least = satellites, least

    def read(self, values: Mapping[str, float]) -> tuple[float, ...] | None:
        """Latitude and longitude."""
        if values.get(self.satellites, self.least) < self.least:
            return None
        return values[self.pair[0]], values[self.pair[1]]

    def holds(self, held: Sequence[float], *, eased: bool) -> bool:
        """Whether the position is on the side that is watched."""
        far = self.fence.beyond(held[1], held[0])
        return far > (0 if eased else self.buffer) if self.outside else far <= (self.buffer if eased else 0)


class Stay(Placed):
    """Staying (停留): what looks at a place tells its number and for how many seconds somebody has been there."""

    __slots__ = ("least", "zone")

    def __init__(
        self, place: int, pair: tuple[str, str], gap: int | None, *, under_not: bool, zone: int, least: float
    ) -> None:
        super().__init__(place, pair, gap, under_not=under_not)
        self.zone, self.least = zone, least

    def read(self, values: Mapping[str, float]) -> tuple[float, ...] | None:
        """The seconds, if it is about this place."""
        return (values[self.pair[1]],) if values[self.pair[0]] == self.zone else None

    def holds(self, held: Sequence[float], *, eased: bool) -> bool:
        """Long enough; once raised, anybody there at all."""
        return held[0] > 0 if eased else held[0] >= self.least
