"""Hours and days in epoch milliseconds; the day is the community's (Asia/Shanghai, without summer time since 1991)."""

from __future__ import annotations

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LOCAL_MS = 8 * HOUR_MS


def hour_start(at_ms: int) -> int:
    """The beginning of the hour."""
    return at_ms // HOUR_MS * HOUR_MS


def day_start(at_ms: int) -> int:
    """The beginning of the community's day."""
    return (at_ms + LOCAL_MS) // DAY_MS * DAY_MS - LOCAL_MS
