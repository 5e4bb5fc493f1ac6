"""Dry run (试跑): which rule would have taken which of last month's cases, and who handled them in truth."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from linli.kernel.access import GRID, ROLES, Actor, visible
from linli.kernel.models import Area
from linli.sections.cases import rules as logic
from linli.sections.cases.models import Case, DispatchRule
from linli.sections.cases.queries.parties import Choice
from linli.sections.cases.queries.rules import party_of, roster

CAP = 5000
SHOWN = 10
PAIRS = 30
COLUMNS = (
    "pk", "number", "category_id", "category__parent_id", "category__name", "area_id", "area__path", "area__kind",
    "grid_id", "grid__path", "building_id", "started_at", "urgent",
    "assigned_role", "assigned_user_id", "assigned_user__name", "assigned_org_id", "assigned_org__name",
)  # fmt: skip


@dataclass
class RuleTally:
    """What one rule would have taken; `same`: as in truth; `unserved`: it names somebody who is not there."""

    name: str
    party: str
    auto: bool
    cases: int = 0
    same: int = 0
    unserved: int = 0


@dataclass
class DryRun:
    """The cases of the last `days` days under a list of rules; `pairs` sets what a rule says beside what happened."""

    days: int
    cases: int = 0
    capped: bool = False
    rules: list[RuleTally] = field(default_factory=list)
    nobody: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)
    pairs: list[dict[str, Any]] = field(default_factory=list)


def dry_run(actor: Actor, area: Area, rules: Sequence[DispatchRule], *, days: int) -> DryRun:
    """Tries the rules in their order on the area's cases, newest first and at most 5,000; two queries."""
    serving = roster(area)
    found = DryRun(days, rules=[RuleTally(rule.name, rule.party, rule.auto) for rule in rules])
    pairs: Counter[tuple[str, str]] = Counter()
    for row in _rows(actor, area, days):
        if found.cases == CAP:
            found.capped = True
            break
        found.cases += 1
        rule = logic.first(rules, _facts(row))
        if rule is None:
            _nobody(found, row)
            pairs["（没有规则）", _really(row)] += 1
            continue
        grid_id = row["grid_id"] or (row["area_id"] if row["area__kind"] == Area.Kind.GRID else None)
        party = party_of(rule, serving, grid_id, row["area__path"])
        _count(found.rules[rules.index(rule)], row, rule, party)
        pairs[rule.party, _really(row)] += 1
    found.pairs = [{"rule": r, "really": t, "cases": n} for (r, t), n in pairs.most_common(PAIRS)]
    return found


def _rows(actor: Actor, area: Area, days: int) -> Any:
    since = timezone.now() - dt.timedelta(days=days)
    rows = visible(Case.objects.all(), actor, "cases.case.read")
    rows = rows.filter(area__path__startswith=area.path, started_at__gte=since)
    return rows.order_by("-started_at", "-pk").values(*COLUMNS)[: CAP + 1]


def _facts(row: dict[str, Any]) -> logic.Facts:
    paths = tuple(filter(None, (row["area__path"], row["grid__path"])))
    above = frozenset((row["category_id"], row["category__parent_id"]))
    return logic.Facts(above, paths, row["building_id"], row["started_at"], row["urgent"])


def _nobody(found: DryRun, row: dict[str, Any]) -> None:
    found.nobody += 1
    if len(found.examples) < SHOWN:
        found.examples.append({"id": row["pk"], "number": row["number"], "category": row["category__name"]})


def _count(tally: RuleTally, row: dict[str, Any], rule: DispatchRule, party: Choice | None) -> None:
    tally.cases += 1
    tally.unserved += party is None
    tally.same += party is not None and _same(row, rule, party)


def _same(row: dict[str, Any], rule: DispatchRule, party: Choice) -> bool:
    """True when the case went to the same party in truth; a warden also as the role of the grid."""
    if rule.warden and row["assigned_role"] == GRID and not row["assigned_user_id"]:
        return True
    if party.user_id:
        return bool(row["assigned_user_id"] == party.user_id)
    if party.organisation_id:
        return bool(row["assigned_org_id"] == party.organisation_id)
    return bool(row["assigned_role"] == party.role)


def _really(row: dict[str, Any]) -> str:
    if row["assigned_user__name"]:
        return str(row["assigned_user__name"])
    if row["assigned_org__name"]:
        return str(row["assigned_org__name"])
    return ROLES[row["assigned_role"]].title if row["assigned_role"] else "没有派遣"
