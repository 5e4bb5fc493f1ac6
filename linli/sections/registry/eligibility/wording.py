"""A rule in a Chinese sentence: 年满 60 周岁，并且户籍地含“任城区”."""

from __future__ import annotations

from typing import Any

from linli.sections.registry.eligibility.fields import FIELDS, shown
from linli.sections.registry.eligibility.tree import Condition, Group, Node, Not, parsed

JOINTS = {"all": "，并且", "any": "，或者"}
NUMBERS = {
    (">=", True): "满 {0} {1}", ("<=", True): "不超过 {0} {1}", ("=", True): "正好 {0} {1}",
    (">=", False): "不满 {0} {1}", ("<=", False): "超过 {0} {1}", ("=", False): "不是 {0} {1}",
}  # fmt: skip
DATES = {
    (">=", True): "在 {0} 或以后", ("<=", True): "在 {0} 或以前",
    (">=", False): "早于 {0}", ("<=", False): "晚于 {0}",
}  # fmt: skip


def sentence(rule: Any) -> str:
    """A sound rule in words."""
    return _words(parsed(rule), True)


def _words(node: Node, wanted: bool) -> str:
    if isinstance(node, Condition):
        return condition_words(node, wanted)
    if isinstance(node, Not):
        return _words(node.part, not wanted)
    if len(node.parts) == 1:
        return _words(node.parts[0], wanted)
    inside = JOINTS[node.joint].join(_bracketed(part) for part in node.parts)
    return inside if wanted else f"不属于（{inside}）"


def _bracketed(node: Node) -> str:
    words = _words(node, True)
    return f"（{words}）" if isinstance(node, Group) and len(node.parts) > 1 else words


def condition_words(one: Condition, wanted: bool = True) -> str:
    """One condition in words, or its opposite."""
    field = FIELDS[one.field]
    if field.kind == "yes":
        return field.yes_no[0 if one.value is wanted else 1]
    if field.kind == "number":
        words = NUMBERS[one.op, wanted].format(one.value, field.unit)
        return (
            f"年{words}"
            if one.field == "age" and (one.op, wanted) == (">=", True)
            else f"{field.title}{words}"
        )
    if field.kind == "date":
        return field.title + DATES[one.op, wanted].format(one.value)
    verb = ("含" if wanted else "不含") if field.kind == "text" else ("为" if wanted else "不是")
    return f"{field.title}{verb}“{shown(one.field, one.value)}”"
