"""The further questions (attributes) that some kinds of request ask of those who report through Open311."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.kernel.errors import DomainError
from linli.sections.cases.open311.schemas import Datatype

YES_NO = (("yes", "有"), ("no", "没有"))
LISTS = ("singlevaluelist", "multivaluelist")
MAX_TEXT = 200


@dataclass(frozen=True)
class Attribute:
    """One question; `urgent` is the value that makes the request urgent (紧急)."""

    code: str
    description: str
    datatype: Datatype = "string"
    required: bool = False
    hint: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    variable: bool = True
    urgent: str = ""


ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    "lift": (
        Attribute("NOTICE", "有人被困时请同时拨打电梯上的救援电话或 119。", "text", variable=False),
        Attribute("TRAPPED", "是否有人被困", "singlevaluelist", True, values=YES_NO, urgent="yes"),
        Attribute("LIFT_NUMBER", "电梯编号", hint="电梯内标牌上的编号"),
    ),
    "light": (
        Attribute(
            "WHERE",
            "哪里的灯",
            "multivaluelist",
            values=(("stairs", "楼道"), ("street", "路灯"), ("garage", "车库车棚")),
        ),
    ),
    "heating": (
        Attribute("ROOM_TEMPERATURE", "室内温度", "number", hint="摄氏度，例如 14.5"),
        Attribute("SINCE", "从什么时候开始不热", "datetime", hint="例如 2026-11-20T08:00:00+08:00"),
    ),
}
"""By category code (诉求分类编码); categories that a community adds itself ask nothing further."""


@dataclass(frozen=True)
class Answers:
    """What was answered: lines for the staff to read, and whether it makes the request urgent."""

    lines: tuple[str, ...] = ()
    urgent: bool = False


def check(service_code: str, given: Mapping[str, Sequence[str]]) -> Answers:
    """The answers in words. Raises DomainError: "<CODE> required" when a needed one is missing, or what is wrong."""
    lines, urgent = [], False
    for asked in ATTRIBUTES.get(service_code, ()):
        values = [v.strip() for v in given.get(asked.code, ()) if v.strip()]
        if asked.required and not values:
            raise DomainError(f"{asked.code} required")
        if values and asked.variable:
            lines.append(f"{asked.description}：{_words(asked, values)}")
            urgent = urgent or asked.urgent in values
    return Answers(tuple(lines), urgent)


def _words(asked: Attribute, values: list[str]) -> str:
    if len(values) > 1 and asked.datatype != "multivaluelist":
        raise DomainError(f"{asked.code}: only one value")
    return "、".join(_word(asked, value) for value in values)


def _word(asked: Attribute, value: str) -> str:
    if asked.datatype in LISTS:
        known = dict(asked.values)
        if value not in known:
            raise DomainError(f"{asked.code}: must be one of {', '.join(known)}")
        return known[value]
    _check_form(asked, value)
    return value


def _check_form(asked: Attribute, value: str) -> None:
    if len(value) > MAX_TEXT:
        raise DomainError(f"{asked.code}: at most {MAX_TEXT} characters")
    try:
        if asked.datatype == "number":
            float(value)
        if asked.datatype == "datetime":
            dt.datetime.fromisoformat(value)
    except ValueError:
        raise DomainError(f"{asked.code}: not a {asked.datatype}") from None
