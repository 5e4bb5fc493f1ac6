"""Water cards and the upkeep of dispensers (水卡、滤芯): what people do at the desk."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, files, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import StoredFile
from linli.kernel.money import format_yuan
from linli.sections.devices.models import Device, Dispenser, FilterChange, WaterCard, WaterEntry
from linli.sections.devices.services import water
from linli.sections.devices.services.register import area_of, locked
from linli.sections.registry import queries as registry

MANAGE, CARD, OWN = "devices.water.manage", "devices.water.card", "devices.own.read"
NUMBER = re.compile(r"^[A-Za-z0-9]{4,20}$")
MOST_TOP_UP_FEN = 100_000


@transaction.atomic
def issue_card(
    *, actor: Actor, area_id: int, number: str, holder: str = "", person_id: int | None = None, fen: int = 0
) -> WaterCard:
    """Hands out a card, with a first top-up if `fen` is given. Raises DomainError, Conflict, NotFound."""
    area = area_of(actor, area_id, CARD)
    number = number.strip().upper()
    if not NUMBER.match(number):
        raise DomainError("卡号不合规范。", fields={"number": "卡号为 4 到 20 位字母和数字。"})
    if person_id is not None:
        person = registry.person(actor, person_id)
        holder = holder or person.name
    try:
        with transaction.atomic():
            card = WaterCard.objects.create(
                area=area, number=number, holder=holder.strip(), person_id=person_id
            )
    except IntegrityError:
        raise Conflict("这个卡号已经办过卡。", fields={"number": "卡号已被使用。"}) from None
    _note(actor, "devices.water_card.issued", card)
    return top_up(actor=actor, card_id=card.pk, fen=fen) if fen else card


@transaction.atomic
def top_up(*, actor: Actor, card_id: int, fen: int, note: str = "") -> WaterCard:
    """Puts money on a card (充值), 分. Raises DomainError, Conflict for a card handed back."""
    card = _card(actor, card_id)
    if not 0 < fen <= MOST_TOP_UP_FEN:
        message = f"一次充值 ¥0.01 到 {format_yuan(MOST_TOP_UP_FEN)}。"
        raise DomainError(message, fields={"fen": message})
    if card.state == WaterCard.State.CLOSED:
        raise Conflict("水卡已退，不能充值。")
    water.book(actor, card.pk, WaterEntry.Kind.TOP_UP, fen, note.strip())
    _note(actor, "devices.water_card.topped_up", card, fen=fen)
    return _card(actor, card_id)


@transaction.atomic
def close_card(*, actor: Actor, card_id: int, note: str = "") -> WaterCard:
    """Takes a card back and refunds what is on it (退卡). Raises Conflict while water is running or when closed."""
    card = _card(actor, card_id)
    if card.state == WaterCard.State.CLOSED:
        raise Conflict("水卡已经退过。")
    if water.held_fen(card):
        raise Conflict("这张卡正在取水，请 15 分钟后再退。")
    if card.balance_fen > 0:
        water.book(actor, card.pk, WaterEntry.Kind.REFUND, -card.balance_fen, note.strip() or "退卡")
    _note(actor, "devices.water_card.closed", card, fen=card.balance_fen)
    return _set_state(_card(actor, card_id), WaterCard.State.CLOSED)


@transaction.atomic
def set_lost(*, actor: Actor, card_id: int, lost: bool) -> WaterCard:
    """Blocks a lost card (挂失), or gives it back its use. Raises Conflict for a card handed back."""
    card = _card(actor, card_id)
    return _lose(actor, card, lost)


@transaction.atomic
def lose_own(*, actor: Actor, card_id: int) -> WaterCard:
    """A resident blocks the own card from the phone. Raises NotFound for anybody else's."""
    actor.require(OWN)
    own = WaterCard.objects.select_for_update().filter(pk=card_id, person_id=actor.person_id)
    card = own.select_related("area").first() if actor.person_id else None
    if card is None:
        raise NotFound
    return _lose(actor, card, True)


@transaction.atomic
def replace_card(*, actor: Actor, card_id: int, number: str) -> WaterCard:
    """A new number for a lost card (补卡); the balance stays. Raises DomainError, Conflict."""
    card, number = _card(actor, card_id), number.strip().upper()
    if card.state == WaterCard.State.CLOSED:
        raise Conflict("水卡已退，请重新办卡。")
    if not NUMBER.match(number):
        raise DomainError("卡号不合规范。", fields={"number": "卡号为 4 到 20 位字母和数字。"})
    if WaterCard.objects.filter(number=number).exists():
        raise Conflict("这个卡号已经办过卡。", fields={"number": "卡号已被使用。"})
    card.number = number
    card.save(update_fields=["number"])
    _note(actor, "devices.water_card.replaced", card)
    return _set_state(card, WaterCard.State.ACTIVE)


@transaction.atomic
def set_dispenser(*, actor: Actor, device_id: int, **limits: int) -> Dispenser:
    """Sets limits and price of a dispenser. Raises NotFound."""
    device = _machine(actor, device_id)
    row = water.dispenser_of(device)
    for field, value in limits.items():
        setattr(row, field, value)
    row.save()
    audit.record(actor, "devices.dispenser.set", target=device, area=device.area, detail=limits)
    live.touch("devices", device.area_id)
    return row


@transaction.atomic
def log_filter(
    *, actor: Actor, device_id: int, changed_on: dt.date, what: str, person: str, note: str = "", photo_id: int | None = None
) -> FilterChange:  # fmt: skip
    """Logs a change of filters. Raises DomainError for a day to come or a photo of somebody else."""
    device = _machine(actor, device_id)
    if changed_on > timezone.localdate():
        raise DomainError("更换日期不能晚于今天。", fields={"changed_on": "不能晚于今天。"})
    photo = None
    if photo_id is not None:
        photo = StoredFile.objects.filter(pk=photo_id, uploaded_by_id=actor.user_id).first()
        if photo is None:
            raise DomainError("请重新上传照片。", fields={"photo_id": "没有这张照片。"})
        StoredFile.objects.filter(pk=photo.pk).update(area_id=device.area_id)
    made = FilterChange.objects.create(
        device=device, changed_on=changed_on, what=what.strip(), person=person.strip(), note=note.strip(),
        photo=photo, entered_by=actor.name,
    )  # fmt: skip
    audit.record(
        actor, "devices.filter.changed", target=device, area=device.area, detail={"on": str(changed_on)}
    )
    live.touch("devices", device.area_id)
    return made


@transaction.atomic
def add_photo(*, actor: Actor, device_id: int, upload: Any) -> StoredFile:
    """Keeps a photo of new filters. Raises DomainError for what is no picture."""
    device = _machine(actor, device_id)
    return files.store(actor, upload, area=device.area, permission="devices.water.read")


def _machine(actor: Actor, device_id: int) -> Device:
    device = locked(actor, device_id, MANAGE)
    if device.type.code != "dispenser":
        raise NotFound
    return device


def _card(actor: Actor, card_id: int) -> WaterCard:
    card = WaterCard.objects.select_for_update(of=("self",)).select_related("area").filter(pk=card_id).first()
    if card is None:
        actor.require(CARD)
        raise NotFound
    actor.require(CARD, card.area)
    return card


def _lose(actor: Actor, card: WaterCard, lost: bool) -> WaterCard:
    if card.state == WaterCard.State.CLOSED:
        raise Conflict("水卡已退。")
    _note(actor, "devices.water_card.lost" if lost else "devices.water_card.found", card)
    return _set_state(card, WaterCard.State.LOST if lost else WaterCard.State.ACTIVE)


def _set_state(card: WaterCard, state: str) -> WaterCard:
    card.state = state
    card.save(update_fields=["state"])
    return card


def _note(actor: Actor, action: str, card: WaterCard, **detail: Any) -> None:
    audit.record(actor, action, target=card, area=card.area, detail=detail)
    live.touch("devices", card.area_id)
