"""Handing out medicine (取药): reserved first, then the slot opens, then it is done or put back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.events import publish
from linli.sections.devices import queries as devices
from linli.sections.devices.services import commands
from linli.sections.eldercare.events import MedicineTaken
from linli.sections.eldercare.models import Cabinet, Dispensing, Drug, Elder, PrescriptionLine, Slot
from linli.sections.eldercare.services.ledger import Entry, Kind, put_back, take, usable_stock
from linli.sections.eldercare.services.prescriptions import good_line
from linli.sections.eldercare.services.stockwatch import watch_slots

State = Dispensing.State
OPEN_SECONDS = 30
NEEDS_PRESCRIPTION = "这是处方药，需要社区医生审核过的处方。请先拍处方照片提交审核。"


@dataclass(frozen=True)
class Wish:
    """Which medicine from which cabinet. `key` makes a second press the same wish."""

    cabinet_id: int
    drug_id: int
    quantity: int
    key: str


@transaction.atomic
def dispense(*, actor: Actor, elder: Elder, wish: Wish, way: str) -> Dispensing:
    """Reserves the medicine and tells the slot to open. The caller has checked that the actor may act for the elder.

    Raises Forbidden for a prescription-only medicine without a checked prescription, Conflict when it has run out.
    """
    if known := Dispensing.objects.filter(key=wish.key, elder=elder).first():
        return known
    cabinet = _open_cabinet(elder, wish.cabinet_id)
    drug = Drug.objects.filter(pk=wish.drug_id, active=True).first()
    if drug is None:
        raise NotFound
    _within_limit(elder, drug, wish.quantity)
    line = _line(elder, drug, wish.quantity)
    slot = _slot(cabinet, drug, wish.quantity)
    row = Dispensing.objects.create(
        key=wish.key, elder=elder, cabinet=cabinet, slot=slot, drug=drug, line=line, quantity=wish.quantity,
        amount_fen=drug.price_fen * wish.quantity, way=way, asked_by=actor.name,
    )  # fmt: skip
    take(slot, wish.quantity, Entry(Kind.DISPENSE, actor.name, dispensing=row))
    _open(row)
    detail = {"drug": drug.pk, "quantity": wish.quantity, "way": way}
    audit.record(actor, "eldercare.dispensing.asked", target=row, area=cabinet.area, detail=detail)
    watch_slots([slot])
    live.touch("eldercare", cabinet.area_id)
    return row


@transaction.atomic
def finish(*, command_id: int, ok: bool, problem: str = "") -> None:
    """The slot answered, or did not in time. Idempotent; a failure puts the medicine and the prescription back."""
    row = Dispensing.objects.select_for_update().filter(command_id=command_id, state=State.OPENING).first()
    if row is None:
        return
    row.state, row.ended_at = (State.DONE if ok else State.FAILED), timezone.now()
    if not ok:
        row.problem = (problem or "柜门没有打开")[:200]
        put_back(row, Entry(Kind.BACK, "系统", reason=row.problem, dispensing=row))
        if row.line_id:
            PrescriptionLine.objects.filter(pk=row.line_id).update(left=F("left") + row.quantity)
        watch_slots([row.slot])
    row.save(update_fields=["state", "ended_at", "problem"])
    area = row.cabinet.area
    audit.record(
        SYSTEM, f"eldercare.dispensing.{row.state}", target=row, area=area, detail={"command": command_id}
    )
    if ok:
        publish(MedicineTaken(row.pk, row.elder_id, row.drug_id, row.quantity, area.pk))
    live.touch("eldercare", area.pk)


def may_take(elder: Elder, drug: Drug, quantity: int) -> None:
    """Whether the elder may take so much today, whichever cabinet. Raises DomainError, Forbidden."""
    _within_limit(elder, drug, quantity)
    if drug.prescription_only and good_line(elder, drug, quantity) is None:
        raise Forbidden(NEEDS_PRESCRIPTION)


def _open_cabinet(elder: Elder, cabinet_id: int) -> Cabinet:
    """A cabinet of the elder's own estate or community. Raises NotFound, Conflict."""
    cabinet = Cabinet.objects.select_related("area").filter(pk=cabinet_id).first()
    if cabinet is None or not near(elder, cabinet):
        raise NotFound
    card = next(iter(devices.cards(SYSTEM, {cabinet.device_id})), None)
    if not cabinet.active or card is None or not card.active:
        raise Conflict("这台药柜暂停取药，请到别的药柜或联系社区。")
    if card.online is False:
        raise Conflict("这台药柜连不上网，暂时打不开，请稍后再试或联系社区。")
    return cabinet


def near(elder: Elder, cabinet: Cabinet) -> bool:
    """True when the cabinet stands in the elder's area, or the elder lives in the cabinet's."""
    mine, its = elder.area.path, cabinet.area.path
    return mine.startswith(its) or its.startswith(mine) or _estate(mine) == _estate(its)


def _estate(path: str) -> str:
    """The path without its last step: a grid's estate."""
    return path.rstrip("/").rpartition("/")[0]


def _within_limit(elder: Elder, drug: Drug, quantity: int) -> None:
    """At most `drug.most` units a day."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Dispensing.objects.filter(elder=elder, drug=drug, asked_at__gte=start).exclude(state=State.FAILED)
    had = today.aggregate(n=Sum("quantity"))["n"] or 0
    if quantity < 1 or had + quantity > drug.most:
        told = f"{drug.name}每天最多取 {drug.most} {drug.unit}" + (
            f"，今天已取 {had} {drug.unit}。" if had else "。"
        )
        raise DomainError(told, fields={"quantity": told})


def _line(elder: Elder, drug: Drug, quantity: int) -> PrescriptionLine | None:
    """The prescription line that pays for it, reduced. Raises Forbidden without one."""
    if not drug.prescription_only:
        return None
    line = good_line(elder, drug, quantity)
    if line is None:
        raise Forbidden(NEEDS_PRESCRIPTION)
    PrescriptionLine.objects.filter(pk=line.pk).update(left=F("left") - quantity)
    return line


def _slot(cabinet: Cabinet, drug: Drug, quantity: int) -> Slot:
    """The slot, locked, that has enough; the one whose stock expires first."""
    slots = list(Slot.objects.select_for_update().filter(cabinet=cabinet, drug=drug).order_by("pk"))
    held = [(stocks[0].batch.expires_on, slot.pk, slot) for slot in slots
            if (stocks := usable_stock(slot)) and sum(s.quantity for s in stocks) >= quantity]  # fmt: skip
    if not held:
        raise Conflict("这种药柜里不够了，请少取一些、换一个药柜，或等补货。")
    return min(held)[2]


def _open(row: Dispensing) -> None:
    """Tells the cabinet to open the slot; the answer comes to `finish`."""
    command = commands.send_command(
        actor=SYSTEM, device_id=row.cabinet.device_id, code="open_slot",
        params={"slot": row.slot.number, "quantity": row.quantity}, timeout_s=OPEN_SECONDS, note=f"取药 {row.pk}",
    )  # fmt: skip
    row.command_id = command.pk
    row.save(update_fields=["command_id"])
