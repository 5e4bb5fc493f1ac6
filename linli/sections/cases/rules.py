"""Dispatch rules (派遣规则) as plain logic: does a rule hold for a case, which is the first, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel.calendar import CLOSES, OPENS, SHANGHAI, is_workday
from linli.sections.cases.models import Case, DispatchRule

DUSK, DAWN = dt.time(22), dt.time(6)
Hours, Urgency = DispatchRule.Hours, DispatchRule.Urgency


@dataclass(frozen=True)
class Facts:
    """What rules look at: the category with its ancestors, the areas it lies in, when it was reported."""

    categories: frozenset[int | None]
    paths: tuple[str, ...]
    building_id: int | None
    at: dt.datetime
    urgent: bool


def facts_of(case: Case) -> Facts:
    """The facts of a case; `category` and `area` should be loaded."""
    paths = (case.area.path, *((case.grid.path,) if case.grid else ()))
    above = frozenset((case.category_id, case.category.parent_id))
    return Facts(above, paths, case.building_id, case.started_at, case.urgent)


def first(rules: Iterable[DispatchRule], facts: Facts) -> DispatchRule | None:
    """The first active rule that holds: the order decides, nothing else."""
    return next((rule for rule in rules if rule.active and holds(rule, facts)), None)


def holds(rule: DispatchRule, facts: Facts) -> bool:
    """True when every condition of the rule holds; a blank one always does."""
    if rule.category_id is not None and rule.category_id not in facts.categories:
        return False
    if rule.building_id is not None and rule.building_id != facts.building_id:
        return False
    place = rule.place
    if place is not None and not any(path.startswith(place.path) for path in facts.paths):
        return False
    if rule.urgency != Urgency.ANY and facts.urgent != (rule.urgency == Urgency.URGENT):
        return False
    return in_hours(rule.hours, facts.at)


def in_hours(hours: str, moment: dt.datetime) -> bool:
    """True when a moment falls into such hours; days off follow the statutory calendar with 调休."""
    local = moment.astimezone(SHANGHAI)
    time, workday = local.time(), is_workday(local.date())
    match hours:
        case Hours.WORK:
            return workday and OPENS <= time < CLOSES
        case Hours.OFF:
            return not (workday and OPENS <= time < CLOSES)
        case Hours.NIGHT:
            return time >= DUSK or time < DAWN
        case Hours.WEEKEND:
            return not workday
    return True


def why(rule: DispatchRule) -> str:
    """The conditions in words, as the timeline tells them."""
    told = [
        f"分类为{rule.category.name}" if rule.category else "",
        f"地点在{rule.building or rule.place}" if rule.building or rule.place else "",
        f"上报于{Hours(rule.hours).label}" if rule.hours != Hours.ANY else "",
        Urgency(rule.urgency).label if rule.urgency != Urgency.ANY else "",
    ]
    return "、".join(filter(None, told)) or "所有诉求"
