"""Changes of the roster for certain dates: swaps (换班) and absences (请假) with a substitute."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.alerts.access import HANDLE
from linli.sections.alerts.models import Absence, Shift, Swap
from linli.sections.alerts.people import may_serve

MANAGE = "alerts.roster.manage"
WRONG = "请检查标出的内容。"
CANNOT = "须是能处置本区域预警的工作人员。"


@transaction.atomic
def swap_duty(*, actor: Actor, shift_id: int, on: date, slot: str, user_id: int, reason: str = "") -> Swap:
    """换班: on that date the person serves instead; a second swap of the same place replaces the first."""
    actor.require(MANAGE)
    shift = visible(Shift.objects.select_related("area"), actor, MANAGE).filter(pk=shift_id).first()
    if shift is None:
        raise NotFound
    if not may_serve(shift.area, user_id, HANDLE):
        raise DomainError(WRONG, fields={"user_id": f"替班人{CANNOT}"})
    values = {"user_id": user_id, "reason": reason.strip()[:100], "author_id": actor.user_id}
    swap, _ = Swap.objects.update_or_create(shift=shift, on=on, slot=slot, defaults=values)
    audit.record(
        actor, "alerts.swap.made", target=swap, area=shift.area, detail={"on": str(on), "slot": slot}
    )
    touch("alerts", shift.area_id)
    return swap


@transaction.atomic
def cancel_swap(*, actor: Actor, swap_id: int) -> None:
    """取消换班: the roster holds again."""
    actor.require(MANAGE)
    found = (
        visible(Swap.objects.select_related("shift__area"), actor, MANAGE, "shift__area")
        .filter(pk=swap_id)
        .first()
    )
    if found is None:
        raise NotFound
    audit.record(
        actor, "alerts.swap.cancelled", target=found, area=found.shift.area, detail={"on": str(found.on)}
    )
    touch("alerts", found.shift.area_id)
    found.delete()


@transaction.atomic
def note_absence(
    *,
    actor: Actor,
    area_id: int,
    user_id: int,
    starts_on: date,
    ends_on: date,
    substitute_id: int | None = None,
    reason: str = "",
) -> Absence:
    """登记请假. Without a substitute the 备班 moves up. Raises DomainError naming every wrong field."""
    actor.require(MANAGE)
    area = actor.areas(MANAGE).filter(pk=area_id).first()
    if area is None:
        raise DomainError(WRONG, fields={"area_id": "请选择您负责的区域。"})
    wrong = {
        "user_id": "" if may_serve(area, user_id, HANDLE) else f"请假人{CANNOT}",
        "ends_on": "" if 0 <= (ends_on - starts_on).days <= 366 else "结束日期不能早于开始日期，最长一年。",
        "substitute_id": ""
        if substitute_id is None or may_serve(area, substitute_id, HANDLE)
        else f"替班人{CANNOT}",
    }
    if substitute_id == user_id:
        wrong["substitute_id"] = "替班人不能是请假人自己。"
    if wrong := {name: text for name, text in wrong.items() if text}:
        raise DomainError(WRONG, fields=wrong)
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                area=area, user_id=user_id, starts_on=starts_on, ends_on=ends_on, substitute_id=substitute_id,
                reason=reason.strip()[:100], author_id=actor.user_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(
            "这个人在这一天已有请假。", fields={"starts_on": "已有从这一天开始的请假。"}
        ) from error
    audit.record(
        actor,
        "alerts.absence.noted",
        target=absence,
        area=area,
        detail={"from": str(starts_on), "to": str(ends_on)},
    )
    touch("alerts", area.pk)
    return absence


@transaction.atomic
def cancel_absence(*, actor: Actor, absence_id: int) -> None:
    """销假."""
    actor.require(MANAGE)
    found = visible(Absence.objects.select_related("area"), actor, MANAGE).filter(pk=absence_id).first()
    if found is None:
        raise NotFound
    audit.record(actor, "alerts.absence.cancelled", target=found, area=found.area)
    touch("alerts", found.area_id)
    found.delete()
