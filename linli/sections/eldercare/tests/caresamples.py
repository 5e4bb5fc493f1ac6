"""Samples of care in action for the walk over every route."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, User
from linli.sections.alerts.queries import persons
from linli.sections.eldercare.models import (
    Batch,
    Cabinet,
    Drug,
    Elder,
    Fall,
    Movement,
    Reminder,
    Restock,
    Ring,
    Stock,
    Visit,
    VisitPlan,
)
from linli.sections.eldercare.services import guarding
from linli.sections.eldercare.services.visiting import home_code
from linli.sections.eldercare.tests import care as c
from linli.sections.registry.tests import factories as registry

SOON = "08:00"


def samples(area: Area, who: Elder) -> dict[str, Any]:
    """One of each thing about an elder of the area."""
    drug, box = c.drug(area), c.cabinet(area, name=f"{area.name}药柜")
    slot = c.slot(box, 1, drug)
    batch = Batch.objects.create(
        drug=drug, lot=f"L{area.pk}", expires_on=timezone.localdate() + dt.timedelta(days=300)
    )
    Stock.objects.create(slot=slot, batch=batch, quantity=5)
    Movement.objects.create(
        slot=slot, batch=batch, kind="restock", change=5, balance=5, by_name="甲", second_name="乙"
    )
    reminder = Reminder.objects.create(elder=who, text=f"{area.name}吃药", times=[SOON], made_by="甲")
    ring = Ring.objects.create(
        elder=who, reminder=reminder, due_at=timezone.now(), channel="page", state="sent"
    )
    VisitPlan.objects.create(elder=who)
    return {
        "drug_id": drug.pk, "cabinet_id": box.pk, "slot_id": slot.pk, "batch_id": batch.pk,
        "restock_id": _restock(box, area).pk, "prescription_id": c.prescription(who).pk,
        "visit_id": Visit.objects.create(elder=who, due_on=timezone.localdate(), reason=f"{area.name}探访").pk,
        "reminder_id": reminder.pk, "ring_id": ring.pk, "rule_id": _guard_rule(who), "fall_id": _fall(who, area).pk,
    }  # fmt: skip


def _guard_rule(who: Elder) -> int:
    """One of the rules that look at a guarded elder."""
    guarding.set_guard(actor=SYSTEM, elder_id=who.pk, active=True)
    return persons.listed_rules(who.person_id, "inactive")[0].rule_id


def _restock(box: Any, area: Area) -> Restock:
    user, _ = User.objects.get_or_create(username=f"filler-{area.pk}", defaults={"name": "补货员"})
    lines = [{"slot": 1, "lot": "N1", "expires_on": c.today(200), "quantity": 1}]
    return Restock.objects.create(cabinet=box, made_by=user, lines=lines)


def _fall(who: Elder, area: Area) -> Fall:
    now = timezone.now()
    return Fall.objects.create(
        alert_id=10_000_000 + area.pk,
        area=area,
        elder=who,
        device_id=1,
        fell_at=now,
        due_at=now + dt.timedelta(seconds=30),
    )


def bodies(area: Area, who: Elder) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    drug = {"name": f"{area.name}新药", "spec": "1g×10袋", "unit": "盒"}
    report = {"key": f"phone-{area.pk:08}", "at": timezone.now().isoformat(), "code": home_code(who)}
    reminder = {"text": "量血压", "times": [SOON]}
    another = Elder.objects.create(person_id=registry.person(area, name=f"{area.name}爷爷").pk, area=area)
    box, drug_id = Cabinet.objects.get(area=area), Drug.objects.get(area=area).pk
    wish = {"cabinet_id": box.pk, "drug_id": drug_id, "key": f"wish-{area.pk}-1"}
    return {
        "eldercare_add_drug": {"area_id": area.pk, **drug},
        "eldercare_edit_drug": {**drug, "name": f"{area.name}药"},
        "eldercare_install_cabinet": {"device_id": c.free_device(area).pk, "slots": 2},
        "eldercare_switch_cabinet": {"active": False},
        "eldercare_set_slot": {"drug_id": None, "low_at": 1},
        "eldercare_count_stock": {"batch_id": 1, "counted": 1, "reason": "盘点"},
        "eldercare_propose_restock": {"lines": []},
        "eldercare_recall_batch": {"reason": "厂家召回"},
        "eldercare_check_prescription": {"hospital": "区医院", "doctor": "陈医生", "issued_on": c.today(),
                                         "valid_until": c.today(10), "lines": []},
        "eldercare_refuse_prescription": {"reason": "看不清"},
        "eldercare_take_medicine": wish,
        "eldercare_make_pickup": {"drug_id": drug_id},
        "eldercare_dispense_for_elder": {**wish, "elder_id": another.pk},
        "eldercare_add_visit": {"elder_id": another.pk, "due_on": c.today()},
        "eldercare_check_in": report,
        "eldercare_visit_now": {**report, "key": f"phone-{area.pk:08}-2"},
        "eldercare_skip_visit": {"reason": "住院"},
        "eldercare_set_visit_plan": {"every_days": 3},
        "eldercare_add_reminder": {"elder_id": another.pk, **reminder},
        "eldercare_edit_reminder": reminder,
        "eldercare_note_ok": {"note": "电话确认"},
        "eldercare_set_guard": {"active": True},
        "eldercare_set_guard_rule": {"duration_s": 48 * 3600},
        "eldercare_note_away": {"where": "医院"},
        "eldercare_i_am_away": {"where": "女儿家"},
    }  # fmt: skip
