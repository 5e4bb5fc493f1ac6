"""Parcel lockers as the machine tells it (快递柜): cells, doors, pick-ups. Safe against repeated messages."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import jobs, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.privacy import blind_index
from linli.sections.devices.models import (
    Device,
    LockerCell,
    LockerGuard,
    MachineRequest,
    Parcel,
    ParcelNote,
)
from linli.sections.devices.services import parceltold
from linli.sections.devices.services.commands import send_command
from linli.sections.devices.services.requests import in_time, number_of, reply, text_of

PHONE = re.compile(r"^1[3-9]\d{9}$")
MOST_TRIES = 5
LOCKED = dt.timedelta(minutes=10)
SIZES = "SML"
OPEN_S = 20
SKEW = dt.timedelta(seconds=30)
"""A closed door is of a deposit when it came after it began, give or take what clocks differ."""
LATE = "请求超时，请重试"


@transaction.atomic
def place_parcel(
    *,
    actor: Actor,
    device: Device,
    key: str,
    phone: str,
    size: str,
    company: str = "",
    courier_phone: str = "",
) -> Parcel:
    """Takes the smallest free cell that is big enough and opens it. Raises DomainError, Conflict when none is free."""
    if size not in SIZES or not PHONE.match(phone):
        raise DomainError("请检查手机号和格口大小。", fields={"phone": "应为 11 位手机号。"})
    fitting = LockerCell.objects.select_for_update().filter(
        device=device, state=LockerCell.State.EMPTY, open=False, size__in=SIZES[SIZES.index(size) :]
    )
    cell = min(fitting, key=lambda one: (SIZES.index(one.size), one.number), default=None)
    if cell is None:
        raise Conflict("没有合适的空格口。")
    parcel = Parcel.objects.create(
        device=device, cell=cell, area=device.area, key=key, company=company, phone=phone,
        phone_index=phone_index(phone), courier_phone=courier_phone,
    )  # fmt: skip
    _cell(cell, LockerCell.State.TAKEN)
    open_cell(actor, cell, parcel, request_key=key)
    return parcel


def door(request: MachineRequest, body: dict[str, Any]) -> str:
    """A door moved: `{"cell", "open"}`. A closed one ends what was going on there; older news than known is left out."""
    cell = own_cell(request, body)
    if cell.door_at is not None and request.at < cell.door_at:
        return "old"
    cell.open, cell.door_at = bool(body.get("open")), request.at
    cell.save(update_fields=["open", "door_at"])
    live.touch("devices", request.device.area_id)
    parcel = live_parcel(cell)
    if cell.open or parcel is None:
        return "noted"
    return _closed(parcel, request.at)


def _closed(parcel: Parcel, at: dt.datetime) -> str:
    if parcel.state == Parcel.State.PLACING and at > parcel.created_at - SKEW:
        _stored(parcel, at)
        return "stored"
    if parcel.state == Parcel.State.OPENING:
        back = parcel.how == "return"
        parcel.ended_at = at
        end_parcel(
            parcel,
            Parcel.State.RETURNED if back else Parcel.State.PICKED,
            SYSTEM,
            "已退回快递员" if back else "柜门关上，已取走",
        )
        return "returned" if back else "picked"
    return "noted"


def _stored(parcel: Parcel, at: dt.datetime) -> None:
    """The parcel is in: it gets its code, and the recipient is told."""
    parcel.state, parcel.placed_at = Parcel.State.WAITING, at
    for _ in range(20):
        parcel.code = f"{secrets.randbelow(10**6):06d}"
        parcel.code_hash = code_hash(parcel.device, parcel.code)
        try:
            with transaction.atomic():
                parcel.save(update_fields=["state", "placed_at", "code", "code_hash"])
            break
        except IntegrityError:
            continue
    else:
        raise RuntimeError("no free code")
    note(parcel.cell, parcel, SYSTEM, "快件已放入")
    jobs.enqueue(parceltold.tell_recipient, parcel_id=parcel.pk, occasion="placed")


def pick(request: MachineRequest, body: dict[str, Any]) -> str:
    """A code at the machine: `{"code"}`. Five wrong ones, and the machine takes none for ten minutes."""
    guard = LockerGuard.objects.get_or_create(device=request.device)[0]
    guard = LockerGuard.objects.select_for_update().get(pk=guard.pk)
    now = timezone.now()
    if not in_time(request) or (guard.locked_until is not None and now < guard.locked_until):
        reply(request, ok=False, text=LATE if not in_time(request) else "输错次数过多，请十分钟后再试")
        return "locked"
    rows = Parcel.objects.select_for_update(of=("self",)).select_related("cell", "device__area")
    found = rows.filter(
        device=request.device, code_hash=code_hash(request.device, text_of(body, "code", 6)),
        state__in=(Parcel.State.WAITING, Parcel.State.OPENING),
    ).first()  # fmt: skip
    if found is None:
        return _wrong(request, guard, now)
    LockerGuard.objects.filter(pk=guard.pk).update(wrong=0, locked_until=None)
    start_opening(found, SYSTEM, "code", "凭取件码取件", request.key)
    return "opening"


def _wrong(request: MachineRequest, guard: LockerGuard, now: dt.datetime) -> str:
    fresh = guard.wrong_at is None or now - guard.wrong_at > LOCKED
    guard.wrong, guard.wrong_at = (1 if fresh else guard.wrong + 1), now
    left = MOST_TRIES - guard.wrong
    if left <= 0:
        guard.wrong, guard.locked_until = 0, now + LOCKED
    guard.save()
    reply(
        request,
        ok=False,
        text=f"取件码不正确，还可以试 {left} 次" if left > 0 else "输错次数过多，请十分钟后再试",
    )
    return "wrong"


def fault(request: MachineRequest, body: dict[str, Any]) -> str:
    """A cell is broken, or works again: `{"cell", "fault"}`."""
    cell, broken = own_cell(request, body), bool(body.get("fault"))
    if broken == (cell.state == LockerCell.State.FAULT):
        return "known"
    _cell(cell, LockerCell.State.FAULT if broken else resting_state(cell))
    note(cell, None, SYSTEM, "报告故障" if broken else "故障恢复")
    return "fault" if broken else "mended"


def start_opening(parcel: Parcel, actor: Actor, how: str, words: str, request_key: str = "") -> None:
    """Opens the cell for somebody who may have what is in it; it counts as gone when the door closes."""
    parcel.state, parcel.how = Parcel.State.OPENING, how
    parcel.save(update_fields=["state", "how", "helper", "helper_reason"])
    note(parcel.cell, parcel, actor, words)
    open_cell(actor, parcel.cell, parcel, request_key=request_key)


def open_cell(
    actor: Actor, cell: LockerCell, parcel: Parcel | None, *, request_key: str = "", why: str = ""
) -> None:
    """Tells the machine to open a cell."""
    params: dict[str, Any] = {"cell": cell.number, **({"request": request_key} if request_key else {})}
    made = send_command(
        actor=actor, device_id=cell.device_id, code="open_cell", params=params, timeout_s=OPEN_S, note=why
    )
    if parcel is not None:
        Parcel.objects.filter(pk=parcel.pk).update(command_id=made.pk)
    live.touch("devices", cell.device.area_id)


@transaction.atomic
def opening_failed(*, command_id: int) -> None:
    """The door did not open: a deposit is off, a parcel waits on with its code."""
    rows = Parcel.objects.select_for_update(of=("self",)).select_related("cell", "device__area")
    parcel = rows.filter(
        command_id=command_id, state__in=(Parcel.State.PLACING, Parcel.State.OPENING)
    ).first()
    if parcel is None or parcel.cell.open:
        return
    if parcel.state == Parcel.State.PLACING:
        end_parcel(parcel, Parcel.State.CANCELLED, SYSTEM, "格口没有打开，投放取消")
        return
    parcel.state, parcel.how = Parcel.State.WAITING, ""
    parcel.save(update_fields=["state", "how"])
    note(parcel.cell, parcel, SYSTEM, "格口没有打开，快件仍在柜中")


def end_parcel(parcel: Parcel, state: str, actor: Actor, words: str) -> None:
    """The parcel is gone: its code is wiped, its cell free."""
    parcel.state, parcel.code, parcel.code_hash = state, "", ""
    parcel.ended_at = parcel.ended_at or timezone.now()
    parcel.save(update_fields=["state", "code", "code_hash", "ended_at"])
    if parcel.cell.state != LockerCell.State.FAULT:
        _cell(parcel.cell, LockerCell.State.EMPTY)
    note(parcel.cell, parcel, actor, words)


def note(cell: LockerCell, parcel: Parcel | None, actor: Actor, text: str) -> None:
    """A line in the story."""
    ParcelNote.objects.create(cell=cell, parcel=parcel, actor_name=actor.name, text=text[:200])
    live.touch("devices", cell.device.area_id)


def resting_state(cell: LockerCell) -> str:
    """Taken while a live parcel is in it, else empty."""
    return LockerCell.State.TAKEN if live_parcel(cell) else LockerCell.State.EMPTY


def phone_index(phone: str) -> str:
    """The blind index of a phone for parcels."""
    return blind_index(phone, "parcel-phone")


def phone_of(body: dict[str, Any]) -> str:
    """The mobile number of a request. Raises DomainError."""
    phone = text_of(body, "phone", 20)
    if not PHONE.match(phone):
        raise DomainError("手机号应为 1 开头的 11 位数字")
    return phone


def code_hash(device: Device, code: str) -> str:
    """Keyed, and another for each machine."""
    return blind_index(f"{device.pk}:{code}", "locker-code")


def own_cell(request: MachineRequest, body: dict[str, Any]) -> LockerCell:
    """A cell of this machine, locked. Raises DomainError."""
    rows = LockerCell.objects.select_for_update(of=("self",)).select_related("device__area")
    cell = rows.filter(device=request.device, number=number_of(body, "cell", 1000)).first()
    if cell is None:
        raise DomainError("没有这个格口")
    return cell


def live_parcel(cell: LockerCell) -> Parcel | None:
    """What is in a cell, locked."""
    rows = Parcel.objects.select_for_update(of=("self",)).select_related("cell", "device__area")
    return rows.filter(cell=cell, state__in=Parcel.LIVE).first()


def _cell(cell: LockerCell, state: str) -> None:
    cell.state = state
    cell.save(update_fields=["state"])
