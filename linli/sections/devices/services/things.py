"""Thing models (物模型): the ready-made ones, and changing them."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, Forbidden
from linli.sections.devices import catalogue
from linli.sections.devices.models import Device, DeviceType, Latest, Member
from linli.sections.devices.services import roll

MANAGE = "devices.type.manage"
CODE = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


@transaction.atomic
def save_type(
    *, actor: Actor, code: str, fields: dict[str, Any], members: list[dict[str, Any]]
) -> DeviceType:
    """Creates a type or replaces its thing model. Raises DomainError, Forbidden.

    Thing models are shared by every area, so only who manages the whole tree may change them. A property that has
    readings can't be dropped.
    """
    actor.require(MANAGE)
    if actor.kind != "system" and not actor.areas(MANAGE).filter(parent=None).exists():
        raise Forbidden("物模型为全平台共用，请联系管理整个平台的管理员修改。")
    _check(code, fields, members)
    type_, created = DeviceType.objects.update_or_create(code=code, defaults=fields)
    _check_kept(type_, {m["code"] for m in members})
    _write_members(type_, members)
    action = "devices.type.created" if created else "devices.type.changed"
    audit.record(actor, action, target=type_, detail={"code": code, "members": len(members)})
    roll.changed()
    return type_


@transaction.atomic
def ensure_catalogue() -> int:
    """Adds the ready-made types that are missing; leaves changed ones alone. Returns how many were added."""
    known = set(DeviceType.objects.values_list("code", flat=True))
    missing = [(order, ready) for order, ready in enumerate(catalogue.READY_MADE) if ready.code not in known]
    if not missing:
        return 0
    types = DeviceType.objects.bulk_create(
        DeviceType(
            code=ready.code, title=ready.title, category=ready.category, order=order * 10, sensitive=ready.sensitive,
            report_seconds=ready.report_seconds, offline_seconds=ready.offline_seconds,
        )
        for order, ready in missing
    )  # fmt: skip
    Member.objects.bulk_create(
        Member(type=type_, order=order, **catalogue.as_fields(member))
        for type_, (_, ready) in zip(types, missing, strict=True)
        for order, member in enumerate(ready.members)
    )
    roll.changed()
    return len(missing)


def _write_members(type_: DeviceType, members: list[dict[str, Any]]) -> None:
    type_.members.exclude(code__in=[m["code"] for m in members]).delete()
    for order, member in enumerate(members):
        rest = {k: v for k, v in member.items() if k != "code"}
        Member.objects.update_or_create(type=type_, code=member["code"], defaults={**rest, "order": order})


def _check(code: str, fields: dict[str, Any], members: list[dict[str, Any]]) -> None:
    errors: dict[str, str] = {}
    if not CODE.match(code):
        errors["code"] = "小写字母开头，由小写字母、数字和 _ 组成。"
    if fields["offline_seconds"] < 60:
        errors["offline_seconds"] = "至少 60 秒。"
    codes = [m["code"] for m in members]
    if len(set(codes)) != len(codes):
        errors["members"] = "标识重复。"
    if not all(CODE.match(c) for c in codes):
        errors["members"] = "标识应以小写字母开头，由小写字母、数字和 _ 组成。"
    if any(_upside_down(m) for m in members):
        errors["members"] = "可信下限不能高于上限。"
    if fault := next((f for m in members if (f := _fault(m))), ""):
        errors["members"] = fault
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)


def _fault(member: dict[str, Any]) -> str:
    """What is wrong with the parameters of a member; empty when they are good."""
    needed = member.get("parameters") or []
    codes = [one["code"] for one in needed]
    title = member["title"]
    if needed and member.get("kind") != Member.Kind.COMMAND:
        return f"只有指令才有参数：{title}。"
    if len(set(codes)) != len(codes) or not all(CODE.match(code) for code in codes):
        return f"“{title}”的参数标识应各不相同，以小写字母开头。"
    if any(one["kind"] == "choice" and not one["labels"] for one in needed):
        return f"“{title}”的选项参数要写明有哪些选项。"
    return f"“{title}”的参数下限不能高于上限。" if any(map(_upside_down, needed)) else ""


def _upside_down(member: dict[str, Any]) -> bool:
    low, high = member.get("minimum"), member.get("maximum")
    return low is not None and high is not None and low > high


def _check_kept(type_: DeviceType, codes: set[str]) -> None:
    dropped = set(type_.members.values_list("code", flat=True)) - codes
    if not dropped:
        return
    devices = list(Device.objects.filter(type=type_).values_list("pk", flat=True))
    kept = Latest.objects.filter(device_id__in=devices).values_list("values", flat=True)
    used = {metric for values in kept for metric in values if metric in dropped}
    if used:
        named = "、".join(sorted(set(used)))
        raise DomainError(f"{named} 已有上报数据，不能删除。", fields={"members": f"{named} 已有数据。"})
