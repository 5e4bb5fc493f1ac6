"""Parameters of commands (指令参数): what a command of the thing model needs, and checking what is given."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from linli.kernel.errors import DomainError

KINDS = ("number", "choice", "flag", "text", "phone")
TEXT_LIMIT = 500
PHONE = re.compile(r"^\+?[0-9]{3,20}$")


@dataclass(frozen=True)
class Parameter:
    """One parameter. A number has a range and a unit, a choice has labels by value, a text a greatest length."""

    code: str
    title: str
    kind: str = "number"
    unit: str = ""
    decimals: int = 0
    minimum: float | None = None
    maximum: float | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    required: bool = True

    @property
    def private(self) -> bool:
        """True for personal information: it is kept encrypted."""
        return self.kind == "phone"


def as_data(parameters: Sequence[Parameter]) -> list[dict[str, Any]]:
    """The parameters as the thing model keeps them."""
    return [{**asdict(one), "labels": dict(one.labels)} for one in parameters]


def from_data(rows: Sequence[Mapping[str, Any]]) -> list[Parameter]:
    """The parameters out of the thing model."""
    return [Parameter(**row) for row in rows]


def checked(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values, each of its kind and in its range. Raises DomainError with a message per field."""
    errors = dict.fromkeys(given.keys() - {one.code for one in parameters}, "这个指令没有这个参数。")
    found: dict[str, Any] = {}
    for one in parameters:
        value = given.get(one.code)
        if value is None or value == "":
            if one.required:
                errors[one.code] = f"请填写{one.title}。"
            continue
        try:
            found[one.code] = _CHECKS[one.kind](one, value)
        except ValueError as error:
            errors[one.code] = str(error)
    if errors:
        raise DomainError("请检查指令的参数。", fields=errors)
    return found


def _number(one: Parameter, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{one.title}应为数字。")
    if (one.minimum is not None and value < one.minimum) or (one.maximum is not None and value > one.maximum):
        low, high = _shown(one.minimum), _shown(one.maximum)
        raise ValueError(f"{one.title}应在 {low} 到 {high}{one.unit and ' '}{one.unit}之间。")
    return round(value, one.decimals) if one.decimals else round(value)


def _shown(bound: float | None) -> str:
    return "不限" if bound is None else f"{bound:g}"


def _choice(one: Parameter, value: Any) -> Any:
    if str(value) not in one.labels:
        raise ValueError(f"{one.title}只能是{'、'.join(one.labels.values())}。")
    text = str(value)
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text


def _flag(one: Parameter, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{one.title}应为是或否。")
    return value


def _text(one: Parameter, value: Any) -> str:
    text = str(value).strip() if isinstance(value, str) else ""
    limit = int(one.maximum or TEXT_LIMIT)
    if not text or len(text) > limit or not all(c.isprintable() or c == "\n" for c in text):
        raise ValueError(f"{one.title}应为 1 到 {limit} 个字。")
    return text


def _phone(one: Parameter, value: Any) -> str:
    text = re.sub(r"[\s-]", "", value) if isinstance(value, str) else ""
    if not PHONE.match(text):
        raise ValueError(f"{one.title}应为电话号码。")
    return text


_CHECKS = {"number": _number, "choice": _choice, "flag": _flag, "text": _text, "phone": _phone}


def said(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> str:
    """The values as a person reads them: “亮度 60 %”."""
    shown = []
    for one in parameters:
        if one.code not in values:
            continue
        value = values[one.code]
        text = one.labels.get(str(value)) or (
            {True: "是", False: "否"}[value] if one.kind == "flag" else f"{value}"
        )
        shown.append(f"{one.title} {text}{one.unit and ' '}{one.unit}")
    return "，".join(shown)
