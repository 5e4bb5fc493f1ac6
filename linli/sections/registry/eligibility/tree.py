"""A rule as typed JSON: conditions joined by all (并且), any (或者) and not (不), checked node by node.

{"all": [{"field": "age", "op": ">=", "value": 60}, {"not": {"field": "tag", "op": "in", "value": ["已参保"]}}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from linli.kernel.errors import DomainError
from linli.sections.registry.eligibility.fields import FIELDS

MAX_CONDITIONS, MAX_DEPTH = 40, 6


@dataclass(frozen=True)
class Condition:
    """One comparison of a field with a value."""

    field: str
    op: str
    value: Any


@dataclass(frozen=True)
class Group:
    """Nodes that must all hold, or of which one must."""

    joint: Literal["all", "any"]
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """The opposite of a node; of something unknown it is unknown too."""

    part: Node


Node: TypeAlias = Condition | Group | Not


def parsed(rule: Any) -> Node:
    """The rule, typed. Raises DomainError; `fields` name the nodes: rule.0.2 is the third part of the first."""
    wrong: dict[str, str] = {}
    node = _node(rule, "rule", 1, wrong)
    count = 0 if node is None else len(list(conditions(node)))
    if not wrong and count > MAX_CONDITIONS:
        wrong["rule"] = f"最多 {MAX_CONDITIONS} 个条件，现在有 {count} 个"
    if node is None or wrong:
        raise DomainError("条件不完整，请检查标出的条件。", fields=wrong)
    return node


def checked_rule(rule: Any) -> dict[str, Any]:
    """The rule as it came, if it is one. Raises DomainError as `parsed`."""
    parsed(rule)
    return dict(rule)


def conditions(node: Node) -> Iterator[Condition]:
    """Every condition from left to right: the order in which they are numbered."""
    return (one for one, _ in wishes(node))


def wishes(node: Node, wanted: bool = True) -> Iterator[tuple[Condition, bool]]:
    """Every condition with whether the rule wants it met, or (below an odd number of `not`) not met."""
    if isinstance(node, Condition):
        yield node, wanted
    elif isinstance(node, Not):
        yield from wishes(node.part, not wanted)
    else:
        for part in node.parts:
            yield from wishes(part, wanted)


def _node(rule: Any, path: str, depth: int, wrong: dict[str, str]) -> Node | None:
    if depth > MAX_DEPTH:
        wrong[path] = f"括号最多套 {MAX_DEPTH} 层"
    elif isinstance(rule, dict) and set(rule) == {"field", "op", "value"}:
        return _condition(rule, path, wrong)
    elif isinstance(rule, dict) and set(rule) == {"not"}:
        part = _node(rule["not"], f"{path}.0", depth + 1, wrong)
        return Not(part) if part else None
    elif isinstance(rule, dict) and set(rule) in ({"all"}, {"any"}):
        return _group(rule, path, depth, wrong)
    else:
        wrong[path] = "请选择字段、比较和值"
    return None


def _group(rule: dict[str, Any], path: str, depth: int, wrong: dict[str, str]) -> Node | None:
    joint: Literal["all", "any"] = "all" if "all" in rule else "any"
    inside = rule[joint]
    if not isinstance(inside, list) or not 1 <= len(inside) <= MAX_CONDITIONS:
        wrong[path] = f"请填写 1 到 {MAX_CONDITIONS} 个条件"
        return None
    parts = [_node(one, f"{path}.{number}", depth + 1, wrong) for number, one in enumerate(inside)]
    return Group(joint, tuple(part for part in parts if part))


def _condition(rule: dict[str, Any], path: str, wrong: dict[str, str]) -> Node | None:
    name, op, value = rule["field"], rule["op"], rule["value"]
    field = FIELDS.get(name) if isinstance(name, str) else None
    if field is None:
        wrong[path] = "没有这个字段，请重新选择"
    elif op not in field.ops:
        wrong[path] = f"“{field.title}”不能这样比较，请重新选择"
    elif problem := field.wrong(value):
        wrong[path] = f"{field.title}：{problem}"
    else:
        return Condition(name, op, value)
    return None
