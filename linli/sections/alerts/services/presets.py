"""Ready-made rules (现成规则): conditions that are used in practice, taken over in the rule editor with one click.

Long inactivity: water < 0.01 m³ in 12 h, no door opened in 24 h, nobody before the infrared sensor in 24 h (5 h by
day), no steps in 24 h. A sensor that has not been heard all the time proves nothing. At rest: a heart rate that is
high, or low, without a step in ten minutes, as wristbands of large makers judge it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from linli.sections.alerts.services.rules import RuleData

INACTIVE, LEAK, WANDER = "inactive", "water_use", "wander"
HOUR = 3600
UNHEARD = 3 * HOUR
"""So long a sensor of a home may be silent before it proves nothing."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Preset:
    """A rule without an area. `listed` is for people on a list only; not `enabled`, it is to be completed first."""

    title: str
    kind: str
    device_type: str
    tree: Json
    scope: str = "device"
    listed: bool = False
    enabled: bool = True

    def rule(self, area_id: int) -> RuleData:
        """The rule for an area."""
        return RuleData(form="tree", area_id=area_id, duration_s=0, **asdict(self))


def _over(metric: str, how: str, seconds: float, op: str, limit: float, **more: Any) -> Json:
    return {
        "node": "over", "metric": metric, "how": how, "seconds": seconds, "op": op, "limit": limit,
        "max_gap_s": UNHEARD, **more,
    }  # fmt: skip


def _never(metric: str, hours: float) -> Json:
    """Not once set."""
    return _over(metric, "count", hours * HOUR, "<", 1, where={"op": ">=", "limit": 1})


def _at_rest(op: str, limit: float, clear: float) -> Json:
    """A heart rate beyond the limit for a minute, and not a step in ten."""
    heart: Json = {
        "node": "value",
        "metric": "heart_rate",
        "op": op,
        "limit": limit,
        "clear_limit": clear,
        "max_gap_s": 300,
    }
    still = _over("steps", "increase", 600, "<", 1, slot_s=60, max_gap_s=300)
    return {"node": "all", "of": [{"node": "for", "seconds": 60, "of": heart}, still]}


BY_DAY = {"node": "time", "starts": "13:00", "ends": "21:00"}
"""Five hours back from here it is day."""


def _listed(title: str, kind: str, device_type: str, tree: Json, scope: str = "home") -> Preset:
    return Preset(title, kind, device_type, tree, scope, listed=True)


def _grown(metric: str, hours: float, op: str, limit: float, slot_s: float = 1800) -> Json:
    return _over(metric, "increase", hours * HOUR, op, limit, slot_s=slot_s)


GUARD: tuple[Preset, ...] = (
    _listed("12 小时几乎没有用水", INACTIVE, "water_meter", _grown("total", 12, "<", 0.01, slot_s=900)),
    _listed("24 小时没有开过门", INACTIVE, "door", _never("open", 24)),
    _listed("24 小时没有人经过", INACTIVE, "infrared", _never("presence", 24)),
    _listed("白天 5 小时没有人经过", INACTIVE, "infrared", {"node": "all", "of": [_never("presence", 5), BY_DAY]}),
    _listed("24 小时没有走动", INACTIVE, "wristband", _grown("steps", 24, "<", 1), "person"),
    _listed("一天用水过多", LEAK, "water_meter", _grown("total", 24, ">", 2)),
    _listed("一昼夜用水没有停过", LEAK, "water_meter", _over("total", "busy", 24 * HOUR, ">=", 48, slot_s=1800)),
)  # fmt: skip
"""What watches over those who live alone (安全守护)."""
NIGHT_DOOR: Json = {"node": "all", "of": [
    {"node": "value", "metric": "open", "op": ">=", "limit": 1, "max_gap_s": 7200}, {"node": "time", "starts": "22:00"},
]}  # fmt: skip
WARMING = _over("temperature", "rise", 300, ">=", 25, slot_s=30, max_gap_s=None)
AWAY: Json = {
    "node": "for",
    "seconds": 600,
    "of": {
        "node": "zone",
        "side": "outside",
        "name": "",
        "ring": [],
        "buffer_m": 50,
        "min_satellites": 4,
        "max_gap_s": 3600,
    },
}
"""Outside a fence (which is still to be drawn) for ten minutes; watches tell their place every ten minutes or so."""
OTHERS: tuple[Preset, ...] = (
    Preset("静息心率过高", "heart_rate", "wristband", _at_rest(">", 110, 100)),
    Preset("静息心率过低", "heart_rate", "wristband", _at_rest("<", 45, 50)),
    Preset("走失预警", WANDER, "wristband", AWAY, enabled=False),
    Preset("夜里单元门仍开着", "door_open", "door", NIGHT_DOOR),
    Preset("充电枪升温过快", "overheat", "charger", WARMING),
)
PRESETS = (*OTHERS, *GUARD)
