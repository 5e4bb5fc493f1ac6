"""The ledger of the cabinet (出入库流水): the only place where a number of boxes changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from linli.kernel.errors import Conflict
from linli.sections.eldercare.models import Batch, Dispensing, Movement, Slot, Stock

Kind = Movement.Kind


@dataclass(frozen=True)
class Entry:
    """Why something moves, and who answers for it."""

    kind: str
    by_name: str
    second_name: str = ""
    reason: str = ""
    dispensing: Dispensing | None = None


def move(slot: Slot, batch: Batch, change: int, entry: Entry) -> Movement:
    """Adds `change` units (negative: takes them). Raises Conflict when fewer are there; nothing is changed then."""
    stock, _ = Stock.objects.get_or_create(slot=slot, batch=batch)
    enough = Stock.objects.filter(pk=stock.pk, quantity__gte=max(0, -change))
    if not enough.update(quantity=F("quantity") + change):
        raise Conflict("柜里的数量不够了，请刷新后再试。")
    stock.refresh_from_db(fields=["quantity"])
    return Movement.objects.create(
        slot=slot, batch=batch, change=change, balance=stock.quantity, kind=entry.kind, by_name=entry.by_name,
        second_name=entry.second_name, reason=entry.reason, dispensing=entry.dispensing,
    )  # fmt: skip


def usable_stock(slot: Slot, today: dt.date | None = None) -> list[Stock]:
    """What may be handed out from a slot, first to expire first (FEFO); expired and recalled batches are left out."""
    day = today or timezone.localdate()
    rows = Stock.objects.select_related("batch").filter(
        slot=slot, quantity__gt=0, batch__recalled_at=None, batch__expires_on__gte=day
    )
    return list(rows.order_by("batch__expires_on", "pk"))


def take(slot: Slot, quantity: int, entry: Entry) -> list[Movement]:
    """Takes units out, first to expire first. Raises Conflict when the usable ones are too few."""
    rest, moved = quantity, []
    for stock in usable_stock(slot):
        part = min(rest, stock.quantity)
        if part:
            moved.append(move(slot, stock.batch, -part, entry))
            rest -= part
    if rest:
        raise Conflict("柜里的数量不够了，请少取一些或换一个药柜。")
    return moved


def put_back(dispensing: Dispensing, entry: Entry) -> None:
    """Undoes what a dispensing had taken, batch by batch."""
    for movement in dispensing.movements.filter(kind=Kind.DISPENSE).select_related("slot", "batch"):
        move(movement.slot, movement.batch, -movement.change, entry)
