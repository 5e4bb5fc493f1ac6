"""The small typed language of tag rules (条件分组): JSON in, a database filter and a Chinese sentence out.

{"all": [{"field": "age", "op": ">=", "value": 60}, {"field": "lives_alone", "op": "=", "value": true}]}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from linli.kernel.errors import DomainError
from linli.sections.registry.models import Occupancy, Person, PersonTag, PhoneIndex

MAX_CONDITIONS = 10
COMPARE = {">=": "不小于", "<=": "不大于", "=": "是"}
PRESENT = ("resident", "tenant")


@dataclass(frozen=True)
class RuleField:
    """A field of the language: title, allowed comparisons, a check of the value, and the filter it makes."""

    title: str
    ops: tuple[str, ...]
    fits: Callable[[Any], bool]
    filter: Callable[[str, Any, dt.date], Q]
    unit: str = ""


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February falls on 1 March, when a year of age is completed."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return dt.date(day.year - years, 3, 1)


def age_filter(op: str, years: int, today: dt.date) -> Q:
    """People of at least, at most, or exactly so many completed years (周岁)."""
    at_least = Q(born_on__lte=years_before(today, years))
    at_most = Q(born_on__gt=years_before(today, years + 1))
    return {">=": at_least, "<=": at_most, "=": at_least & at_most}[op]


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 20


def _tag(_: str, name: str, __: dt.date) -> Q:
    tagged = PersonTag.objects.filter(person=OuterRef("pk"), tag__name=name).exclude(source="rule")
    return Q(Exists(tagged))


def _has_phone(_: str, wanted: bool, __: dt.date) -> Q:
    known = Q(Exists(PhoneIndex.objects.filter(person=OuterRef("pk"))))
    return known if wanted else ~known


def _kind(_: str, kind: str, __: dt.date) -> Q:
    return Q(Exists(Occupancy.objects.filter(person=OuterRef("pk"), until=None, kind=kind)))


FIELDS: dict[str, RuleField] = {
    "age": RuleField("年龄", (">=", "<=", "="), _number(0, 150), age_filter, "周岁"),
    "sex": RuleField("性别", ("=",), lambda v: v in ("男", "女"), lambda _, v, __: Q(sex=v)),
    "status": RuleField(
        "居住情况", ("=",), lambda v: v in Person.Status.values, lambda _, v, __: Q(status=v)
    ),
    "lives_alone": RuleField("独自居住", ("=",), _is_bool, lambda _, v, __: Q(lives_alone=v)),
    "tag": RuleField("有标签", ("=",), _is_text, _tag),
    "occupancy": RuleField("人房关系", ("=",), lambda v: v in Occupancy.Kind.values, _kind),
    "hukou": RuleField("户籍地包含", ("=",), _is_text, lambda _, v, __: Q(hukou__contains=v)),
    "has_phone": RuleField("有电话", ("=",), _is_bool, _has_phone),
}


def checked_rule(rule: Any) -> dict[str, Any]:
    """The rule, if it is one. Raises DomainError that says which condition is wrong."""
    if not isinstance(rule, dict) or len(rule) != 1 or next(iter(rule)) not in ("all", "any"):
        raise DomainError("条件不完整。", fields={"rule": "请选择“全部满足”或“满足其一”"})
    conditions = next(iter(rule.values()))
    if not isinstance(conditions, list) or not 1 <= len(conditions) <= MAX_CONDITIONS:
        raise DomainError("条件不完整。", fields={"rule": f"请填写 1 到 {MAX_CONDITIONS} 个条件"})
    for number, condition in enumerate(conditions, 1):
        if not _sound(condition):
            raise DomainError("条件不完整。", fields={"rule": f"第 {number} 个条件不对，请重新选择"})
    return rule


def _sound(condition: Any) -> bool:
    if not isinstance(condition, dict) or set(condition) != {"field", "op", "value"}:
        return False
    field = FIELDS.get(condition["field"]) if isinstance(condition["field"], str) else None
    return field is not None and condition["op"] in field.ops and field.fits(condition["value"])


def people_filter(rule: dict[str, Any], today: dt.date) -> Q:
    """The filter of a checked rule over people who live here now."""
    kind, conditions = next(iter(rule.items()))
    found = Q()
    for c in conditions:
        one = FIELDS[c["field"]].filter(c["op"], c["value"], today)
        found = (found & one) if kind == "all" else (found | one)
    return Q(status__in=PRESENT) & found


def sentence(rule: dict[str, Any]) -> str:
    """The rule in words: 年龄不小于 60 周岁，并且独自居住."""
    kind, conditions = next(iter(rule.items()))
    return ("，并且" if kind == "all" else "，或者").join(_words(c) for c in conditions)


def _words(condition: dict[str, Any]) -> str:
    field, value = FIELDS[condition["field"]], condition["value"]
    if isinstance(value, bool):
        return field.title if value else f"不{field.title}" if field.title != "有电话" else "没有电话"
    choices = {"status": Person.Status, "occupancy": Occupancy.Kind}.get(condition["field"])
    shown = choices(value).label if choices else value
    if condition["field"] == "age":
        return f"年龄{COMPARE[condition['op']]} {shown} 周岁"
    return f"{field.title}“{shown}”"
