"""Writing down what people measured, correcting it (the old value stays), and the standing facts of the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.eldercare import vitals
from linli.sections.eldercare.access import JUDGE, OWN, RECORD, lock_elder, own_elder
from linli.sections.eldercare.models import Elder, HealthFile, Measurement
from linli.sections.eldercare.services.scoring import watch_new_values

EARLY = dt.timedelta(minutes=5)
OLDEST = dt.timedelta(days=3650)
LISTS = ("conditions", "allergies", "medications")
BLOOD_GROUPS = ("", "A", "B", "AB", "O", "A RhD-", "B RhD-", "AB RhD-", "O RhD-")
Source = Measurement.Source


@transaction.atomic
def record_measurement(
    *, actor: Actor, elder_id: int, values: Mapping[str, float], at: dt.datetime, source: str, note: str = ""
) -> Measurement:  # fmt: skip
    """Writes down what somebody measured on an elder. Raises NotFound, DomainError with a message per value."""
    elder = lock_elder(actor, elder_id, RECORD)
    return store(actor, elder, values, at, source, note=note)


@transaction.atomic
def record_at_visit(
    *, actor: Actor, elder: Elder, values: Mapping[str, float], at: dt.datetime, key: str
) -> Measurement:  # fmt: skip
    """Writes down what was measured at a visit (走访), at the visit's own time. Raises Forbidden, DomainError."""
    actor.require(RECORD, elder.area)
    return store(actor, elder, values, at, Source.VISIT, identifier=f"visit:{key}")


@transaction.atomic
def record_own(*, actor: Actor, values: Mapping[str, float], at: dt.datetime) -> Measurement:
    """Writes down what the elder measured at home. Raises NotFound, DomainError."""
    actor.require(OWN)
    return store(actor, own_elder(actor), values, at, Source.SELF)


@transaction.atomic
def correct_measurement(
    *, actor: Actor, elder_id: int, measurement_id: int, values: Mapping[str, float] | None, reason: str
) -> Measurement:  # fmt: skip
    """Puts right what was written down; without values it is withdrawn. What was there stays readable.

    Raises NotFound, Conflict when it was corrected already, DomainError without a reason.
    """
    elder = lock_elder(actor, elder_id, RECORD)
    old = elder.measurements.select_for_update().filter(pk=measurement_id).first()
    if old is None:
        raise NotFound
    if old.replaced_by_id or old.withdrawn_at:
        raise Conflict("这次测量已经更正或作废。")
    if not reason.strip():
        raise DomainError("请填写更正原因。", fields={"reason": "请填写更正原因。"})
    old.why = reason.strip()[:100]
    if values is None:
        old.withdrawn_at = timezone.now()
        old.save(update_fields=["why", "withdrawn_at"])
        _note(actor, "eldercare.measurement.withdrawn", elder)
        return old
    new = store(actor, elder, values, old.at, old.source)
    old.replaced_by = new
    old.save(update_fields=["why", "replaced_by"])
    return new


def store(
    actor: Actor, elder: Elder, values: Mapping[str, float], at: dt.datetime, source: str, *, note: str = "",
    identifier: str = "",
) -> Measurement:  # fmt: skip
    """Checks and stores one occasion, and lets the limits and NEWS2 see it. Raises DomainError."""
    checked(values, at)
    row = Measurement.objects.create(
        elder=elder, at=at, values={code: values[code] for code in vitals.VITALS if code in values}, source=source,
        note=note.strip()[:200], identifier=identifier, user_id=actor.user_id,
    )  # fmt: skip
    _note(actor, "eldercare.measurement.recorded", elder, vitals=sorted(values), source=source)
    watch_new_values(elder, row)
    return row


def checked(values: Mapping[str, float], at: dt.datetime) -> None:
    """Raises DomainError with a message per value that cannot be."""
    now = timezone.now()
    wrong = {code: _fault(code, value) for code, value in values.items()}
    wrong = {code: text for code, text in wrong.items() if text}
    if not values:
        wrong["values"] = "请至少填写一项。"
    if not now - OLDEST <= at <= now + EARLY:
        wrong["at"] = "测量时间应在过去。"
    if set(vitals.PRESSURE) & values.keys() and not set(vitals.PRESSURE) <= values.keys():
        wrong["systolic"] = "血压请把高压和低压都填上。"
    elif "systolic" in values and values["diastolic"] >= values["systolic"]:
        wrong["diastolic"] = "低压应低于高压。"
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _fault(code: str, value: float) -> str:
    vital = vitals.VITALS.get(code)
    if vital is None:
        return "没有这种体征。"
    return "" if vitals.plausible(code, value) else f"应在 {vital.low:g} 到 {vital.high:g} {vital.unit}之间。"


@transaction.atomic
def save_file(*, actor: Actor, elder_id: int, revision: int, changes: dict[str, Any]) -> HealthFile:
    """Changes standing facts: blood group, lists of conditions, allergies and medications, note, oxygen, SpO₂ scale.

    Raises NotFound, Conflict when somebody else was faster, Forbidden when others than a doctor set scale 2.
    """
    elder = lock_elder(actor, elder_id, RECORD)
    file, _ = HealthFile.objects.select_for_update().get_or_create(elder=elder)
    if file.revision != revision:
        raise Conflict("健康档案刚被别人修改，请刷新后再改。")
    if changes.get("blood_group", "") not in BLOOD_GROUPS:
        raise DomainError("请选择血型。", fields={"blood_group": "请从列表中选择。"})
    if changes.get("spo2_scale", elder.spo2_scale) != elder.spo2_scale:
        actor.require(JUDGE, elder.area)
    for name in LISTS:
        if name in changes:
            changes[name] = json.dumps(
                [line.strip() for line in changes[name] if line.strip()], ensure_ascii=False
            )
    for name in ("blood_group", "note", *LISTS):
        setattr(file, name, changes.get(name, getattr(file, name)))
    file.revision, file.changed_by_id, file.changed_at = revision + 1, actor.user_id, timezone.now()
    file.save()
    elder.on_oxygen = changes.get("on_oxygen", elder.on_oxygen)
    elder.spo2_scale = changes.get("spo2_scale", elder.spo2_scale)
    elder.save(update_fields=["on_oxygen", "spo2_scale"])
    _note(actor, "eldercare.file.changed", elder, fields=sorted(changes))
    watch_new_values(elder)
    return file


def _note(actor: Actor, action: str, elder: Elder, **detail: Any) -> None:
    audit.record(actor, action, target=elder, area=elder.area, detail=detail)
    touch("eldercare", elder.area_id)
