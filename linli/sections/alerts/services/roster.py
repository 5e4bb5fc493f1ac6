"""Changing the duty roster (值班表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import IntegrityError, transaction

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts.access import HANDLE
from linli.sections.alerts.models import Shift
from linli.sections.alerts.people import may_serve

MANAGE = "alerts.roster.manage"


@dataclass(frozen=True)
class ShiftData:
    """A weekly shift; weekdays 0 = Monday are the days on which it begins, statutory holidays for a `holiday` one."""

    area_id: int
    title: str
    weekdays: list[int]
    starts: time
    ends: time
    first_id: int
    second_id: int | None = None
    holiday: bool = False


@transaction.atomic
def create_shift(*, actor: Actor, data: ShiftData) -> Shift:
    """新增班次. Both people must be able to handle alerts of the area."""
    actor.require(MANAGE)
    return _write(actor, Shift(), data, "created")


@transaction.atomic
def update_shift(*, actor: Actor, shift_id: int, data: ShiftData) -> Shift:
    """修改班次. Alerts already addressed stay addressed."""
    return _write(actor, _find(actor, shift_id), data, "changed")


@transaction.atomic
def delete_shift(*, actor: Actor, shift_id: int) -> None:
    """删除班次."""
    shift = _find(actor, shift_id)
    audit.record(actor, "alerts.shift.deleted", target=shift, detail={"title": shift.title})
    shift.delete()
    touch("alerts", shift.area_id)


def _find(actor: Actor, shift_id: int) -> Shift:
    actor.require(MANAGE)
    found = visible(Shift.objects.all(), actor, MANAGE).select_for_update().filter(pk=shift_id).first()
    if found is None:
        raise NotFound
    return found


def _write(actor: Actor, shift: Shift, data: ShiftData, verb: str) -> Shift:
    area = _check(actor, data)
    shift.area, shift.title = area, data.title.strip()
    shift.weekdays, shift.starts, shift.ends = sorted(set(data.weekdays)), data.starts, data.ends
    shift.first_id, shift.second_id, shift.holiday = data.first_id, data.second_id, data.holiday
    try:
        with transaction.atomic():
            shift.save()
    except IntegrityError as error:
        raise Conflict("这个区域已有同名班次。", fields={"title": "请换一个名称。"}) from error
    audit.record(actor, f"alerts.shift.{verb}", target=shift, detail={"title": shift.title})
    touch("alerts", area.pk)
    return shift


def _check(actor: Actor, data: ShiftData) -> Area:
    """The area. Raises DomainError naming every wrong field."""
    area = actor.areas(MANAGE).filter(pk=data.area_id).first()
    if area is None:
        raise DomainError("请检查标出的内容。", fields={"area_id": "请选择您负责的区域。"})
    days_fit = (data.weekdays or data.holiday) and set(data.weekdays) <= set(range(7))
    second = data.second_id
    wrong = {
        "title": "" if 0 < len(data.title.strip()) <= 40 else "请填写 1 到 40 个字的名称。",
        "weekdays": "" if days_fit else "请至少选一天，0 为周一，6 为周日。",
        "first_id": "" if may_serve(area, data.first_id, HANDLE) else "主班须是能处置本区域预警的工作人员。",
        "second_id": ""
        if second is None or may_serve(area, second, HANDLE)
        else "备班须是能处置本区域预警的工作人员。",
    }
    if second is not None and second == data.first_id:
        wrong["second_id"] = "备班和主班不能是同一个人。"
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)
    return area
