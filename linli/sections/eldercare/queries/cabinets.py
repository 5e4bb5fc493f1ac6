"""Cabinets, what lies in them, and what was handed out."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor, around, visible
from linli.kernel.errors import NotFound
from linli.sections.devices import queries as devices
from linli.sections.eldercare.models import (
    Batch,
    Cabinet,
    Dispensing,
    Drug,
    Elder,
    Movement,
    Prescription,
    Restock,
    Slot,
    Stock,
)
from linli.sections.eldercare.reach import BY_ELDER
from linli.sections.eldercare.services.dispensing import near
from linli.sections.eldercare.services.drugs import TYPE

READ, DISPENSED, CHECK = "eldercare.cabinet.read", "eldercare.dispensing.read", "eldercare.prescription.check"
HELD = Prefetch("stocks", Stock.objects.select_related("batch").filter(quantity__gt=0))


def drugs(actor: Actor) -> QuerySet[Drug]:
    """Medicines of the actor's areas and of those above, which their cabinets may hold too."""
    return around(Drug.objects.select_related("area"), actor, READ).order_by("-active", "name", "spec")


def cabinets(actor: Actor) -> list[dict[str, Any]]:
    """Each cabinet with its numbers: slots filled, wanting, expired, restocks that wait."""
    today = timezone.localdate()
    waiting = Count("restocks", filter=Q(restocks__state=Restock.State.WAITING), distinct=True)
    rows = list(around(Cabinet.objects.select_related("area"), actor, READ).annotate(waiting=waiting))
    cards = {card.id: card for card in devices.cards(SYSTEM, [row.device_id for row in rows])}
    slots: dict[int, list[Slot]] = {}
    for slot in Slot.objects.filter(cabinet__in=rows).prefetch_related(HELD):
        slots.setdefault(slot.cabinet_id, []).append(slot)
    return [
        {"id": row.pk, "name": row.name, "place": row.place, "area": row.area.name, "active": row.active,
         "device_id": row.device_id, "online": cards[row.device_id].online, "waiting": row.waiting,
         **_numbers(slots.get(row.pk, []), today)}
        for row in rows
    ]  # fmt: skip


def _numbers(slots: list[Slot], today: Any) -> dict[str, int]:
    used = [slot for slot in slots if slot.drug_id]
    return {
        "slots": len(slots),
        "used": len(used),
        "low": sum(1 for slot in used if _usable(slot, today) <= slot.low_at),
        "expired": sum(1 for slot in used if any(s.batch.expires_on < today for s in slot.stocks.all())),
    }


def _usable(slot: Slot, today: Any) -> int:
    return sum(stock.quantity for stock in slot.stocks.all() if stock.batch.usable(today))


def cabinet(actor: Actor, cabinet_id: int) -> Cabinet:
    """One cabinet with its slots and what lies in them. Raises NotFound."""
    slots = Prefetch("slots", Slot.objects.select_related("drug").prefetch_related(HELD))
    rows = around(Cabinet.objects.select_related("area"), actor, READ)
    found = rows.prefetch_related(slots).filter(pk=cabinet_id).first()
    if found is None:
        raise NotFound
    return found


def cabinet_of_slot(slot_id: int) -> int:
    """The cabinet of a slot."""
    return Slot.objects.values_list("cabinet_id", flat=True).get(pk=slot_id)


def free_devices(actor: Actor) -> list[dict[str, Any]]:
    """Devices of the type that are not yet cabinets."""
    taken = set(Cabinet.objects.values_list("device_id", flat=True))
    mine = set(actor.areas("eldercare.cabinet.manage").values_list("pk", flat=True))
    found = devices.cards(SYSTEM, type_code=TYPE)
    return [
        {"id": card.id, "name": card.name, "place": card.place, "area": card.area.name}
        for card in found
        if card.active and card.id not in taken and card.area.pk in mine
    ]


def movements(actor: Actor, cabinet_id: int) -> QuerySet[Movement]:
    """The ledger of a cabinet. Raises NotFound."""
    cabinet(actor, cabinet_id)
    rows = Movement.objects.select_related("slot__cabinet", "batch__drug").filter(slot__cabinet=cabinet_id)
    return rows.order_by("-at", "-pk")


def restocks(actor: Actor) -> QuerySet[Restock]:
    """Fillings, those that wait for a second person first."""
    rows = around(
        Restock.objects.select_related("cabinet", "made_by", "ended_by"), actor, READ, "cabinet__area"
    )
    return rows.order_by("-state", "-made_at", "-pk")


def batches(actor: Actor) -> QuerySet[Batch]:
    """Batches that lie somewhere or were recalled, first to expire first."""
    rows = Batch.objects.select_related("drug").filter(drug__in=drugs(actor).order_by().values("pk"))
    held = rows.annotate(held=Sum("stocks__quantity", default=0))
    return held.filter(Q(held__gt=0) | Q(recalled_at__isnull=False)).order_by("expires_on", "pk")


def recall_list(actor: Actor, batch_id: int) -> list[dict[str, Any]]:
    """Who got units of a batch and did not give them back: for telling them. Raises NotFound."""
    if not Batch.objects.filter(pk=batch_id, drug__in=drugs(actor).order_by().values("pk")).exists():
        raise NotFound
    taken = Movement.objects.filter(batch=batch_id, dispensing__state=Dispensing.State.DONE, kind="dispense")
    rows = visible(taken, actor, DISPENSED, "dispensing__elder__area")
    told = rows.order_by("-at").values(
        elder_id=F("dispensing__elder_id"), name=F("dispensing__elder__person__name"),
        address=F("dispensing__elder__person__address"), quantity=-F("change"), taken_at=F("at"),
    )  # fmt: skip
    return [{**line} for line in told]


def waiting_count(actor: Actor) -> int:
    """Fillings that wait for a second person, and prescriptions for the doctor (badge of the menu)."""
    fillings = Restock.objects.filter(state=Restock.State.WAITING).exclude(made_by=actor.user_id)
    papers = Prescription.objects.filter(state=Prescription.State.WAITING)
    mine = around(fillings, actor, "eldercare.cabinet.restock", "cabinet__area").count()
    return mine + (visible(papers, actor, CHECK, BY_ELDER).count() if actor.can(CHECK) else 0)


def prescriptions(actor: Actor) -> QuerySet[Prescription]:
    """Prescriptions of the actor's elders, those that wait first."""
    rows = Prescription.objects.select_related("elder__person", "checked_by").prefetch_related("lines__drug")
    return visible(rows, actor, CHECK, BY_ELDER).order_by("-state", "-created_at", "-pk")


def dispensings(actor: Actor) -> QuerySet[Dispensing]:
    """What was handed out to the actor's elders."""
    rows = Dispensing.objects.select_related("elder__person", "cabinet", "drug", "slot")
    return visible(rows, actor, DISPENSED, BY_ELDER).order_by("-asked_at", "-pk")


def shelf(elder: Elder) -> list[dict[str, Any]]:
    """What the elder can take now, cabinet by cabinet: name, how many, whether a prescription is needed and there."""
    rows = Cabinet.objects.select_related("area").filter(active=True)
    open_near = [row for row in rows if near(elder, row)]
    left = _prescribed(elder)
    slots = (
        Slot.objects.select_related("drug")
        .filter(cabinet__in=open_near, drug__active=True)
        .prefetch_related(HELD)
    )
    return [
        {"id": row.pk, "name": row.name, "place": row.place,
         "drugs": _drugs([slot for slot in slots if slot.cabinet_id == row.pk], left)}
        for row in open_near
    ]  # fmt: skip


def _drugs(slots: list[Slot], left: dict[int, int]) -> list[dict[str, Any]]:
    """One line per medicine; of several slots the fullest counts, since one slot opens at a time."""
    today = timezone.localdate()
    found: dict[int, dict[str, Any]] = {}
    for slot in slots:
        drug = slot.drug
        if drug is None:
            continue
        allowed = left.get(drug.pk, 0) if drug.prescription_only else drug.most
        n = min(_usable(slot, today), allowed, drug.most)
        line = found.setdefault(drug.pk, {
            "id": drug.pk, "name": drug.name, "spec": drug.spec, "unit": drug.unit, "price_fen": drug.price_fen,
            "advice": drug.advice, "prescription_only": drug.prescription_only,
            "prescribed": left.get(drug.pk, 0), "stocked": False, "most": 0,
        })  # fmt: skip
        line["most"] = max(line["most"], n)
        line["stocked"] = line["stocked"] or _usable(slot, today) > 0
    return sorted(found.values(), key=lambda line: line["name"])


def _prescribed(elder: Elder) -> dict[int, int]:
    """Medicine → the most that one checked prescription still allows."""
    left: dict[int, int] = {}
    good = Prescription.objects.filter(elder=elder, state=Prescription.State.GOOD).prefetch_related("lines")
    for prescription in good:
        if prescription.usable(timezone.localdate()):
            for line in prescription.lines.all():
                left[line.drug_id] = max(left.get(line.drug_id, 0), line.left)
    return left


def own_dispensings(elder: Elder) -> QuerySet[Dispensing]:
    """What the elder took, newest first."""
    rows = Dispensing.objects.select_related("cabinet", "drug", "slot", "elder__person").filter(elder=elder)
    return rows.order_by("-asked_at", "-pk")


def own_prescriptions(elder: Elder) -> QuerySet[Prescription]:
    """The elder's prescriptions, newest first."""
    rows = Prescription.objects.select_related("elder__person", "checked_by").prefetch_related("lines__drug")
    return rows.filter(elder=elder)
