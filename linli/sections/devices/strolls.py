"""Believable places (拟真位置): where the wristbands of the demo are. Most days within the estate; one was once far away."""

from __future__ import annotations

import datetime as dt
import math
import random

from linli.kernel.models import Area
from linli.sections.devices.signals import Values
from linli.sections.registry import queries as registry

Spot = tuple[float, float]
METRES_PER_DEGREE = 111_320
HOMES: tuple[Spot, ...] = ((22, 8), (80, 8), (150, 5), (25, 42), (205, 40), (150, 74), (60, 135), (205, 166))
"""Houses on the demo's plan, in metres, one for each wristband."""
GARDEN, SQUARE, HALL = (160, 108), (42, 105), (137, 186)
OUTINGS = {7: GARDEN, 10: HALL, 15: SQUARE, 16: GARDEN}
"""Where people are at these hours of the day; at all others they are at home."""
DAYS = 30
"""How far back the demo knows where they were: as far as a rule is tried."""
STRAY, STRAY_DAYS = 0, 6
AWAY = {14: (620.0, 70.0), 15: (880.0, 130.0), 16: (540.0, 40.0)}
"""So many days ago this wristband was outside the eastern gate for an afternoon."""


def ground() -> Spot | None:
    """[longitude, latitude] of the plan of the first estate (WGS-84); None while it is not known."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    return registry.origins_of([estate.path]).get(estate.path) if estate else None


def stroll(at: dt.datetime, nth: int, origin: Spot, today: dt.date | None = None) -> Values:
    """The position that a wristband tells; with `today` the day it strayed is told too."""
    rng = random.Random(f"{nth} {at:%Y-%m-%d %H:%M}")  # noqa: S311 - a show, nothing secret
    spot = OUTINGS.get(at.hour, HOMES[nth % len(HOMES)])
    if today and nth == STRAY and (today - at.date()).days == STRAY_DAYS:
        spot = AWAY.get(at.hour, spot)
    east, south = rng.gauss(spot[0], 4), rng.gauss(spot[1], 4)
    wide = METRES_PER_DEGREE * math.cos(math.radians(origin[1]))
    return {
        "latitude": round(origin[1] - south / METRES_PER_DEGREE, 6),
        "longitude": round(origin[0] + east / wide, 6),
        "satellites": float(rng.randint(8, 12) if spot in OUTINGS.values() else rng.randint(5, 9)),
    }
