"""The second evaluator, in Python and apart from the SQL: why is this person in, out, or to be checked?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from linli.sections.registry.eligibility.facts import Facts
from linli.sections.registry.eligibility.fields import FIELDS, PRESENT, REGISTERED, shown
from linli.sections.registry.eligibility.tree import Condition, Group, Node, Not, conditions, wishes
from linli.sections.registry.eligibility.wording import condition_words
from linli.sections.registry.roster.report import age_on

Verdict = Literal["in", "check", "out"]
NOT_KNOWN = "没有登记"


@dataclass(frozen=True)
class Finding:
    """What the rule wants of one condition, whether that holds (None: unknown), and what is registered.

    `wanted` is false below a `not`: then the words say the opposite of the condition.
    """

    text: str
    truth: bool | None
    found: str
    wanted: bool = True


@dataclass(frozen=True)
class Judgement:
    """What a rule says of a person: every condition, and in `why` those that decide against, or must be looked up."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    why: str


def judged(node: Node, facts: Facts, day: dt.date) -> Judgement:
    """The verdict on a day."""
    here = _residence(node, facts)
    said = [_finding(one, wanted, facts, day) for one, wanted in wishes(node)]
    whole = holds(node, facts, day) if here.truth else False
    verdict: Verdict = "check" if whole is None else "in" if whole else "out"
    against = (
        [] if verdict == "in" else list(_against(node, facts, day, True, whole)) if here.truth else [here]
    )
    return Judgement(verdict, (here, *said), "；".join(f"{f.text}（{f.found}）" for f in against))


def _finding(one: Condition, wanted: bool, facts: Facts, day: dt.date) -> Finding:
    met = truth(one, facts, day)
    truly = met if met is None or wanted else not met
    return Finding(condition_words(one, wanted), truly, found(one, facts, day), wanted)


def _against(node: Node, facts: Facts, day: dt.date, wanted: bool, whole: bool | None) -> Iterator[Finding]:
    """The conditions because of which the node is not as wanted: those that are wrong, or (whole None) unknown."""
    if isinstance(node, Condition):
        yield _finding(node, wanted, facts, day)
    elif isinstance(node, Not):
        yield from _against(node.part, facts, day, not wanted, whole)
    else:
        blamed = None if whole is None else not wanted
        for part in node.parts:
            if holds(part, facts, day) is blamed:
                yield from _against(part, facts, day, wanted, whole)


def _residence(node: Node, facts: Facts) -> Finding:
    speaks = any(one.field == "status" for one in conditions(node))
    text = "没有迁出，健在" if speaks else "现住本辖区（常住或租住）"
    return Finding(text, facts.status in (REGISTERED if speaks else PRESENT), facts.status_text)


def holds(node: Node, facts: Facts, day: dt.date) -> bool | None:
    """True, False, or None where it hangs on something unknown (Kleene)."""
    if isinstance(node, Condition):
        return truth(node, facts, day)
    if isinstance(node, Not):
        inner = holds(node.part, facts, day)
        return None if inner is None else not inner
    return _joined(node, [holds(part, facts, day) for part in node.parts])


def _joined(node: Group, parts: list[bool | None]) -> bool | None:
    decisive = node.joint == "any"
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def truth(one: Condition, facts: Facts, day: dt.date) -> bool | None:
    """Whether one condition holds."""
    value = _VALUES[one.field](facts, day)
    return None if value is None else _COMPARE[FIELDS[one.field].kind](value, one)


def found(one: Condition, facts: Facts, day: dt.date) -> str:
    """What is registered about it, in words."""
    value = _VALUES[one.field](facts, day)
    field = FIELDS[one.field]
    if value is None:
        return NOT_KNOWN
    if field.kind == "yes":
        return field.yes_no[0 if value else 1]
    if field.kind == "number":
        return f"{facts.born_on} 出生，{value} {field.unit}"
    if isinstance(value, frozenset):
        return shown(one.field, sorted(value)) or "无"
    return str(value)


def _numbers(value: int, one: Condition) -> bool:
    return bool({">=": value >= one.value, "<=": value <= one.value, "=": value == one.value}[one.op])


def _dates(value: dt.date, one: Condition) -> bool:
    other = dt.date.fromisoformat(one.value)
    return value >= other if one.op == ">=" else value <= other


def _overlap(value: frozenset[str], one: Condition) -> bool:
    return bool(value & frozenset(one.value))


_COMPARE: dict[str, Callable[[Any, Condition], bool]] = {
    "number": _numbers,
    "date": _dates,
    "choice": _overlap,
    "names": _overlap,
    "text": lambda value, one: one.value in value,
    "yes": lambda value, one: bool(value is one.value),
}


def _age(facts: Facts, day: dt.date) -> int | None:
    return None if facts.born_on is None else age_on(facts.born_on, day)


def _single(value: str) -> frozenset[str] | None:
    return frozenset((value,)) if value else None


_VALUES: dict[str, Callable[[Facts, dt.date], Any]] = {
    "age": _age,
    "age_year_end": lambda f, day: _age(f, dt.date(day.year, 12, 31)),
    "born_on": lambda f, _: f.born_on,
    "sex": lambda f, _: _single(f.sex),
    "status": lambda f, _: _single(f.status),
    "lives_alone": lambda f, _: f.lives_alone,
    "hukou": lambda f, _: f.hukou or None,
    "tag": lambda f, _: f.tags,
    "occupancy": lambda f, _: f.occupancies,
    "building": lambda f, _: None if f.building is None else frozenset((f.building,)),
    "entrance": lambda f, _: None if f.entrance is None else frozenset((f.entrance,)),
    "has_phone": lambda f, _: f.has_phone,
    "has_id": lambda f, _: f.has_id,
}
