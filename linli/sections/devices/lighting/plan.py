"""The plan of a group of lamps (照明安排): steps of the day, and which of them holds at a moment.

A step says from when a level holds: at a fixed hour or some minutes from sunset or sunrise, on some days of the week.
It holds until the next step, over midnight too. A level is a brightness in percent; 0 is off.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.devices.lighting.sun import Place, sun_times

DUSK, DAWN = "dusk", "dawn"
SUN_WORDS = {DUSK: "日落", DAWN: "日出"}
CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
MOST_STEPS, MOST_OFFSET = 12, 240
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
LOOK_DAYS = 8
"""A step for one day of the week is never further away than this."""


@dataclass(frozen=True)
class Step:
    """From when a level holds. `at` is "dusk", "dawn" or "HH:MM"; `offset` is minutes; `days` 0 is Monday."""

    at: str
    level: int
    offset: int = 0
    days: tuple[int, ...] = EVERY_DAY

    @property
    def when(self) -> str:
        """“日落后 15 分钟” or “23:00”."""
        if self.at not in SUN_WORDS:
            return self.at
        word = SUN_WORDS[self.at]
        if not self.offset:
            return f"{word}时"
        return f"{word}{'后' if self.offset > 0 else '前'} {abs(self.offset)} 分钟"


@dataclass(frozen=True)
class Span:
    """A stretch of time with one level, begun by a step."""

    since: dt.datetime
    until: dt.datetime
    level: int
    words: str = field(default="")


def steps_of(rows: Sequence[dict[str, Any]]) -> list[Step]:
    """The steps as kept."""
    return [Step(r["at"], r["level"], r.get("offset", 0), tuple(r.get("days", EVERY_DAY))) for r in rows]


def checked_steps(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps, fit to be kept. Raises DomainError beside `steps`."""
    if len(rows) > MOST_STEPS:
        raise _wrong(f"最多 {MOST_STEPS} 段。")
    found = []
    for row in rows:
        at, level, offset = str(row["at"]), int(row["level"]), int(row.get("offset") or 0)
        days = sorted(set(row.get("days") or EVERY_DAY))
        if at not in SUN_WORDS and not CLOCK.match(at):
            raise _wrong("时间应为日落、日出或 00:00 到 23:59。")
        if not 0 <= level <= 100 or abs(offset) > MOST_OFFSET or not set(days) <= set(EVERY_DAY):
            raise _wrong(f"亮度为 0 到 100，提前或推后不超过 {MOST_OFFSET} 分钟。")
        found.append({"at": at, "level": level, "offset": offset if at in SUN_WORDS else 0, "days": days})
    return found


def _wrong(message: str) -> DomainError:
    return DomainError("请检查照明安排。", fields={"steps": message})


def moments(steps: Sequence[Step], place: Place, day: dt.date) -> list[tuple[dt.datetime, Step]]:
    """When the steps of a day begin, in order; of two at the same minute the one written later counts last."""
    return sorted(
        ((_begin(step, place, day), step) for step in steps if day.weekday() in step.days),
        key=lambda pair: pair[0],
    )


def _begin(step: Step, place: Place, day: dt.date) -> dt.datetime:
    if step.at not in SUN_WORDS:
        return dt.datetime.combine(day, dt.time.fromisoformat(step.at), timezone.get_current_timezone())
    dawn, dusk = sun_times(place, day)
    return (dusk if step.at == DUSK else dawn) + dt.timedelta(minutes=step.offset)


def _walk(
    steps: Sequence[Step], place: Place, first: dt.date, days: int
) -> Iterator[tuple[dt.datetime, Step]]:
    """The moments of some days, in order (offsets may carry a step over midnight)."""
    found = [pair for nth in range(days) for pair in moments(steps, place, first + dt.timedelta(days=nth))]
    return iter(sorted(found, key=lambda pair: pair[0]))


def holding(steps: Sequence[Step], place: Place, at: dt.datetime) -> tuple[dt.datetime, Step] | None:
    """The step that holds at a moment with when it began; None without steps."""
    first = timezone.localtime(at).date() - dt.timedelta(days=LOOK_DAYS)
    found = None
    for pair in _walk(steps, place, first, LOOK_DAYS + 2):
        if pair[0] > at:
            break
        found = pair
    return found


def following(steps: Sequence[Step], place: Place, at: dt.datetime) -> tuple[dt.datetime, Step] | None:
    """The next step that changes the level after a moment; None when nothing will change."""
    now = holding(steps, place, at)
    first = timezone.localtime(at).date() - dt.timedelta(days=1)
    for begin, step in _walk(steps, place, first, LOOK_DAYS + 2):
        if begin > at and (now is None or step.level != now[1].level):
            return begin, step
    return None


def spans(steps: Sequence[Step], place: Place, since: dt.datetime, until: dt.datetime) -> list[Span]:
    """The levels between two moments, in order and without gaps; empty without steps."""
    current = holding(steps, place, since)
    found: list[Span] = []
    at, level, words = since, current[1].level if current else 0, current[1].when if current else ""
    days = (until - since).days + 4
    first = timezone.localtime(since).date() - dt.timedelta(days=1)
    for begin, step in _walk(steps, place, first, days):
        if since < begin < until and step.level != level:
            found.append(Span(at, begin, level, words))
            at, level, words = begin, step.level, step.when
    return [*found, Span(at, until, level, words)] if steps else []


def level_words(level: int) -> str:
    """“亮度 40%” or “关灯”."""
    return f"亮度 {level}%" if level else "关灯"
