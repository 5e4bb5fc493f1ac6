"""A slow evaluator that looks at the whole history, millisecond by millisecond, at every question anew."""

from __future__ import annotations

import copy
import math
import operator as op
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

COMPARE = {">": op.gt, ">=": op.ge, "<": op.lt, "<=": op.le, "==": op.eq, "!=": op.ne}
SHANGHAI = ZoneInfo("Asia/Shanghai")
AMOUNTS = ("count", "times", "sum", "increase", "busy")


def ms(seconds: float) -> int:
    return round(seconds * 1000)


class Reference:
    """`history` holds every reading that counts as (at, channel, device, value); `runs` since when a “for” holds."""

    def __init__(self, spec: dict[str, Any], born: int) -> None:
        self.spec, self.born, self.t = spec, born, born - 1
        self.history: list[tuple[int, str, str, float]] = []
        self.messages: list[tuple[int, str, dict[str, float]]] = []
        self.runs: dict[str, int | None] = {}
        self.raised: int | None = None
        self.pulses: set[str] = set()
        self.late = 0

    def reading(self, at: int, values: dict[str, float], device: str = "") -> list[tuple[bool, int]]:
        """Readings no newer than the newest of their channel and device are late."""
        heard = {c for c in channels(self.spec) if c in values}
        fresh = {c for c in heard if at > max((h[0] for h in self.of(c, device)), default=-(10**18))}
        self.late += sum(at < max(h[0] for h in self.of(c, device)) for c in heard - fresh)
        if not fresh:
            return []
        found = [change for t in range(self.t + 1, at + 1) for change in self.look(t)]
        self.history += [(at, c, device, values[c]) for c in fresh]
        self.messages.append((at, device, {c: v for c, v in values.items() if c in fresh or c not in heard}))
        self.pulses = fresh
        found += self.look(max(at, self.t))
        self.pulses = set()
        return found

    def tick(self, now: int) -> list[tuple[bool, int]]:
        """Time passes; only what leads to a change stays."""
        found: list[tuple[bool, int]] = []
        ahead = copy.deepcopy(self)
        for t in range(self.t + 1, now + 1):
            changes = ahead.look(t)
            if changes:
                found += changes
                self.t, self.raised, self.runs = ahead.t, ahead.raised, dict(ahead.runs)
        return found

    def look(self, t: int) -> list[tuple[bool, int]]:
        """One moment."""
        self.t = t
        holds = self.truth(self.spec, t, "raise", "0")
        if self.raised is None:
            if holds is not True or (not settles(self.spec) and not self.pulses):
                return []
            self.raised = t if settles(self.spec) else None
            return [(True, t)]
        if self.truth(self.spec, t, "last", "0") is False:
            self.raised = None
            return [(False, t)]
        return []

    def of(self, channel: str, device: str | None = None) -> list[tuple[int, str, str, float]]:
        return [h for h in self.history if h[1] == channel and device in (None, h[2])]

    def newest(self, channel: str) -> list[tuple[int, float]]:
        """The newest reading of each device on a channel."""
        found = {h[2]: (h[0], h[3]) for h in sorted(self.of(channel))}
        return list(found.values())

    def truth(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        return getattr(self, s["node"] + "_")(s, t, mode, path)  # type: ignore[no-any-return]

    def all_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        found = [self.truth(child, t, mode, f"{path}.{i}") for i, child in enumerate(s["of"])]
        return False if False in found else None if None in found else True

    def any_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        found = [self.truth(child, t, mode, f"{path}.{i}") for i, child in enumerate(s["of"])]
        return True if True in found else None if None in found else False

    def not_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        inner = {"raise": "raise", "last": "against", "against": "last"}[mode]
        found = self.truth(s["of"], t, inner, f"{path}.0")
        return None if found is None else not found

    def for_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        child = self.truth(s["of"], t, mode, f"{path}.0")
        if mode == "last" or not s["seconds"]:
            return child
        if mode == "raise":
            before = self.runs.get(path)
            self.runs[path] = (t if before is None else before) if child is True else None
        since = self.runs.get(path)
        if since is not None:
            return t - since >= ms(s["seconds"])
        return None if child is None else False

    def value_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        gap = s.get("max_gap_s", 300)
        known = [v for at, v in self.newest(s["metric"]) if gap is None or t - at <= ms(gap)]
        return any(COMPARE[s["op"]](v, limit(s, mode)) for v in known) if known else None

    def event_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        return s["metric"] in self.pulses if mode == "raise" else None

    def absent_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        times = [at for at, _ in self.newest(s["metric"])]
        if mode == "last":
            return not times or t - max(times) >= ms(s["seconds"])
        return t - max([*times, self.born]) >= ms(s["seconds"])

    def zone_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        """A fence with its sides along north and east."""
        lons, lats = zip(*s["ring"], strict=True)
        scale = 111_320 * math.cos(math.radians(lats[0]))
        found = []
        for lat, lon in self.held(
            s, t, ("latitude", "longitude"), lambda v: v.get("satellites", 9) >= s["min_satellites"]
        ):
            far = math.hypot(max(min(lons) - lon, 0, lon - max(lons)) * scale,
                             max(min(lats) - lat, 0, lat - max(lats)) * 111_320)  # fmt: skip
            eased = mode == "last"
            outside = s["side"] == "outside"
            found.append(
                far > (0 if eased else s["buffer_m"]) if outside else far <= (s["buffer_m"] if eased else 0)
            )
        return any(found) if found else None

    def stay_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        found = self.held(s, t, ("zone", "dwell_s"), lambda v: v["zone"] == s["zone"])
        return any(d > 0 if mode == "last" else d >= s["seconds"] for _, d in found) if found else None

    def held(
        self, s: dict[str, Any], t: int, pair: tuple[str, str], counts: Callable[[dict[str, float]], bool]
    ) -> list[tuple[float, float]]:
        """Of each device the last message with both values that counts, while it is not too old."""
        newest = {d: (at, v) for at, d, v in self.messages if v.keys() >= set(pair) and counts(v)}
        gap = s["max_gap_s"]
        return [(v[pair[0]], v[pair[1]]) for at, v in newest.values() if gap is None or t - at <= ms(gap)]

    def time_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        if mode != "raise":
            return None
        local = datetime.fromtimestamp(t // 1000, SHANGHAI) + timedelta(milliseconds=t % 1000)
        starts = datetime.fromisoformat(f"2000-01-01T{s['starts']}").time()
        if s.get("ends") is None:
            return local.time() == starts and self.day(s, local)
        ends = datetime.fromisoformat(f"2000-01-01T{s['ends']}").time()
        if starts < ends:
            return starts <= local.time() < ends and self.day(s, local)
        if local.time() >= starts:
            return self.day(s, local)
        return local.time() < ends and self.day(s, local - timedelta(days=1))

    def day(self, s: dict[str, Any], local: datetime) -> bool:
        return not s.get("weekdays") or local.weekday() in s["weekdays"]

    def over_(self, s: dict[str, Any], t: int, mode: str, path: str) -> bool | None:
        times = [at for at, _ in self.newest(s["metric"])]
        gap, number = s.get("max_gap_s"), self.number(s, t)
        if number is None:
            return None
        holds, little = (
            COMPARE[s["op"]](number, limit(s, mode)),
            s["how"] in AMOUNTS and s["op"] in ("<", "<="),
        )
        if little and s["how"] != "sum" and not holds:
            return False
        if gap is not None and ((times and t - max(times) > ms(gap)) or (little and not times)):
            return None
        if not little:
            return holds
        since = self.born if gap is None else max(self.born, self.unbroken(s["metric"], ms(gap)))
        return None if t < since + ms(s["seconds"]) else holds

    def unbroken(self, channel: str, gap: int) -> int:
        """The reading after which, as they came in, none was later than the newest by more than the gap."""
        times = [h[0] for h in self.of(channel)]
        breaks = [at for n, at in enumerate(times) if n == 0 or at - max(times[:n]) > gap]
        return breaks[-1]

    def number(self, s: dict[str, Any], t: int) -> float | None:
        rows, span = self.of(s["metric"]), ms(s["seconds"])
        if s["how"] in ("count", "times"):
            return sum(t - span < row[0] <= t and self.counts(s, row) for row in rows)
        if not rows and s["how"] in AMOUNTS:
            return None
        slot = ms(s["slot_s"])
        wider = s["how"] == "busy" or (s["how"] in AMOUNTS and s["op"] in ("<", "<="))
        first = slot_of(t, slot) - (-(-span // slot) - 1 + wider)
        inside = [row for row in rows if slot_of(row[0], slot) >= first]
        moved = [(slot_of(row[0], slot), self.used(row)) for row in inside]
        if s["how"] == "increase":
            return sum(n for _, n in moved)
        if s["how"] == "busy":
            return len({where for where, n in moved if n > 0})
        values = [row[3] for row in inside]
        if s["how"] == "sum":
            return sum(values)
        if not values:
            return None
        now = max(self.newest(s["metric"]))[1]
        return {"mean": sum(values) / len(values), "min": min(values), "max": max(values),
                "rise": now - min(values), "fall": max(values) - now}[s["how"]]  # fmt: skip

    def before(self, row: tuple[int, str, str, float]) -> tuple[int, str, str, float] | None:
        return max((h for h in self.of(row[1], row[2]) if h[0] < row[0]), default=None)

    def counts(self, s: dict[str, Any], row: tuple[int, str, str, float]) -> bool:
        where = s.get("where")
        fits = where is None or COMPARE[where["op"]](row[3], where["limit"])
        before = self.before(row)
        if s["how"] == "times" and before is not None:
            return fits and not (where is None or COMPARE[where["op"]](before[3], where["limit"]))
        return fits

    def used(self, row: tuple[int, str, str, float]) -> float:
        before = self.before(row)
        if before is None:
            return 0
        return row[3] - before[3] if row[3] >= before[3] else row[3] if row[3] <= before[3] / 2 else 0


def slot_of(t: int, slot: int) -> int:
    return (t + 8 * 3_600_000) // slot


def limit(s: dict[str, Any], mode: str) -> float:
    clear = s.get("clear_limit")
    return float(clear if mode == "last" and clear is not None else s["limit"])


def inner(s: dict[str, Any]) -> list[dict[str, Any]]:
    of = s.get("of", [])
    return of if isinstance(of, list) else [of]


PAIRS = {"zone": {"latitude", "longitude"}, "stay": {"zone", "dwell_s"}}


def channels(s: dict[str, Any]) -> set[str]:
    own = PAIRS.get(s["node"], {s["metric"]} if "metric" in s else set())
    return own.union(*(channels(child) for child in inner(s)))


def settles(s: dict[str, Any]) -> bool:
    return s["node"] in ("value", "absent", "over", "zone", "stay") or any(
        settles(child) for child in inner(s)
    )
