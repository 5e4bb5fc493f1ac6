"""Upkeep of the levels of escalation (升级办法) of an area and a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.cases.models import Category, Ladder
from linli.sections.cases.queries.ladders import DESKS, MANAGE, Rung, ladders

MAX_RUNGS, MAX_DAYS = 5, 30


@transaction.atomic
def set_ladder(*, actor: Actor, area_id: int, category: str = "", steps: Sequence[Rung]) -> Ladder:
    """Sets the levels of an area, for one category or ("") for all; late cases follow it at their next level."""
    area = actor.areas(MANAGE).select_for_update().filter(pk=area_id).first()
    if area is None:
        raise NotFound
    found = Category.objects.filter(code=category).first() if category else None
    if category and found is None:
        raise DomainError("没有这个分类。", fields={"category": "请从列表中选择一个分类。"})
    _check(steps)
    values = {"steps": [asdict(rung) for rung in steps], "updated_at": timezone.now()}
    kept, _ = Ladder.objects.update_or_create(area=area, category=found, defaults=values)
    _record(actor, "cases.ladder.set", kept, area, {"category": category, "steps": values["steps"]})
    return kept


@transaction.atomic
def drop_ladder(*, actor: Actor, ladder_id: int) -> None:
    """Takes an area's own levels away: the next area above, or the default, holds again."""
    actor.require(MANAGE)
    found = ladders(actor).filter(pk=ladder_id).first()
    if found is None:
        raise NotFound
    _record(actor, "cases.ladder.dropped", found, found.area, {"steps": found.steps})
    found.delete()


def _record(actor: Actor, action: str, target: Ladder, area: Area, detail: dict[str, object]) -> None:
    audit.record(actor, action, target=target, area=area, detail=detail)


def _check(steps: Sequence[Rung]) -> None:
    """Rising days, desks that exist."""
    days = [rung.days for rung in steps]
    if not 1 <= len(steps) <= MAX_RUNGS:
        raise _refused(f"要有 1 到 {MAX_RUNGS} 级。")
    if days != sorted(set(days)) or not 0 <= days[0] <= days[-1] <= MAX_DAYS:
        raise _refused(f"每一级的工作日数要比上一级多，最多 {MAX_DAYS} 个工作日。")
    if any(rung.role not in DESKS for rung in steps):
        raise _refused("有一级没有选定升级到谁。")


def _refused(message: str) -> DomainError:
    return DomainError(message, fields={"steps": message})
