"""Filling a cabinet by two people (双人补货), counting it (盘点), recalling a batch (召回)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.eldercare.models import Batch, Cabinet, Drug, Movement, Restock, Slot, Stock
from linli.sections.eldercare.reach import locked
from linli.sections.eldercare.services.ledger import Entry, Kind, move
from linli.sections.eldercare.services.stockwatch import watch_slots

RESTOCK = "eldercare.cabinet.restock"
MANAGE = "eldercare.cabinet.manage"
MOST_LINES = 40
State = Restock.State


@dataclass(frozen=True)
class RestockLine:
    """So many units of a batch into a slot (by its number)."""

    slot: int
    lot: str
    expires_on: dt.date
    quantity: int


@transaction.atomic
def propose_restock(*, actor: Actor, cabinet_id: int, lines: list[RestockLine]) -> Restock:
    """登记补货: nothing is in stock until a second person confirms. Raises DomainError naming the wrong line."""
    cabinet = locked(Cabinet, actor, RESTOCK, cabinet_id, "area", above=True)
    _named(actor)
    slots = {slot.number: slot for slot in cabinet.slots.select_related("drug")}
    wrong = _wrong(lines, slots)
    if wrong or not 1 <= len(lines) <= MOST_LINES:
        raise DomainError("请检查标出的内容。", fields=wrong or {"lines": f"请填写 1 到 {MOST_LINES} 行。"})
    plain = [
        {**asdict(line), "lot": line.lot.strip(), "expires_on": line.expires_on.isoformat()} for line in lines
    ]
    restock = Restock.objects.create(cabinet=cabinet, lines=plain, made_by_id=actor.user_id or 0)
    return _told(actor, restock, "proposed", lines=len(lines))


@transaction.atomic
def confirm_restock(*, actor: Actor, restock_id: int) -> Restock:
    """复核入柜: a second named person confirms what lies in the slots. Raises Conflict for the same person."""
    restock = _waiting(actor, restock_id)
    if restock.made_by_id == actor.user_id:
        raise Conflict("补货须两人：请由另一位同事复核。")
    entry = Entry(Kind.RESTOCK, restock.made_by.name, actor.name)
    slots = {slot.number: slot for slot in restock.cabinet.slots.select_related("drug")}
    for line in restock.lines:
        slot = slots[line["slot"]]
        move(slot, _batch(slot, line), line["quantity"], entry)
    _end(actor, restock, State.DONE)
    watch_slots(list(slots.values()))
    return _told(actor, restock, "confirmed", lines=len(restock.lines))


@transaction.atomic
def cancel_restock(*, actor: Actor, restock_id: int) -> Restock:
    """作废补货单."""
    restock = _waiting(actor, restock_id)
    _end(actor, restock, State.CANCELLED)
    return _told(actor, restock, "cancelled")


@transaction.atomic
def count_stock(*, actor: Actor, slot_id: int, batch_id: int, counted: int, reason: str) -> Movement | None:
    """盘点: corrects the number to what was counted. A difference needs a reason. Returns None when there was none."""
    slot = locked(Slot, actor, RESTOCK, slot_id, "cabinet__area", above=True)
    _named(actor)
    stock = Stock.objects.select_for_update().filter(slot=slot, batch_id=batch_id).first()
    if stock is None:
        raise DomainError("请检查标出的内容。", fields={"batch_id": "这个货道没有这一批次。"})
    change = counted - stock.quantity
    if change == 0:
        audit.record(
            actor, "eldercare.stock.counted", target=slot, area=slot.cabinet.area, detail={"change": 0}
        )
        return None
    if len(reason.strip()) < 2:
        raise DomainError("数量有出入，请写明原因。", fields={"reason": "例如“破损 1 盒”。"})
    kind = Kind.COUNT if stock.batch.usable(timezone.localdate()) else Kind.REMOVE
    movement = move(slot, stock.batch, change, Entry(kind, actor.name, reason=reason.strip()[:200]))
    audit.record(
        actor, "eldercare.stock.counted", target=slot, area=slot.cabinet.area, detail={"change": change}
    )
    watch_slots([slot])
    live.touch("eldercare", slot.cabinet.area_id)
    return movement


@transaction.atomic
def recall_batch(*, actor: Actor, batch_id: int, reason: str) -> Batch:
    """召回批次: from now on nothing of it is handed out; who got some is listed by `queries.recall_list`."""
    batch = locked(Batch, actor, MANAGE, batch_id, "drug__area")
    if batch.recalled_at:
        raise Conflict("这一批次已经召回。")
    if len(reason.strip()) < 2:
        raise DomainError("请写明召回原因。", fields={"reason": "请写明召回原因。"})
    batch.recalled_at, batch.recall_reason = timezone.now(), reason.strip()[:200]
    batch.save(update_fields=["recalled_at", "recall_reason"])
    detail = {"lot": batch.lot, "drug": batch.drug_id}
    audit.record(actor, "eldercare.batch.recalled", target=batch, area=batch.drug.area, detail=detail)
    watch_slots(list(Slot.objects.filter(stocks__batch=batch).select_related("cabinet")))
    live.touch("eldercare", batch.drug.area_id)
    return batch


def _wrong(lines: list[RestockLine], slots: dict[int, Slot]) -> dict[str, str]:
    today = timezone.localdate()
    wrong = {}
    for nth, line in enumerate(lines):
        slot = slots.get(line.slot)
        if slot is None or slot.drug is None:
            wrong[f"lines.{nth}.slot"] = "没有这个货道，或还没有设置药品。"
        elif not line.lot.strip():
            wrong[f"lines.{nth}.lot"] = "请填写批号。"
        elif line.expires_on < today:
            wrong[f"lines.{nth}.expires_on"] = "已过有效期，不能入柜。"
        elif not 1 <= line.quantity <= 500:
            wrong[f"lines.{nth}.quantity"] = "数量为 1 到 500。"
        elif (text := _known_lot(slot.drug, line)) != "":
            wrong[f"lines.{nth}.lot"] = text
    return wrong


def _known_lot(drug: Drug, line: RestockLine) -> str:
    """What speaks against the lot, or ""."""
    known = Batch.objects.filter(drug=drug, lot=line.lot.strip()).first()
    if known and known.recalled_at:
        return "这一批次已被召回，不能入柜。"
    if known and known.expires_on != line.expires_on:
        return f"这一批次登记的有效期是 {known.expires_on}，请核对。"
    return ""


def _batch(slot: Slot, line: dict[str, Any]) -> Batch:
    """The batch of a confirmed line. Raises Conflict when it has become unusable since."""
    if slot.drug is None:
        raise Conflict(f"{slot} 已不再存放药品，请重新登记补货。")
    expires = dt.date.fromisoformat(line["expires_on"])
    batch, _ = Batch.objects.get_or_create(drug=slot.drug, lot=line["lot"], defaults={"expires_on": expires})
    if batch.expires_on != expires or not batch.usable(timezone.localdate()):
        raise Conflict(f"批号 {batch.lot} 已过期、被召回或有效期不符，不能入柜。")
    return batch


def _waiting(actor: Actor, restock_id: int) -> Restock:
    restock = locked(Restock, actor, RESTOCK, restock_id, "cabinet__area", above=True)
    _named(actor)
    if restock.state != State.WAITING:
        raise Conflict(f"这张补货单{restock.get_state_display()}。")
    return restock


def _end(actor: Actor, restock: Restock, state: str) -> None:
    restock.state, restock.ended_by_id, restock.ended_at = state, actor.user_id, timezone.now()
    restock.save(update_fields=["state", "ended_by", "ended_at"])


def _told(actor: Actor, restock: Restock, verb: str, **detail: Any) -> Restock:
    area = restock.cabinet.area
    audit.record(actor, f"eldercare.restock.{verb}", target=restock, area=area, detail=detail)
    live.touch("eldercare", area.pk)
    return restock


def _named(actor: Actor) -> None:
    """Medicines are answered for by a person with a name."""
    if actor.user_id is None or actor.kind != "staff":
        raise DomainError("药品出入须由具名的工作人员办理。")
