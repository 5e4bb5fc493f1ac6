"""What a rule over people may speak of: each field with its comparisons, choices and check of the value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from linli.sections.registry.models import Occupancy, Person
from linli.sections.registry.models.place import building_label

Kind = Literal["number", "date", "choice", "names", "text", "yes"]
OPS: dict[Kind, tuple[str, ...]] = {
    "number": (">=", "<=", "="),
    "date": (">=", "<="),
    "choice": ("in",),
    "names": ("in",),
    "text": ("contains",),
    "yes": ("=",),
}
MOST_NAMES, LONGEST = 40, 20
PRESENT = ("resident", "tenant")
"""常住 and 租住: who lives here now. A rule means them unless it speaks of the residence status itself."""
REGISTERED = (*PRESENT, "away")
"""Whoever has neither moved away nor died."""


@dataclass(frozen=True)
class Field:
    """A field: title, kind, unit, and the choices (value, title) where there are only some."""

    title: str
    kind: Kind
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    yes_no: tuple[str, str] = ("", "")
    most: int = 150

    @property
    def ops(self) -> tuple[str, ...]:
        """The comparisons it knows."""
        return OPS[self.kind]

    def wrong(self, value: Any) -> str:
        """What is wrong with a value, in words; empty when it fits."""
        return _CHECKS[self.kind](self, value)


def _number(field: Field, value: Any) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= field.most
    return "" if whole else f"请填写 0 到 {field.most} 的整数"


def _date(_: Field, value: Any) -> str:
    try:
        return (
            "" if dt.date(1850, 1, 1) <= dt.date.fromisoformat(value) <= dt.date(2200, 1, 1) else "日期不对"
        )
    except (TypeError, ValueError):
        return "请选择日期"


def _choice(field: Field, value: Any) -> str:
    known = [key for key, _ in field.choices]
    fits = isinstance(value, list) and 0 < len(value) <= len(known) and all(one in known for one in value)
    return "" if fits and len({*value}) == len(value) else "请至少选择一项"


def _names(_: Field, value: Any) -> str:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_NAMES:
        return f"请填写 1 到 {MOST_NAMES} 个"
    return next((wrong for one in value if (wrong := _text(_, one))), "")


def _text(_: Field, value: Any) -> str:
    fits = (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST
        and value.isprintable()
        and value == value.strip()
    )
    return "" if fits else f"请填写 1 到 {LONGEST} 个字"


def _yes(_: Field, value: Any) -> str:
    return "" if isinstance(value, bool) else "请选择是或否"


_CHECKS: dict[Kind, Callable[[Field, Any], str]] = {
    "number": _number,
    "date": _date,
    "choice": _choice,
    "names": _names,
    "text": _text,
    "yes": _yes,
}
SEXES = (("男", "男"), ("女", "女"))
STATES = tuple((str(s.value), str(s.label)) for s in Person.Status if s.value in REGISTERED)
KINDS = tuple((str(k.value), str(k.label)) for k in Occupancy.Kind)
FIELDS: dict[str, Field] = {
    "age": Field("年龄", "number", "周岁"),
    "age_year_end": Field("当年年底年龄", "number", "周岁"),
    "born_on": Field("出生日期", "date"),
    "sex": Field("性别", "choice", choices=SEXES),
    "status": Field("居住情况", "choice", choices=STATES),
    "lives_alone": Field("独自居住", "yes", yes_no=("独自居住", "与他人同住")),
    "hukou": Field("户籍地", "text"),
    "tag": Field("人工标签", "names"),
    "occupancy": Field("人房关系", "choice", choices=KINDS),
    "building": Field("楼栋", "names"),
    "entrance": Field("单元", "names"),
    "has_phone": Field("电话", "yes", yes_no=("有电话", "没有电话")),
    "has_id": Field("身份证号", "yes", yes_no=("登记了身份证号", "没有登记身份证号")),
}


def shown(name: str, value: Any) -> str:
    """A value in words: 常住、租住; 3号楼."""
    field = FIELDS[name]
    titles: dict[Any, str] = dict(field.choices)
    if name == "building":
        return "、".join(building_label(one) for one in value)
    if name == "entrance":
        return "、".join(f"{one}单元" for one in value)
    return "、".join(titles.get(one, str(one)) for one in value) if isinstance(value, list) else str(value)
