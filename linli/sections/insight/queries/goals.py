"""治理“四全”: 全覆盖, 零距离, 全响应, 齐参与 — each the mean of its parts, each part with formula and rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.module_loading import import_string

from linli.kernel.access import Actor
from linli.kernel.discovery import sections
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Section
from linli.kernel.offers import Line, Quota, Share
from linli.sections.insight.queries.offers import asked

GOALS = {
    "coverage": ("全覆盖", "人、房、设备都掌握得到"),
    "distance": ("零距离", "居民找得到人，有事有人管"),
    "response": ("全响应", "诉求和预警有回音、按时办"),
    "participation": ("齐参与", "居民一起来说、来评、来核实"),
}


@dataclass(frozen=True)
class Part:
    """A part with its numbers; `whole` is None when its section could not answer."""

    share: Share
    part: int
    whole: int | None

    @property
    def tenths(self) -> int | None:
        """Tenths of a percent, rounded down so that 100 is only said of all; None when nothing is there to measure."""
        return 1000 * self.part // self.whole if self.whole else None

    @property
    def percent(self) -> float | None:
        """The share with one decimal."""
        return None if self.tenths is None else self.tenths / 10


def goals(actor: Actor) -> list[dict[str, Any]]:
    """The four goals with their parts for the actor's areas; one query per part."""
    parts = [_measured(section, share, actor) for section, share in _shares(actor)]
    return [_goal(key, [part for part in parts if part.share.goal == key], actor) for key in GOALS]


def goals_tile(actor: Actor) -> dict[str, Any]:
    """For the hall screen: the four numbers and their parts."""
    shown = ("key", "title", "percent", "parts")
    kept = [{name: goal[name] for name in shown} for goal in goals(actor)]
    for goal in kept:
        goal["parts"] = [{name: part[name] for name in ("id", "title", "percent")} for part in goal["parts"]]
    return {"goals": kept}


def rows_behind(actor: Actor, share_id: str, met: bool) -> tuple[Share, QuerySet[Any, Any], Any]:
    """The rows of a part that meet it, or those that do not, and how to write one. Raises NotFound, Forbidden."""
    share = next((share for _, share in _shares(actor) if share.id == share_id), None)
    if share is None:
        raise NotFound
    actor.require(share.rows_permission)
    quota: Quota = import_string(share.query)(actor, share.rows_permission)
    rows = quota.rows.filter(quota.met) if met else quota.rows.exclude(quota.met)
    return share, rows, quota.line


def line_row(line: Line) -> dict[str, str]:
    """A row as it is listed."""
    return {"title": line.title, "detail": line.detail, "link": line.link}


def _shares(actor: Actor) -> Iterator[tuple[Section, Share]]:
    found = [(section, share) for section in sections() for share in section.shares]
    for section, share in sorted(found, key=lambda pair: (pair[1].order, pair[1].id)):
        if actor.can(share.permission):
            yield section, share


def _measured(section: Section, share: Share, actor: Actor) -> Part:
    def count(who: Actor) -> dict[str, int]:
        quota: Quota = import_string(share.query)(who, share.permission)
        counted: dict[str, int] = quota.rows.order_by().aggregate(
            whole=Count("pk"), part=Count("pk", filter=quota.met)
        )
        return counted

    found = asked(section, count, actor)
    return Part(share, found["part"], found["whole"]) if found else Part(share, 0, None)


def _goal(key: str, parts: list[Part], actor: Actor) -> dict[str, Any]:
    title, meaning = GOALS[key]
    measured = [part.tenths for part in parts if part.tenths is not None]
    percent = sum(measured) // len(measured) / 10 if measured else None
    return {
        "key": key,
        "title": title,
        "meaning": meaning,
        "percent": percent,
        "formula": _formula(title, parts),
        "parts": [_part(part, actor) for part in parts],
    }


def _formula(title: str, parts: list[Part]) -> str:
    told = [part.share.title for part in parts if part.percent is not None]
    left = [part.share.title for part in parts if part.percent is None]
    if not told:
        return f"{title}：还没有可以计算的数据"
    text = f"{title} =（{' + '.join(told)}）÷ {len(told)}" if len(told) > 1 else f"{title} = {told[0]}"
    return f"{text}；{'、'.join(left)}暂无数据，没有计入" if left else text


def _part(part: Part, actor: Actor) -> dict[str, Any]:
    share = part.share
    return {
        "id": share.id,
        "title": share.title,
        "formula": share.formula,
        "part": part.part,
        "whole": part.whole,
        "percent": part.percent,
        "met_title": share.met_title,
        "missing_title": share.missing_title,
        "rows": actor.can(share.rows_permission),
    }
