"""Hours of the day in which something counts (时段), in local time and on whole numbers of milliseconds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from linli.kernel.calendar import is_workday

OFFSET = 8 * 3_600_000
"""Shanghai is eight hours ahead all year, so local time needs no table."""
DAY = 86_400_000
THURSDAY = 3
EPOCH = dt.date(1970, 1, 1)
EVERY_DAY = frozenset(range(7))


@lru_cache(maxsize=4096)
def _works(day: int) -> bool:
    return is_workday(EPOCH + dt.timedelta(days=day))


@dataclass(frozen=True, slots=True)
class Hours:
    """From `starts` to `ends` (ms after midnight), on the weekdays (0 = Monday) and days on which it begins.

    Equal ends mean 24 hours; `days` is all, workdays (工作日) or holidays (节假日, weekends too).
    """

    starts: int
    ends: int
    weekdays: frozenset[int] = EVERY_DAY
    days: str = "all"

    def covers(self, t: int) -> bool:
        """True if the moment is inside; after midnight the day is the one on which the hours began."""
        day, now = divmod(t + OFFSET, DAY)
        if self.starts < self.ends:
            return self.starts <= now < self.ends and self.on(day)
        return self.on(day) if now >= self.starts else now < self.ends and self.on(day - 1)

    def on(self, day: int) -> bool:
        """True if the hours begin on this day (days since 1970, local)."""
        if (day + THURSDAY) % 7 not in self.weekdays:
            return False
        return self.days == "all" or _works(day) == (self.days == "workdays")

    def next(self, t: int) -> int:
        """The next moment after `t` at which they may begin or end."""
        midnight = (t + OFFSET) // DAY * DAY - OFFSET
        edges = (self.starts, self.ends, self.starts + DAY, self.ends + DAY)
        return min(midnight + edge for edge in edges if midnight + edge > t)


def after_midnight(time: dt.time) -> int:
    """Milliseconds after midnight."""
    return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000
