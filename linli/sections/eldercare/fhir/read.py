"""Reading FHIR from outside: each Observation becomes values of ours, or is refused with the reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.eldercare import vitals
from linli.sections.eldercare.fhir import codes

MOST = 5000


@dataclass
class Read:
    """One entry: what it says, or why it is refused."""

    place: str
    identifier: str = ""
    at: dt.datetime | None = None
    values: dict[str, float] = field(default_factory=dict)
    refused: str = ""


class Refused(Exception):
    """An entry that cannot be taken, with the reason in Chinese."""


def read(content: dict[str, Any], *, person_id: int, born_on: dt.date | None) -> list[Read]:
    """The observations of a Bundle, or a single Observation, about one person.

    Raises DomainError when it is neither, is too long, or is about somebody else by the birth date.
    """
    entries = _entries(content)
    patients = [r for r in entries if r.get("resourceType") == "Patient"]
    for patient in patients:
        told = patient.get("birthDate")
        if told and born_on and str(told) != born_on.isoformat():
            raise DomainError("文件中的出生日期与这位老人不一致，没有导入。请核对是否选错了人。")
    known = {f"Patient/{p.get('id')}" for p in patients} | {f"Patient/person-{person_id}"}
    return [_entry(n, resource, known) for n, resource in enumerate(entries, 1)
            if resource.get("resourceType") not in ("Patient", "Device")]  # fmt: skip


def _entries(content: dict[str, Any]) -> list[dict[str, Any]]:
    if content.get("resourceType") == "Observation":
        return [content]
    rows = content.get("entry")
    if content.get("resourceType") != "Bundle" or not isinstance(rows, list):
        raise DomainError("这不是 FHIR 数据：需要 Bundle 或 Observation。")
    if len(rows) > MOST:
        raise DomainError(f"一次最多导入 {MOST} 条，请分开导入。")
    found = [row.get("resource") if isinstance(row, dict) else None for row in rows]
    return [resource if isinstance(resource, dict) else {} for resource in found]


def _entry(number: int, resource: dict[str, Any], known: set[str]) -> Read:
    found = Read(place=f"第 {number} 条")
    try:
        _take(found, resource, known)
    except Refused as refusal:
        found.refused = str(refusal)
    return found


def _take(found: Read, resource: dict[str, Any], known: set[str]) -> None:
    kind = resource.get("resourceType")
    if kind != "Observation":
        raise Refused(f"不支持 {kind or '没有类型的内容'}，只导入 Observation")
    _valid(resource)
    found.identifier = _identifier(resource)
    if resource.get("status") not in codes.LATER:
        raise Refused(f"状态是 {resource.get('status')}，不是最终结果")
    subject = (resource.get("subject") or {}).get("reference")
    if subject not in known:
        raise Refused("不是这位老人的数据" if subject else "没有说明是谁的数据")
    found.at = _moment(resource.get("effectiveDateTime"))
    found.values = _values(resource)


def _valid(resource: dict[str, Any]) -> None:
    """Against the FHIR model. Raises Refused with the first thing that is wrong."""
    from fhir.resources.R4B.observation import Observation  # half a second to load, seldom needed
    from pydantic import ValidationError

    try:
        Observation.model_validate(resource)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "整条"
        raise Refused(f"不符合 FHIR：{where}") from None


def _identifier(resource: dict[str, Any]) -> str:
    given = resource.get("identifier") or []
    if given and given[0].get("value"):
        return f"{given[0].get('system', '')}|{given[0]['value']}"[:200]
    if resource.get("id"):
        return f"|{resource['id']}"[:200]
    raise Refused("没有标识，无法避免重复导入")


def _moment(text: Any) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(str(text))
    except ValueError:
        raise Refused("没有测量时间") from None
    at = timezone.make_aware(at) if timezone.is_naive(at) else at
    if at > timezone.now() + dt.timedelta(minutes=5):
        raise Refused("测量时间在将来")
    return at


def _values(resource: dict[str, Any]) -> dict[str, float]:
    """The values: of the Observation itself, or of its components (a panel)."""
    parts = resource.get("component") or [resource]
    found = dict(_value(part) for part in parts)
    if len(set(vitals.PRESSURE) & found.keys()) == 1:
        raise Refused("血压缺少高压或低压")
    if set(vitals.PRESSURE) <= found.keys() and found["diastolic"] >= found["systolic"]:
        raise Refused("低压不低于高压")
    return found


def _value(part: dict[str, Any]) -> tuple[str, float]:
    coding = (part.get("code") or {}).get("coding") or []
    said = [c.get("code") for c in coding if c.get("system") == codes.LOINC]
    code = next((codes.BY_LOINC[each] for each in said if each in codes.BY_LOINC), None)
    if code is None:
        raise Refused(f"不认识的项目 {'、'.join(map(str, said)) or '（没有 LOINC 编码）'}")
    vital, amount = vitals.VITALS[code], part.get("valueQuantity") or {}
    if amount.get("value") is None:
        raise Refused(f"{vital.title}没有数值")
    if amount.get("system") != codes.UCUM or amount.get("code") != vital.ucum:
        raise Refused(f"{vital.title}的单位应为 {vital.ucum}（UCUM）")
    value = float(amount["value"])
    if not vitals.plausible(code, value):
        raise Refused(f"{vital.title} {value:g} 不可能，应在 {vital.low:g} 到 {vital.high:g} 之间")
    return code, value
