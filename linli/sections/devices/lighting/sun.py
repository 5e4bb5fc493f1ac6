"""Sunrise and sunset (日出日落) at a place, by the library astral; degrees WGS 84, times with the time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from astral import Observer
from astral.sun import sunrise, sunset
from django.utils import timezone

FALLBACK = (dt.time(6, 0), dt.time(18, 0))
"""Where the sun does not rise or set on a day."""


@dataclass(frozen=True)
class Place:
    """A place on the globe in degrees."""

    latitude: float
    longitude: float


@lru_cache(maxsize=4096)
def sun_times(place: Place, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Dawn and dusk (日出, 日落) of a day, to the minute."""
    zone = timezone.get_current_timezone()
    observer = Observer(place.latitude, place.longitude)
    try:
        found = sunrise(observer, day, zone), sunset(observer, day, zone)
    except ValueError:
        found = tuple(dt.datetime.combine(day, at, zone) for at in FALLBACK)  # type: ignore[assignment]
    return found[0].replace(second=0, microsecond=0), found[1].replace(second=0, microsecond=0)


def is_dark(place: Place, at: dt.datetime) -> bool:
    """True between sunset and sunrise."""
    dawn, dusk = sun_times(place, timezone.localtime(at).date())
    return not dawn <= at < dusk


def next_dawn(place: Place, at: dt.datetime) -> dt.datetime:
    """The next sunrise after a moment."""
    day = timezone.localtime(at).date()
    dawn = sun_times(place, day)[0]
    return dawn if dawn > at else sun_times(place, day + dt.timedelta(days=1))[0]
