"""How closely an elder is looked after (关爱等级), explained: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.sections.eldercare.models import Elder

HIGH, MEDIUM = 6, 3
"""Points from which the level is high, or medium."""
NEWS2 = {2: 2, 3: 4, 4: 6}
FALL, MOST_FALLS = 2, 2
FALL_DAYS = 90


@dataclass(frozen=True)
class Reason:
    """One reason with its points; `health`: only for those who may know the elder's health."""

    text: str
    points: int
    health: bool = False


def reasons(categories: Iterable[tuple[str, int]], level: int | None, falls: int) -> list[Reason]:
    """Categories (title, weight), the level of a fresh NEWS2, and falls within 90 days that were not false alarms."""
    found = [Reason(title, weight) for title, weight in categories if weight]
    if level in NEWS2:
        found.append(Reason(f"体征评分{LEVELS[level]}", NEWS2[level], health=True))
    if falls:
        found.append(Reason(f"90 天内跌倒 {falls} 次", FALL * min(falls, MOST_FALLS), health=True))
    return found


LEVELS = {0: "正常", 1: "低风险", 2: "单项 3 分", 3: "紧急", 4: "危急"}


def level_of(found: Iterable[Reason]) -> tuple[int, int]:
    """(level, points)."""
    points = sum(reason.points for reason in found)
    level = Elder.Risk.HIGH if points >= HIGH else Elder.Risk.MEDIUM if points >= MEDIUM else Elder.Risk.LOW
    return int(level), points
