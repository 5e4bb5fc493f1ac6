"""Prescriptions (处方): handed in as a photo by the elder, checked by the doctor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, files, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.eldercare.models import Drug, Elder, Prescription, PrescriptionLine
from linli.sections.eldercare.reach import elder_for, locked, own_elder

BUY, HELP, CHECK = "eldercare.medicine.buy", "eldercare.medicine.help", "eldercare.prescription.check"
LONGEST_DAYS = 180
State = Prescription.State


@dataclass(frozen=True)
class Prescribed:
    """A medicine on the paper."""

    drug_id: int
    quantity: int
    usage: str = ""


@transaction.atomic
def hand_in_prescription(
    *, actor: Actor, upload: UploadedFile[Any], elder_id: int | None = None
) -> Prescription:
    """交处方: a photo of the paper, by the elder or by staff for the elder. Raises Forbidden, DomainError."""
    elder = own_elder(actor, BUY) if elder_id is None else elder_for(actor, HELP, elder_id)
    photo = files.store(actor, upload, area=elder.area, kind="image", permission=CHECK)
    prescription = Prescription.objects.create(elder=elder, photo=photo)
    return _told(actor, prescription, elder, "handed_in")


@transaction.atomic
def check_prescription(
    *, actor: Actor, prescription_id: int, hospital: str, doctor: str, issued_on: dt.date, valid_until: dt.date,
    lines: list[Prescribed],
) -> Prescription:  # fmt: skip
    """审核通过: the doctor copies what the paper says; only this makes a prescription good. Raises DomainError."""
    prescription = _waiting(actor, prescription_id)
    drugs = _check(prescription, issued_on, valid_until, lines)
    prescription.hospital, prescription.doctor = hospital.strip(), doctor.strip()
    prescription.issued_on, prescription.valid_until = issued_on, valid_until
    _end(actor, prescription, State.GOOD)
    PrescriptionLine.objects.bulk_create(
        PrescriptionLine(
            prescription=prescription, drug=drugs[line.drug_id], quantity=line.quantity, left=line.quantity,
            usage=line.usage.strip(),
        )
        for line in lines
    )  # fmt: skip
    return _told(actor, prescription, prescription.elder, "checked", lines=len(lines))


@transaction.atomic
def refuse_prescription(*, actor: Actor, prescription_id: int, reason: str) -> Prescription:
    """审核不通过: says why, so that the elder can bring another."""
    prescription = _waiting(actor, prescription_id)
    if len(reason.strip()) < 2:
        raise DomainError("请写明原因。", fields={"reason": "例如“照片不清楚，请重拍”。"})
    prescription.reason = reason.strip()[:200]
    _end(actor, prescription, State.REFUSED)
    return _told(actor, prescription, prescription.elder, "refused")


def good_line(elder: Elder, drug: Drug, quantity: int) -> PrescriptionLine | None:
    """The line on which so many units may be handed out now; the one that ends first."""
    lines = PrescriptionLine.objects.select_for_update(of=("self",)).filter(
        prescription__elder=elder,
        prescription__state=State.GOOD,
        prescription__valid_until__gte=timezone.localdate(),
        drug=drug,
        left__gte=quantity,
    )
    return lines.order_by("prescription__valid_until", "pk").first()


def _check(
    prescription: Prescription, issued_on: dt.date, valid_until: dt.date, lines: list[Prescribed]
) -> dict[int, Drug]:
    today = timezone.localdate()
    drugs = Drug.objects.filter(active=True).in_bulk([line.drug_id for line in lines])
    wrong = {}
    if issued_on > today:
        wrong["issued_on"] = "开具日期不能晚于今天。"
    elif not max(today, issued_on) <= valid_until <= issued_on + dt.timedelta(days=LONGEST_DAYS):
        wrong["valid_until"] = f"有效期应在今天以后，且不超过开具后 {LONGEST_DAYS} 天。"
    if not lines or len({line.drug_id for line in lines}) != len(lines):
        wrong["lines"] = "请至少写一种药，每种药只写一行。"
    for nth, line in enumerate(lines):
        drug = drugs.get(line.drug_id)
        if drug is None or not prescription.elder.area.path.startswith(drug.area.path):
            wrong[f"lines.{nth}.drug_id"] = "没有这种药品，或已停用。"
        elif line.quantity < 1:
            wrong[f"lines.{nth}.quantity"] = "数量至少为 1。"
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)
    return drugs


def _waiting(actor: Actor, prescription_id: int) -> Prescription:
    prescription = locked(Prescription, actor, CHECK, prescription_id)
    if prescription.state != State.WAITING:
        raise Conflict(f"这张处方{prescription.get_state_display()}。")
    return prescription


def _end(actor: Actor, prescription: Prescription, state: str) -> None:
    prescription.state = state
    prescription.checked_by_id, prescription.checked_at = actor.user_id, timezone.now()
    prescription.save()


def _told(actor: Actor, prescription: Prescription, elder: Elder, verb: str, **detail: Any) -> Prescription:
    audit.record(actor, f"eldercare.prescription.{verb}", target=prescription, area=elder.area, detail=detail)
    live.touch("eldercare", elder.area_id)
    return prescription
