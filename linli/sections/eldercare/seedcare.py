"""Demo data of care in action: homes with sensors, a month of visits, two cabinets, reminders."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db.models import F
from django.utils import timezone

from linli.kernel import files
from linli.kernel.access import GRID, SYSTEM, WORKER, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, User, steps
from linli.sections.devices import queries as devices
from linli.sections.devices.services import commands, register
from linli.sections.eldercare.models import (
    Cabinet,
    Dispensing,
    Drug,
    Elder,
    Prescription,
    PrescriptionLine,
    Reminder,
    Ring,
    Visit,
    VisitPlan,
)
from linli.sections.eldercare.seedpicture import paper
from linli.sections.eldercare.services import away, drugs, guardlist, planning, reminding, restocking
from linli.sections.eldercare.services.dispensing import Wish, dispense, finish
from linli.sections.eldercare.services.prescriptions import CHECK
from linli.sections.eldercare.services.reminding import ReminderData
from linli.sections.eldercare.services.restocking import RestockLine

PAST_DAYS, CALLS = 30, ("电话接通，一切都好", "", "", "", "要了一本防诈骗手册", "说夜里睡得不好", "")
DRUGS: tuple[tuple[str, str, str, bool, int, str], ...] = (
    ("苯磺酸氨氯地平片", "5mg×28片", "盒", True, 2480, "每天同一时间服用，别自己停药"),
    ("二甲双胍片", "0.5g×60片", "盒", True, 1860, "随餐服用"),
    ("阿司匹林肠溶片", "100mg×30片", "盒", True, 1350, "饭前服用，有胃病先问医生"),
    ("布洛芬缓释胶囊", "0.3g×20粒", "盒", False, 1680, "一天不超过 2 粒，胃不好慎用"),
    ("藿香正气水", "10ml×10支", "盒", False, 1290, "含酒精，服后不开车"),
    ("蒙脱石散", "3g×10袋", "盒", False, 1580, "饭前空腹服"),
    ("碘伏消毒液", "100ml", "瓶", False, 680, "外用，不能喝"),
    ("创可贴", "100片", "盒", False, 590, ""),
)
REMIND: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("medicine", "吃降压药 1 片", ["07:30"], {}), ("medicine", "吃二甲双胍，随早晚饭", ["07:00", "18:00"], {}),
    ("medicine", "吃阿司匹林 1 片，饭前", ["06:50"], {}),
    ("other", "量血压，记下来", ["08:30"], {"repeat": "every", "every_days": 2}),
    ("checkup", "明天上午到社区卫生服务站体检，空腹", ["19:00"], {"repeat": "weekdays", "weekdays": [1]}),
)  # fmt: skip


def seed_care(rng: random.Random, estate: Area, told: list[Elder]) -> list[str]:
    """Fills care in action around the elders, those who need most first."""
    _homes(told)
    visits = _visits(rng, told)
    boxes = _cabinets(estate, told)
    taken = _taken(rng, boxes, told) if boxes else 0
    reminders = _reminders(rng, told)
    guardlist.keep_lists()
    away.note_away(actor=SYSTEM, elder=told[9], since=timezone.now() - dt.timedelta(hours=20), where="女儿家")
    return [f"探访 {visits} 次，药柜 {len(boxes)} 台，取药 {taken} 次，提醒 {reminders} 条"]


def _homes(told: list[Elder]) -> None:
    """Some of the demo's sensors hang in the homes of those who live alone."""
    homes = [elder.person.home_id for elder in told if elder.person.lives_alone and elder.person.home_id]
    for code, name, count in (
        ("water_meter", "家用水表", 3),
        ("infrared", "客厅红外", 2),
        ("door", "入户门磁", 2),
    ):
        cards = [card for card in devices.cards(SYSTEM, type_code=code) if card.active][:count]
        for nth, card in enumerate(cards[: len(homes)]):
            area_id = _area_of(told, homes[nth])
            changes = {"area_id": area_id, "home_id": homes[nth], "name": name, "place": "家中"}
            register.edit_device(actor=SYSTEM, device_id=card.id, changes=changes)


def _area_of(told: list[Elder], home_id: int) -> int:
    return next(elder.area_id for elder in told if elder.person.home_id == home_id)


def _visits(rng: random.Random, told: list[Elder]) -> int:
    """A month of visits, some late, a few missed, and the plan of the coming week."""
    today, now = timezone.localdate(), timezone.now()
    grids = {pk: _who(GRID, pk) for pk in {elder.area_id for elder in told}}
    rows = []
    for elder in told[:70]:
        plan = VisitPlan.objects.create(
            elder=elder, level=elder.risk, every_days=planning.usual_days(elder.risk)
        )
        for days in range(PAST_DAYS - rng.randrange(plan.every_days), 0, -plan.every_days):
            rows.append(_visit(rng, plan, today - dt.timedelta(days=days), now, grids[elder.area_id]))
    Visit.objects.bulk_create(rows)
    planning.plan_visits()
    return len(rows)


def _visit(rng: random.Random, plan: VisitPlan, due_on: dt.date, now: dt.datetime, who: Actor) -> Visit:
    visit = Visit(
        elder_id=plan.elder_id,
        plan=plan,
        level=plan.level,
        due_on=due_on,
        way=rng.choice(("home", "home", "phone")),
    )
    if rng.random() < 0.05:
        visit.state = Visit.State.MISSED
        return visit
    noon = now.replace(hour=rng.randint(1, 9), minute=rng.randrange(60))
    visit.done_at = noon - dt.timedelta(days=(timezone.localdate() - due_on).days - (rng.random() < 0.1))
    visit.state, visit.received_at, visit.done_by_id = Visit.State.DONE, visit.done_at, who.user_id
    visit.proof = "phone" if visit.way == "phone" else rng.choice(("place", "place", "code", "photo"))
    visit.distance_m = rng.randrange(3, 60) if visit.proof == "place" else None
    visit.answers = {"spirit": rng.choice(("good", "good", "good", "low")), "body": rng.choice(("good", "good", "unwell")),
                     "medicine": rng.choice(("taken", "taken", "missed")), "meals": "good", "home": []}  # fmt: skip
    visit.note = rng.choice(CALLS)
    visit.done_at = min(visit.done_at, now)
    return visit


def _who(role: str, area_id: int) -> Actor:
    """A member of the staff with that role on or above the area."""
    path = Area.objects.get(pk=area_id).path
    above = steps(path)
    user = (
        User.objects.filter(holdings__role=role, holdings__area__in=above, is_active=True)
        .order_by("pk")
        .first()
    )
    return actor_of(user) if user else SYSTEM


def _cabinets(estate: Area, told: list[Elder]) -> list[Cabinet]:
    """Two cabinets filled by two people; one batch ends soon, one slot runs low."""
    first, second = _who(GRID, told[0].area_id), _who(WORKER, estate.pk)
    if SYSTEM in (first, second):
        return []
    medicines = [
        drugs.add_drug(
            actor=SYSTEM,
            area_id=estate.pk,
            name=name,
            spec=spec,
            unit=unit,
            prescription_only=rx,
            price_fen=fen,
            advice=advice,
        )
        for name, spec, unit, rx, fen, advice in DRUGS
    ]
    return [_cabinet(estate, name, place, medicines, first, second) for name, place in
            (("一号药柜", "社区会客厅"), ("二号药柜", "北门岗亭旁"))]  # fmt: skip


def _cabinet(
    estate: Area, name: str, place: str, medicines: list[Drug], first: Actor, second: Actor
) -> Cabinet:
    device = register.register_device(
        actor=SYSTEM, type_code="medicine_cabinet", area_id=estate.pk, name=name, place=place
    ).device
    cabinet = drugs.install_cabinet(actor=SYSTEM, device_id=device.pk, slots=12)
    today, lines = timezone.localdate(), []
    for slot, drug in zip(cabinet.slots.all(), medicines, strict=False):
        drugs.set_slot(actor=SYSTEM, slot_id=slot.pk, drug_id=drug.pk, low_at=3)
        days, number = (
            (21, 4) if slot.number == 5 else (240 + slot.number * 20, 2 if slot.number == 8 else 12)
        )
        lines.append(
            RestockLine(
                slot.number,
                f"{today:%y}{slot.number:02}A{cabinet.pk}",
                today + dt.timedelta(days=days),
                number,
            )
        )
    made = restocking.propose_restock(actor=first, cabinet_id=cabinet.pk, lines=lines)
    restocking.confirm_restock(actor=second, restock_id=made.pk)
    return cabinet


def _taken(rng: random.Random, boxes: list[Cabinet], told: list[Elder]) -> int:
    """What elders took in the last weeks, and prescriptions: good ones, and one that waits."""
    today = timezone.localdate()
    doctor = _who("doctor", told[0].area_id)
    medicines = {drug.name: drug for drug in Drug.objects.all()}
    for nth, elder in enumerate(told[:6]):
        drug = medicines[DRUGS[nth % 3][0]]
        good = Prescription.objects.create(
            elder=elder, hospital="区人民医院", doctor="陈医生", issued_on=today - dt.timedelta(days=9),
            valid_until=today + dt.timedelta(days=81), state="good", checked_by_id=doctor.user_id, checked_at=timezone.now(),
        )  # fmt: skip
        PrescriptionLine.objects.create(
            prescription=good, drug=drug, quantity=6, left=6, usage="每日一次，一次一片"
        )
        _take(boxes[nth % 2], drug, elder, rng)
    photo = files.store(SYSTEM, paper(), area=told[6].area, kind="image", permission=CHECK)
    Prescription.objects.create(elder=told[6], photo=photo)
    for elder in told[10:22]:
        _take(rng.choice(boxes), medicines[rng.choice(DRUGS[3:7])[0]], elder, rng)
    return Dispensing.objects.count()


def _take(box: Cabinet, drug: Drug, elder: Elder, rng: random.Random) -> None:
    wish = Wish(box.pk, drug.pk, 1, f"demo-{elder.pk}-{drug.pk}")
    row = dispense(actor=SYSTEM, elder=elder, wish=wish, way=Dispensing.Way.PHONE)
    commands.acknowledge(device_id=box.device_id, command_id=row.command_id or 0, ok=True)
    finish(command_id=row.command_id or 0, ok=True)
    back = dt.timedelta(days=rng.randint(0, 20), hours=rng.randint(1, 8))
    Dispensing.objects.filter(pk=row.pk).update(asked_at=F("asked_at") - back, asked_by=elder.person.name)


def _reminders(rng: random.Random, told: list[Elder]) -> int:
    """Reminders of ten elders with three days of answers."""
    now, rings = timezone.now(), []
    for nth, elder in enumerate(told[:10]):
        about, text, times, more = REMIND[nth % len(REMIND)]
        data = ReminderData(text=text, about=about, times=times, **more)
        reminder = reminding.add_reminder(actor=SYSTEM, elder_id=elder.pk, data=data)
        Reminder.objects.filter(pk=reminder.pk).update(made_by="张医生")
        start = timezone.localtime(now).replace(second=0, microsecond=0)
        for days in (2, 1, 0):
            hour, minute = map(int, times[0].split(":"))
            due = (start - dt.timedelta(days=days)).replace(hour=hour, minute=minute)
            if due < now:
                rings.append(_ring(rng, reminder, due))
    Ring.objects.bulk_create(rings)
    return Reminder.objects.count()


def _ring(rng: random.Random, reminder: Reminder, due: dt.datetime) -> Ring:
    taken = rng.random() < 0.8
    ring = Ring(reminder=reminder, elder=reminder.elder, due_at=due, channel="page", sent_at=due)
    ring.state = Ring.State.CONFIRMED if taken else Ring.State.MISSED
    if taken:
        ring.confirmed_at, ring.confirmed_by = (
            due + dt.timedelta(minutes=rng.randint(1, 40)),
            reminder.elder.person.name,
        )
    return ring
