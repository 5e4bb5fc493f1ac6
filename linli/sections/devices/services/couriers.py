"""Couriers at a locker (快递员): signing in by a code, putting parcels in, taking them back."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.sections.devices.models import CourierPass, MachineRequest, Parcel
from linli.sections.devices.services import parceltold
from linli.sections.devices.services.lockers import (
    LATE,
    MOST_TRIES,
    code_hash,
    end_parcel,
    live_parcel,
    own_cell,
    phone_index,
    phone_of,
    place_parcel,
    start_opening,
)
from linli.sections.devices.services.requests import in_time, reply, text_of

CODE_MINUTES, SESSION_MINUTES = 10, 20


def courier(request: MachineRequest, body: dict[str, Any]) -> str:
    """A courier asks for a code: `{"phone", "company"}`. One a minute for a number."""
    phone, now = phone_of(body), timezone.now()
    index = phone_index(phone)
    recent = CourierPass.objects.filter(phone_index=index, created_at__gt=now - dt.timedelta(minutes=1))
    if not in_time(request) or recent.exists():
        reply(request, ok=False, text="请一分钟后再获取验证码")
        return "too_often"
    code = f"{secrets.randbelow(10**6):06d}"
    company = str(body.get("company") or "")[:20]
    made = CourierPass.objects.create(
        device=request.device, phone=phone, phone_index=index, company=company if company.isprintable() else "",
        code_hash=code_hash(request.device, code), expires_at=now + dt.timedelta(minutes=CODE_MINUTES),
    )  # fmt: skip
    parceltold.send_courier_code(made, code)
    reply(request, ok=True, text="验证码已发送")
    return "sent"


def login(request: MachineRequest, body: dict[str, Any]) -> str:
    """The courier's code: `{"phone", "code"}`. The id of this request is the session of what follows."""
    phone, code, now = phone_of(body), text_of(body, "code", 6), timezone.now()
    passes = CourierPass.objects.select_for_update().filter(
        device=request.device,
        phone_index=phone_index(phone),
        session="",
        expires_at__gt=now,
        tries__lt=MOST_TRIES,
    )
    found = passes.order_by("-pk").first()
    good = found is not None and secrets.compare_digest(found.code_hash, code_hash(request.device, code))
    if found is None or not good or not in_time(request):
        if found is not None:
            found.tries += 1
            found.save(update_fields=["tries"])
        reply(request, ok=False, text="验证码不正确或已过期")
        return "wrong"
    found.session, found.expires_at = request.key, now + dt.timedelta(minutes=SESSION_MINUTES)
    found.save(update_fields=["session", "expires_at"])
    reply(request, ok=True, text="登录成功")
    return "in"


def deposit(request: MachineRequest, body: dict[str, Any]) -> str:
    """A courier puts a parcel in: `{"session", "phone", "size"}`; a cell opens. Raises DomainError."""
    who, phone = _session(request, body), phone_of(body)
    size = text_of(body, "size", 1)
    if not in_time(request):
        raise DomainError(LATE)
    place_parcel(
        actor=SYSTEM, device=request.device, key=request.key, phone=phone, size=size,
        company=who.company, courier_phone=who.phone,
    )  # fmt: skip
    return "placing"


def cancel(request: MachineRequest, body: dict[str, Any]) -> str:
    """The courier takes it out again before the door closed for good: `{"re": "the deposit's id"}`."""
    rows = Parcel.objects.select_for_update(of=("self",)).filter(
        device=request.device, key=text_of(body, "re")
    )
    parcel = rows.filter(state=Parcel.State.PLACING).first()
    if parcel is None:
        return "unknown"
    end_parcel(parcel, Parcel.State.CANCELLED, SYSTEM, "快递员取消投放")
    return "cancelled"


def take_back(request: MachineRequest, body: dict[str, Any]) -> str:
    """A courier fetches a parcel again: `{"session", "cell"}`; his own, or any that was told to go back. DomainError."""
    who, cell = _session(request, body), own_cell(request, body)
    parcel = live_parcel(cell)
    allowed = parcel is not None and (
        phone_index(parcel.courier_phone) == who.phone_index or parcel.return_told_at is not None
    )
    if parcel is None or parcel.state != Parcel.State.WAITING or not allowed or not in_time(request):
        raise DomainError("这个格口没有您可以取回的快件。")
    start_opening(parcel, SYSTEM, "return", "快递员取回", request.key)
    return "opening"


def _session(request: MachineRequest, body: dict[str, Any]) -> CourierPass:
    """The courier who is signed in at this machine. Raises DomainError."""
    key = text_of(body, "session")
    rows = CourierPass.objects.filter(device=request.device, session=key, expires_at__gt=timezone.now())
    found = rows.order_by("-pk").first()
    if found is None:
        raise DomainError("登录已过期，请重新登录")
    return found
