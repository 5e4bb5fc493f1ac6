"""Drawing water with a card (刷卡取水): let run at the swipe, charged by what ran, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from linli.kernel import live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.money import format_yuan, round_fen
from linli.sections.devices.models import (
    Device,
    Dispenser,
    MachineRequest,
    WaterCard,
    WaterDraw,
    WaterEntry,
)
from linli.sections.devices.services.requests import in_time, number_of, reply, text_of

LEAST_ML = 100
MOST_ML = 1_000_000
LAPSE = dt.timedelta(minutes=15)
"""After this a draw whose end was not reported holds no money back; a report that comes later is still charged."""


def swipe(request: MachineRequest, body: dict[str, Any]) -> str:
    """A card at a machine: `{"card": "…"}`. Lets as much run as the card pays for; the money is held meanwhile."""
    card = (
        WaterCard.objects.select_for_update()
        .select_related("area")
        .filter(number=text_of(body, "card", 20))
        .first()
    )
    machine = dispenser_of(request.device)
    ml, reason = _allowed(request, card, machine)
    state = WaterDraw.State.REFUSED if reason else WaterDraw.State.ALLOWED
    WaterDraw.objects.create(
        device=request.device, card=card, key=request.key, state=state, allowed_ml=ml, reason=reason,
        fen_per_litre=machine.fen_per_litre, asked_at=request.at,
    )  # fmt: skip
    left = f"余额 {format_yuan(card.balance_fen)}，" if card and not reason else ""
    reply(request, ok=not reason, text=reason or f"{left}可取 {ml / 1000:g} 升", ml=ml)
    live.touch("devices", request.device.area_id)
    return "refused" if reason else "allowed"


def _allowed(request: MachineRequest, card: WaterCard | None, machine: Dispenser) -> tuple[int, str]:
    """How many millilitres may run, or why none."""
    if not in_time(request):
        return 0, "请求超时，请重新刷卡"
    if card is None or not _meets(card, request.device):
        return 0, "不是本小区的水卡"
    if card.state != WaterCard.State.ACTIVE:
        return 0, "水卡已挂失" if card.state == WaterCard.State.LOST else "水卡已退"
    if not machine.fen_per_litre:
        return machine.most_ml, ""
    ml = min(machine.most_ml, (card.balance_fen - held_fen(card)) * 1000 // machine.fen_per_litre)
    return (ml, "") if ml >= LEAST_ML else (0, "余额不足，请到社区服务站充值")


def _meets(card: WaterCard, device: Device) -> bool:
    return device.area.path.startswith(card.area.path) or card.area.path.startswith(device.area.path)


def held_fen(card: WaterCard) -> int:
    """What draws that are still running may cost."""
    running = card.draws.filter(state=WaterDraw.State.ALLOWED).values_list("allowed_ml", "fen_per_litre")
    return sum(cost_fen(ml, price) for ml, price in running)


def cost_fen(ml: int, fen_per_litre: int) -> int:
    """What an amount of water costs, rounded half up."""
    return round_fen(Decimal(ml * fen_per_litre) / 1000)


def drawn(request: MachineRequest, body: dict[str, Any]) -> str:
    """The machine says how much ran: `{"re": "the swipe's id", "ml": 1500}`. Charged once, never above what was let run."""
    rows = WaterDraw.objects.select_for_update(of=("self",)).filter(device=request.device)
    draw = rows.filter(key=text_of(body, "re")).first()
    if draw is None or draw.state in (WaterDraw.State.DONE, WaterDraw.State.REFUSED):
        return "known" if draw else "unknown"
    draw.ml = min(number_of(body, "ml", MOST_ML), draw.allowed_ml)
    draw.fen, draw.state, draw.ended_at = (
        cost_fen(draw.ml, draw.fen_per_litre),
        WaterDraw.State.DONE,
        request.at,
    )
    draw.save(update_fields=["ml", "fen", "state", "ended_at"])
    if draw.fen and draw.card_id:
        note = f"{request.device.name}取水 {draw.ml / 1000:g} 升"
        book(SYSTEM, draw.card_id, WaterEntry.Kind.WATER, -draw.fen, note, draw)
    live.touch("devices", request.device.area_id)
    return "charged"


@transaction.atomic
def book(
    actor: Actor, card_id: int, kind: str, fen: int, note: str, draw: WaterDraw | None = None
) -> WaterEntry:
    """Writes a line of the ledger and the balance after it, the card locked."""
    card = WaterCard.objects.select_for_update().get(pk=card_id)
    card.balance_fen += fen
    card.save(update_fields=["balance_fen"])
    return WaterEntry.objects.create(
        card=card,
        kind=kind,
        fen=fen,
        balance_fen=card.balance_fen,
        draw=draw,
        note=note[:100],
        actor_name=actor.name,
    )


def release_held() -> int:
    """Draws whose end was never reported hold no money back any more."""
    late = WaterDraw.objects.filter(state=WaterDraw.State.ALLOWED, asked_at__lt=timezone.now() - LAPSE)
    return late.update(state=WaterDraw.State.LAPSED)


def dispenser_of(device: Device) -> Dispenser:
    """What is kept of a dispenser, made at the first need."""
    return Dispenser.objects.get_or_create(device=device)[0]


def ledger_agrees(card: WaterCard) -> bool:
    """True when the balance is the sum of the ledger."""
    return (card.entries.aggregate(total=Sum("fen"))["total"] or 0) == card.balance_fen
