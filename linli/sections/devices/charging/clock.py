"""Which time counts: the pile's own, or ours (充电桩时钟).

A time more than five minutes away from when it was received is taken only for a message that waited offline: then it
lies in the time the pile was away. Every other such time means a wrong clock, and the time of receipt is used instead.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from linli.sections.devices.models import ChargePoint

TRUST = dt.timedelta(minutes=5)


class Moment(NamedTuple):
    """The time that counts, and how many seconds the pile's clock is off (0 when it was believed)."""

    at: dt.datetime
    off_s: int


def parse(text: str) -> dt.datetime:
    """An ISO 8601 time; without an offset it is UTC (OCPP 1.6 §3.13). Raises ValueError."""
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        found = found.replace(tzinfo=dt.UTC)
    try:
        return found.astimezone(dt.UTC)
    except OverflowError:
        raise ValueError(text) from None


def moment(text: str | None, received: dt.datetime, point: ChargePoint) -> Moment:
    """The time of a message. Raises ValueError for a text that is no time."""
    if text is None:
        return Moment(received, 0)
    told = parse(text)
    off = told - received
    if abs(off) <= TRUST or _waited(told, point):
        return Moment(min(told, received) if off > dt.timedelta(0) else told, 0)
    return Moment(received, max(min(int(off.total_seconds()), 2**31 - 1), -(2**31)))


def _waited(told: dt.datetime, point: ChargePoint) -> bool:
    """True when the pile was away at that time."""
    since, until = point.lost_at, point.connected_at
    return since is not None and until is not None and since - TRUST <= told <= until
