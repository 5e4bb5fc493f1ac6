"""Signs of life (生活迹象): pure arithmetic on what the sensors of a home said.

Rules as they are used in practice: water < 0.01 m³ in 12 h, > 2 m³ a day, water in every half-hour of a day (a leak), no
door opened in 24 h, nobody before the infrared sensor in 24 h (5 h by day), no steps in 24 h. A sensor that was not
heard for long enough proves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

USUAL: dict[str, float] = {
    "water_hours": 12, "water_least": 0.01, "water_day_most": 2, "door_hours": 24, "infrared_hours": 24,
    "infrared_day_hours": 5, "steps_hours": 24,
}  # fmt: skip
LIMITS: dict[str, tuple[str, float, float]] = {
    "water_hours": ("用水观察时长（小时）", 4, 48), "water_least": ("时段内最少用水（m³）", 0.001, 0.2),
    "water_day_most": ("一天最多用水（m³）", 0.2, 20), "door_hours": ("门多久没有打开（小时）", 6, 96),
    "infrared_hours": ("多久没有人经过（小时）", 6, 96), "infrared_day_hours": ("白天多久没有人经过（小时）", 2, 14),
    "steps_hours": ("多久没有走动（小时）", 4, 48),
}  # fmt: skip
DAY_FROM, DAY_TO = 8, 21
"""Hours of the day in which somebody at home is expected to pass the infrared sensor."""
HALF = 1800
HALVES = 48
Reading = tuple[dt.datetime, float]


@dataclass(frozen=True)
class Sign:
    """What a sensor says of the person: when there was the last sign of life, and what is wrong, or ""."""

    last_at: dt.datetime | None
    wrong: str = ""
    known: bool = True


def hours(n: float) -> dt.timedelta:
    """A span."""
    return dt.timedelta(hours=n)


def water(readings: Sequence[Reading], now: dt.datetime, limits: dict[str, float]) -> Sign:
    """A meter that counts m³. Rising is a sign of life; readings oldest first, at least 24 h of them."""
    last = _last_rise(readings)
    window = hours(limits["water_hours"])
    if not _covers(readings, now, window):
        return Sign(last, known=False)
    used, day = _used(readings, now - window), _used(readings, now - hours(24))
    if used < limits["water_least"]:
        return Sign(last, f"{limits['water_hours']:g} 小时只用水 {used * 1000:.0f} 升")
    if day > limits["water_day_most"]:
        return Sign(last, f"一天用水 {day:.1f} m³，可能漏水或忘关水")
    return Sign(last, "一昼夜用水没有停过，可能漏水" if _never_stops(readings, now) else "")


def door(readings: Sequence[Reading], now: dt.datetime, limits: dict[str, float]) -> Sign:
    """A door contact: 1 is open."""
    return _absence(_last_set(readings), readings, now, limits["door_hours"], "小时没有开过门")


def infrared(readings: Sequence[Reading], now: dt.datetime, limits: dict[str, float]) -> Sign:
    """A presence sensor: anything above 0 is somebody."""
    last = _last_set(readings)
    sign = _absence(last, readings, now, limits["infrared_hours"], "小时没有人经过")
    local = timezone.localtime(now)
    long = limits["infrared_day_hours"]
    by_day = DAY_FROM + long <= local.hour + local.minute / 60 < DAY_TO
    if sign.wrong or not by_day or not _covers(readings, now, hours(long)):
        return sign
    quiet = last is None or now - last >= hours(long)
    return Sign(last, f"白天 {long:g} 小时没有人经过") if quiet else sign


def steps(readings: Sequence[Reading], now: dt.datetime, limits: dict[str, float]) -> Sign:
    """A band that counts steps, anew each day."""
    return _absence(_last_rise(readings), readings, now, limits["steps_hours"], "小时没有走动")


def _absence(
    last: dt.datetime | None, readings: Sequence[Reading], now: dt.datetime, limit: float, told: str
) -> Sign:
    if not _covers(readings, now, hours(limit)):
        return Sign(last, known=False)
    quiet = last is None or now - last >= hours(limit)
    return Sign(last, f"{limit:g} {told}" if quiet else "")


def _covers(readings: Sequence[Reading], now: dt.datetime, window: dt.timedelta) -> bool:
    """True when the sensor was heard at the beginning of the window and lately: so silence means something."""
    slack = max(hours(1.5), window / 8)
    return bool(readings) and readings[0][0] <= now - window + slack and readings[-1][0] >= now - slack


def _last_rise(readings: Sequence[Reading]) -> dt.datetime | None:
    """When a counter last grew; a counter that begins anew is no sign by itself."""
    for before, after in zip(reversed(readings[:-1]), reversed(readings[1:]), strict=True):
        if after[1] > before[1]:
            return after[0]
    return None


def _last_set(readings: Sequence[Reading]) -> dt.datetime | None:
    return next((at for at, value in reversed(readings) if value > 0), None)


def _used(readings: Sequence[Reading], since: dt.datetime) -> float:
    """How much a counter grew since then; where it began anew it counts from nought."""
    used, before = 0.0, None
    for at, value in readings:
        if before is not None and at > since:
            used += value - before if value >= before else value
        before = value
    return round(used, 4)


def _never_stops(readings: Sequence[Reading], now: dt.datetime) -> bool:
    """True when the counter grew in each of the 48 half-hours; needs a meter that reports that often."""
    grown: dict[int, bool] = {}
    before: float | None = None
    start = now - dt.timedelta(seconds=HALF * HALVES)
    for at, value in readings:
        if before is not None and at > start:
            half = int((at - start).total_seconds() // HALF)
            grown[half] = grown.get(half, False) or value > before
        before = value
    return sum(1 for half in range(HALVES) if half in grown) >= HALVES - 2 and all(grown.values())
