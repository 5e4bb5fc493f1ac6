"""A rule in a Chinese sentence: 年满 60 周岁，并且户籍地含“任城区”."""

from __future__ import annotations

from typing import Any

from linli.sections.registry.eligibility.fields import FIELDS, shown
from linli.sections.registry.eligibility.tree import Condition, Group, Node, Not, parsed

JOINTS = {"all": "，并且", "any": "，或者"}
NUMBERS = {">=": "满 {0} {1}", "<=": "不超过 {0} {1}", "=": "正好 {0} {1}"}
DATES = {">=": "在 {0} 或以后", "<=": "在 {0} 或以前"}


def sentence(rule: Any) -> str:
    """A sound rule in words."""
    return _words(parsed(rule))


def _words(node: Node) -> str:
    if isinstance(node, Condition):
        return condition_words(node)
    if isinstance(node, Not):
        return _opposite(node.part)
    return JOINTS[node.joint].join(_bracketed(part, len(node.parts)) for part in node.parts)


def _bracketed(node: Node, beside: int) -> str:
    words = _words(node)
    return f"（{words}）" if isinstance(node, Group) and len(node.parts) > 1 and beside > 1 else words


def _opposite(node: Node) -> str:
    if isinstance(node, Condition) and FIELDS[node.field].kind == "yes":
        return condition_words(Condition(node.field, node.op, not node.value))
    return f"不是“{_words(node)}”"


def condition_words(one: Condition) -> str:
    """One condition in words."""
    field = FIELDS[one.field]
    if field.kind == "yes":
        return field.yes_no[0 if one.value else 1]
    if field.kind == "number":
        words = NUMBERS[one.op].format(one.value, field.unit)
        return f"年{words}" if one.field == "age" and one.op == ">=" else f"{field.title}{words}"
    if field.kind == "date":
        return field.title + DATES[one.op].format(one.value)
    return f"{field.title}{'含' if field.kind == 'text' else '为'}“{shown(one.field, one.value)}”"
