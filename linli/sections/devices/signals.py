"""Believable values (拟真数据): what a device of each type would measure at a moment, for the demo community."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable

Values = dict[str, float]
Signal = Callable[[dt.datetime, random.Random, int], Values]


def _day(at: dt.datetime, peak: float = 15.0) -> float:
    """−1 … 1 over the day, highest at the hour `peak`."""
    return math.cos((at.hour + at.minute / 60 - peak) / 24 * 2 * math.pi)


def _year(at: dt.datetime) -> float:
    """−1 in mid January … 1 in mid July."""
    return -math.cos((at.timetuple().tm_yday - 15) / 365 * 2 * math.pi)


def _near(rng: random.Random, mean: float, spread: float, low: float, high: float) -> float:
    return min(high, max(low, rng.gauss(mean, spread)))


def _hours(at: dt.datetime) -> float:
    """Hours since the start of 2025, for what only grows."""
    return (at - dt.datetime(2025, 1, 1, tzinfo=at.tzinfo)).total_seconds() / 3600


def wristband(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A person in her seventies: slower at night, walks in the morning."""
    awake = 6 <= at.hour < 22
    return {
        "heart_rate": round(_near(rng, 62 + nth % 5 * 2 + (10 if awake else 0) + 4 * _day(at), 4, 46, 112)),
        "spo2": round(_near(rng, 96.5, 0.8, 92, 99)),
        "body_temperature": round(_near(rng, 36.4 + 0.2 * _day(at, 17), 0.1, 35.8, 37.1), 1),
        "steps": round(max(0, at.hour - 6) * (180 + nth * 25)) if awake else 0,
        "worn": 1.0,
    }


def environment(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Weather of the North China plain."""
    temperature = 14 + 14 * _year(at) + 4 * _day(at)
    return {
        "temperature": round(_near(rng, temperature, 1.5, -20, 42), 1),
        "humidity": round(_near(rng, 58 + 12 * _year(at) - 10 * _day(at), 6, 15, 99)),
        "pm25": round(_near(rng, 48 - 28 * _year(at), 14, 4, 260)),
        "noise": round(_near(rng, 50 + 8 * _day(at, 14), 3, 34, 78), 1),
    }


def smoke(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A quiet smoke detector."""
    return {
        "smoke": 0.0,
        "temperature": round(_near(rng, 18 + 6 * _year(at), 1, 2, 36), 1),
        "battery": _battery(at, nth),
    }


def water_leak(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A dry floor."""
    return {"leak": 0.0, "battery": _battery(at, nth)}


def gas(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A trace of gas when people cook."""
    cooking = at.hour in (7, 11, 12, 18)
    return {"concentration": round(_near(rng, 1.2 if cooking else 0.2, 0.3, 0, 4), 1), "valve": 1.0}


def door(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Open when people come and go."""
    return {"open": float(rng.random() < (0.25 if 7 <= at.hour < 21 else 0.02)), "battery": _battery(at, nth)}


def infrared(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Somebody walks about at home."""
    awake = 6 <= at.hour < 22
    return {"passes": float(rng.randint(3, 18) if awake else rng.randint(0, 2)), "presence": float(awake)}


def water_meter(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """About four cubic metres a month per home."""
    busy = at.hour in (7, 12, 18, 19, 20)
    days, hour = divmod(_hours(at), 24)
    awake = days * 16 + min(16.0, max(0.0, hour - 6))  # nobody runs the tap at night
    total = 300 + nth * 40 + awake * 0.00825 * (1 + nth % 3 * 0.3)
    return {"total": round(total, 3), "flow": round(_near(rng, 0.12 if busy else 0.004, 0.01, 0, 1), 3)}


def lamp(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """On from dusk to dawn, dimmed after eleven."""
    dusk, dawn = 18.2 + 1.2 * _year(at), 6.4 - 1.2 * _year(at)
    hour = at.hour + at.minute / 60
    on = hour >= dusk or hour < dawn
    level = 0 if not on else 40 if hour >= 23 or hour < 5 else 100
    return {
        "on": float(on),
        "brightness": float(level),
        "power": round(level * 0.6 + rng.random(), 1) if on else 0.0,
        "energy": round(_hours(at) * 0.028, 2),
    }


def rubbish_bin(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Fills over the day, is emptied at six and at three."""
    since = (at.hour - 6) % 24 if at.hour < 15 and at.hour >= 6 else (at.hour - 15) % 24
    return {"level": round(_near(rng, 8 + since * (5 + nth % 3), 3, 0, 88)), "battery": _battery(at, nth)}


def charger(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Busy in the evening."""
    busy = rng.random() < (0.7 if at.hour >= 18 or at.hour < 6 else 0.2)
    return {
        "status": 2.0 if busy else 0.0,
        "power": round(_near(rng, 6600, 200, 5800, 7000)) if busy else 0.0,
        "energy": round(_hours(at) * 2.1, 2),
        "temperature": round(_near(rng, 30 + 10 * _year(at) + (12 if busy else 0), 2, -10, 70), 1),
    }


def elevator(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Goes up and down by day."""
    moving = rng.random() < (0.5 if 6 <= at.hour < 23 else 0.05)
    return {"floor": float(rng.randint(1, 6) if moving else 1), "moving": float(moving)}


def dispenser(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Clean water, a filter that ages and is changed every half year."""
    return {
        "tds": round(_near(rng, 42, 4, 20, 90)),
        "filter_life": round(100 - _hours(at) % 4380 / 4380 * 100),
        "dispensed": round(_hours(at) * 11.5, 1),
    }


def parcel_locker(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """Fuller in the afternoon."""
    taken = 7 + (4 if 10 <= at.hour < 19 else 0)
    warm = round(_near(rng, 15 + 12 * _year(at), 1, -20, 50), 1)
    return {"cells_free": float(18 - taken), "cells_taken": float(taken), "temperature": warm}


def camera(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A camera that works."""
    return {"fps": round(_near(rng, 25, 0.3, 20, 25))}


def gateway(at: dt.datetime, rng: random.Random, nth: int) -> Values:
    """A gateway with a fair signal."""
    return {"rssi": round(_near(rng, -71, 3, -95, -50)), "children": 12.0}


def _battery(at: dt.datetime, nth: int) -> float:
    """Three years on one battery."""
    return float(round(100 - (_hours(at) + nth * 900) % 26_000 / 26_000 * 90))


SIGNALS: dict[str, Signal] = {
    "wristband": wristband, "environment": environment, "smoke": smoke, "water_leak": water_leak, "gas": gas,
    "door": door, "infrared": infrared, "water_meter": water_meter, "lamp": lamp, "bin": rubbish_bin, "charger": charger,
    "elevator": elevator, "dispenser": dispenser, "parcel_locker": parcel_locker, "camera": camera, "gateway": gateway,
}  # fmt: skip
