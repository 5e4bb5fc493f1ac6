"""From the tables to the engine: every rule, in whichever form it is written, is run as a tree."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from linli.sections.alerts.engine.tree import Tree, compile_tree
from linli.sections.alerts.models import Rule, RuleOverride

ONLINE = "$online"
"""The channel on which a device falls silent (0) and comes back (1)."""
FENCE = "zone"
Json = dict[str, Any]


def tree_of(rule: Rule, override: RuleOverride | None = None) -> Json:
    """The condition of a rule for whom this exception holds, as JSON values; a tree of the exception's own wins.

    A bare fence of the exception's own takes the place of the rule's first fence; all else stays as in the rule.
    """
    if override is not None and override.tree and not _only_fence(rule, override.tree):
        return dict(override.tree)
    match rule.form:
        case Rule.Form.TREE:
            return _changed(rule.tree or {}, override)
        case Rule.Form.EVENT:
            return _within_hours(rule, {"node": "event", "metric": rule.metric})
        case Rule.Form.OFFLINE:
            silent = {"node": "value", "metric": ONLINE, "op": "==", "limit": 0, "max_gap_s": None}
            return _for(_duration(rule, override), silent)
    return _for(_duration(rule, override), _within_hours(rule, _threshold(rule, override)))


def compiled(rule: Rule, override: RuleOverride | None = None) -> Tree:
    """The same, ready to run; equal ones are one. Raises ValueError when a stored tree no longer fits."""
    text = json.dumps(tree_of(rule, override), sort_keys=True)
    return _compiled(text, rule.scope != Rule.Scope.DEVICE, rule.device_type)


def leading(tree: Any) -> Json:
    """The first leaf of a tree that looks at data, or {}: its metric is shown with the alert."""
    return _first(tree, lambda node: "metric" in node)


def lasting(tree: Any) -> Json:
    """The first node of a tree that has a time to last or to look back, or {}."""
    return _first(tree, lambda node: "seconds" in node)


def fence_of(tree: Any) -> Json:
    """The first fence (电子围栏) of a tree, or {}."""
    return _first(tree, lambda node: node.get("node") == FENCE)


def _first(tree: Any, fits: Callable[[Json], bool]) -> Json:
    if not isinstance(tree, dict):
        return {}
    if fits(tree):
        return tree
    inner = tree.get("of", [])
    children = inner if isinstance(inner, list) else [inner]
    return next((found for child in children if (found := _first(child, fits))), {})


def _only_fence(rule: Rule, tree: Json) -> bool:
    """True for a bare fence under a rule that has one."""
    return tree.get("node") == FENCE and rule.form == Rule.Form.TREE and bool(fence_of(rule.tree))


@lru_cache(maxsize=20_000)
def _compiled(text: str, wide: bool, own_type: str) -> Tree:
    return compile_tree(json.loads(text), wide=wide, own_type=own_type)


def _changed(tree: Json, override: RuleOverride | None) -> Json:
    """A written tree with the numbers and the fence of an exception."""
    if override is None or (override.limit is None and override.duration_s is None and not override.tree):
        return dict(tree)
    other = copy.deepcopy(tree)
    if override.tree and (fence := fence_of(other)):
        fence.update(override.tree)
    if override.limit is not None and (leaf := leading(other)):
        leaf["limit"], leaf["clear_limit"] = override.limit, override.clear_limit
    if override.duration_s is not None and (node := lasting(other)):
        node["seconds"] = override.duration_s
    return other


def _threshold(rule: Rule, override: RuleOverride | None) -> Json:
    """The comparison. A new limit drops the rule's clear limit."""
    limit, clear = rule.limit or 0.0, rule.clear_limit
    if override is not None:
        limit, clear = (limit, clear) if override.limit is None else (override.limit, None)
        clear = clear if override.clear_limit is None else override.clear_limit
    return {"node": "value", "metric": rule.metric, "op": rule.operator, "limit": limit, "clear_limit": clear,
            "max_gap_s": rule.max_gap_s}  # fmt: skip


def _duration(rule: Rule, override: RuleOverride | None) -> int:
    return rule.duration_s if override is None or override.duration_s is None else override.duration_s


def _for(seconds: int, tree: Json) -> Json:
    return {"node": "for", "seconds": seconds, "of": tree} if seconds else tree


def _within_hours(rule: Rule, tree: Json) -> Json:
    """The condition, only within the hours in which the rule counts."""
    if rule.starts is None or rule.ends is None:
        return tree
    hours = {
        "node": "time",
        "starts": rule.starts.isoformat(),
        "ends": rule.ends.isoformat(),
        "weekdays": rule.weekdays,
    }
    return {"node": "all", "of": [tree, hours]}
