"""Parcel lockers as people handle them (快递柜): setting up cells, opening from afar, fetching for somebody else."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.devices.models import Device, LockerCell, Parcel
from linli.sections.devices.queries.lockers import own_index
from linli.sections.devices.services import lockers, parceltold
from linli.sections.devices.services.register import locked

MANAGE, OPEN, OWN = "devices.locker.manage", "devices.locker.open", "devices.own.read"
MOST_CELLS = 300


@transaction.atomic
def add_cells(*, actor: Actor, device_id: int, small: int, medium: int, large: int) -> list[LockerCell]:
    """Adds cells, numbered on from the last. Raises DomainError above 300, NotFound."""
    device = _locker(actor, device_id, MANAGE)
    last = max(device.cells.values_list("number", flat=True), default=0)
    if last + small + medium + large > MOST_CELLS:
        raise DomainError(f"一个柜最多 {MOST_CELLS} 格。", fields={"small": "格口太多。"})
    sizes = "S" * small + "M" * medium + "L" * large
    made = LockerCell.objects.bulk_create(
        LockerCell(device=device, number=last + nth, size=size) for nth, size in enumerate(sizes, 1)
    )
    _note(actor, "devices.locker.cells_added", device, count=len(made))
    return made


@transaction.atomic
def open_from_afar(*, actor: Actor, cell_id: int, reason: str) -> LockerCell:
    """Opens a cell by hand with a reason (远程开格口); a parcel in it stays the recipient's. Raises NotFound."""
    cell = _cell(actor, cell_id)
    reason = _reason(reason)
    lockers.note(cell, None, actor, f"远程开门：{reason}")
    lockers.open_cell(actor, cell, None, why=reason)
    _note(actor, "devices.locker.opened", cell.device, cell=cell.number, reason=reason)
    return cell


@transaction.atomic
def mark_cell(*, actor: Actor, cell_id: int, broken: bool, reason: str) -> LockerCell:
    """Takes a cell out of use, or back (格口报修). Raises NotFound."""
    cell = _cell(actor, cell_id)
    reason = _reason(reason)
    cell.state = LockerCell.State.FAULT if broken else lockers.resting_state(cell)
    cell.save(update_fields=["state"])
    lockers.note(cell, None, actor, f"{'停用' if broken else '恢复使用'}：{reason}")
    _note(actor, "devices.locker.cell_marked", cell.device, cell=cell.number, broken=broken)
    return cell


@transaction.atomic
def place_by_hand(*, actor: Actor, device_id: int, phone: str, size: str, company: str) -> Parcel:
    """Staff deposit a parcel (代投): the cell opens, the recipient is told when it closes. Raises DomainError."""
    device = _locker(actor, device_id, OPEN)
    key = f"staff-{secrets.token_hex(8)}"
    parcel = lockers.place_parcel(
        actor=actor, device=device, key=key, phone=phone, size=size, company=company.strip()
    )
    _note(actor, "devices.parcel.placed", device, cell=parcel.cell.number)
    return parcel


@transaction.atomic
def fetch_for(*, actor: Actor, parcel_id: int, helper: str, reason: str) -> Parcel:
    """Staff fetch a parcel for somebody, or let a relative have it (代取): the cell opens. Raises NotFound, Conflict."""
    parcel = _parcel(parcel_id)
    if parcel is None:
        actor.require(OPEN)
        raise NotFound
    actor.require(OPEN, parcel.area)
    _require_waiting(parcel)
    parcel.helper, parcel.helper_reason = _reason(helper, "helper")[:40], _reason(reason)[:100]
    lockers.start_opening(parcel, actor, "help", f"代取：{parcel.helper}，{parcel.helper_reason}")
    _note(actor, "devices.parcel.fetched_for", parcel.device, parcel=parcel.pk, reason=parcel.helper_reason)
    return parcel


@transaction.atomic
def share_own(*, actor: Actor, parcel_id: int, helper: str, phone: str) -> Parcel:
    """A resident asks a relative to fetch the own parcel; the code goes to that phone. Raises NotFound, Conflict."""
    actor.require(OWN)
    parcel = _parcel(parcel_id)
    if parcel is None or not own_index(actor) or parcel.phone_index != own_index(actor):
        raise NotFound
    _require_waiting(parcel)
    if not lockers.PHONE.match(phone):
        raise DomainError("请填写手机号。", fields={"phone": "应为 1 开头的 11 位数字。"})
    parcel.helper, parcel.helper_reason = _reason(helper, "helper")[:40], "收件人请人代取"
    parcel.save(update_fields=["helper", "helper_reason"])
    parceltold.send_helper_code(parcel, phone)
    lockers.note(parcel.cell, parcel, actor, "收件人请人代取，取件码已发给代取人")
    return parcel


@transaction.atomic
def mark_returned(*, actor: Actor, parcel_id: int, reason: str) -> Parcel:
    """Staff say that the parcel left the locker another way (退回). Raises NotFound, Conflict when it is gone already."""
    parcel = _parcel(parcel_id)
    if parcel is None:
        actor.require(OPEN)
        raise NotFound
    actor.require(OPEN, parcel.area)
    if parcel.state not in Parcel.LIVE:
        raise Conflict("这件快件已经不在柜中。")
    parcel.how = "return"
    parcel.save(update_fields=["how"])
    lockers.end_parcel(parcel, Parcel.State.RETURNED, actor, f"登记退回：{_reason(reason)}")
    _note(actor, "devices.parcel.returned", parcel.device, parcel=parcel.pk)
    return parcel


def _locker(actor: Actor, device_id: int, permission: str) -> Device:
    device = locked(actor, device_id, permission)
    if device.type.code != "parcel_locker":
        raise NotFound
    return device


def _cell(actor: Actor, cell_id: int) -> LockerCell:
    rows = LockerCell.objects.select_for_update(of=("self",)).select_related("device__area", "device__type")
    cell = rows.filter(pk=cell_id).first()
    if cell is None:
        actor.require(OPEN)
        raise NotFound
    actor.require(OPEN, cell.device.area)
    return cell


def _parcel(parcel_id: int) -> Parcel | None:
    rows = Parcel.objects.select_for_update(of=("self",)).select_related(
        "cell__device__area", "device__area", "area"
    )
    return rows.filter(pk=parcel_id).first()


def _require_waiting(parcel: Parcel) -> None:
    if parcel.state not in (Parcel.State.WAITING, Parcel.State.OPENING):
        raise Conflict("这件快件已经不在柜中。")


def _reason(text: str, field: str = "reason") -> str:
    found = text.strip()
    if len(found) < 2:
        raise DomainError("请写明原因。", fields={field: "请写清楚，至少 2 个字。"})
    return found[:200]


def _note(actor: Actor, action: str, device: Device, **detail: Any) -> None:
    audit.record(actor, action, target=device, area=device.area, detail=detail)
