"""Demo data of elder care: who is looked after, who wears a band since when, three months of values, relatives."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import DOCTOR, GRID, SYSTEM, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, User
from linli.sections.administration.services import privacy
from linli.sections.alerts.services.persons import concern
from linli.sections.devices import queries as devices
from linli.sections.eldercare.catalogue import ensure_categories
from linli.sections.eldercare.models import Binding, Category, Elder, ElderCategory, Measurement, Relative
from linli.sections.eldercare.seedcare import seed_care
from linli.sections.eldercare.services import bindings, categories, kin, limiting, measuring
from linli.sections.eldercare.services.scoring import watch_bands
from linli.sections.eldercare.services.working_out import weigh, work_out
from linli.sections.eldercare.wording import HEALTH_CONSENT
from linli.sections.registry import queries as registry

BANDS, WORN_DAYS, MEASURED = 8, 90, 40
SAID = (("focus", "独居且行动不便，社区认定"), ("dementia", "社区医院诊断"), ("lost_child", "本人申请，民政核实"),
        ("hardship", "低保证"), ("half_disabled", "入户评估，需人协助洗澡"))  # fmt: skip
ILLS: tuple[list[str], ...] = (["高血压"], ["高血压", "2 型糖尿病"], ["冠心病"], ["慢阻肺"], ["骨关节炎"], [])
PILLS: tuple[list[str], ...] = (
    ["苯磺酸氨氯地平片 5mg 每日一次"],
    ["二甲双胍片 0.5g 每日两次"],
    ["阿司匹林肠溶片 100mg 每日一次"],
    [],
)
ALLERGIC: tuple[list[str], ...] = ([], [], ["青霉素"], ["磺胺类"])
KIN = (("王敏", "女儿"), ("李磊", "儿子"), ("赵静", "儿媳"))


def seed(rng: random.Random) -> list[str]:
    """Fills the first 小区. Running it again changes nothing."""
    ensure_categories()
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Elder.objects.exists():
        return []
    with transaction.atomic():
        count = work_out()
        told = list(Elder.objects.filter(area__path__startswith=estate.path).select_related("person", "area"))
        told.sort(key=lambda e: (-e.risk_score, e.pk))
        worn = _bands(rng, told)
        _said(rng, told)
        _measured(rng, told[:MEASURED])
        _files(rng, told[:MEASURED])
        line = _families(worn)
        watch_bands()
        weigh(told)
        line += seed_care(rng, estate, told)
    return [f"老人 {count} 位，手环 {len(worn)} 只", *line]


def _bands(rng: random.Random, told: list[Elder]) -> list[Elder]:
    """The bands of the demo are worn by those who need most, with consent, for three months."""
    cards = [card for card in devices.cards(SYSTEM, type_code="wristband") if card.active][:BANDS]
    wearers = [e for e in told if e.person.lives_alone][: len(cards)]
    for elder, card in zip(wearers, cards, strict=False):
        privacy.ensure_consent(
            actor=SYSTEM, person_id=elder.person_id, purpose="health", way="paper", wording=HEALTH_CONSENT
        )
        row = bindings.bind_device(
            actor=SYSTEM, elder_id=elder.pk, number=card.number, way="online", locate=True
        )
        concern(device_id=card.id, person_id=elder.person_id)
        Binding.objects.filter(pk=row.pk).update(began_at=timezone.now() - dt.timedelta(days=WORN_DAYS))
    return wearers


def _said(rng: random.Random, told: list[Elder]) -> None:
    """Categories that people set, a few of which must be looked at again, and assessments of ability."""
    today = timezone.localdate()
    for nth, elder in enumerate(told[:60]):
        code, reason = SAID[nth % len(SAID)]
        if nth % 4 == 0:
            categories.set_category(actor=SYSTEM, elder_id=elder.pk, code=code, reason=reason)
        if nth % 3 == 0:
            day = today - dt.timedelta(days=rng.randrange(20, 400))
            grade = rng.choice((0, 0, 1, 1, 2, 3))
            categories.assess(
                actor=SYSTEM, elder_id=elder.pk, grade=grade, assessed_on=day, note="社区卫生服务站评估"
            )
    due = list(
        ElderCategory.objects.filter(source="hand", category__in=Category.objects.exclude(review_days=None))[
            :3
        ]
    )
    for row in due:
        row.review_on = today - dt.timedelta(days=2)
    ElderCategory.objects.bulk_update(due, ["review_on"])


def _measured(rng: random.Random, told: list[Elder]) -> None:
    """Visits of the doctor and measurements at home over three months."""
    now, rows = timezone.now(), []
    for elder in told:
        base = rng.randint(118, 152)
        for days in range(88, -1, -rng.choice((4, 7, 9))):
            at = now - dt.timedelta(days=days, hours=rng.randint(1, 6))
            top = base + rng.randint(-9, 12)
            values: dict[str, float] = {
                "systolic": top,
                "diastolic": top - rng.randint(44, 58),
                "heart_rate": rng.randint(62, 86),
            }
            if rng.random() < 0.3:
                values |= {
                    "glucose": round(rng.uniform(4.9, 8.8), 1),
                    "temperature": round(rng.uniform(36.1, 36.9), 1),
                }
            source = rng.choice(("doctor", "staff", "cabinet", "self"))
            rows.append(Measurement(elder=elder, at=at, values=values, source=source, recorded_at=at))
    Measurement.objects.bulk_create(rows, batch_size=500)


def _files(rng: random.Random, told: list[Elder]) -> None:
    """Standing facts, and a few limits that the doctor set for one person."""
    doctor = _who(DOCTOR)
    for nth, elder in enumerate(told):
        changes = {
            "blood_group": rng.choice(("A", "B", "O", "AB")), "conditions": ILLS[nth % len(ILLS)],
            "allergies": rng.choice(ALLERGIC), "medications": PILLS[nth % len(PILLS)], "on_oxygen": False,
        }  # fmt: skip
        measuring.save_file(actor=doctor, elder_id=elder.pk, revision=1, changes=changes)
    for elder in told[:2]:
        limiting.set_limit(
            actor=doctor, elder_id=elder.pk, vital="heart_rate", above=True, limit=110, duration_s=300,
            reason="心脏支架术后，医嘱静息心率不超过 110", review_on=timezone.localdate() + dt.timedelta(days=60),
        )  # fmt: skip


def _families(worn: list[Elder]) -> list[str]:
    """Relatives of those who wear a band; the resident of the demo is one of them."""
    warden = _who(GRID)
    for nth, elder in enumerate(worn):
        name, relation = KIN[nth % len(KIN)]
        kin.invite(
            actor=SYSTEM, elder_id=elder.pk, name=name, relation=relation, phone=f"1390537{nth:04d}", way="spoken",
            sees=(Relative.Sees.POSITION, Relative.Sees.VALUES, Relative.Sees.ALERTS)[nth % 3], order=1,
        )  # fmt: skip
    Relative.objects.update(invited_by_id=warden.user_id)
    found = _resident({e.person_id for e in worn})
    if found and worn:
        name, phone = found
        kin.invite(
            actor=SYSTEM, elder_id=worn[0].pk, name=name, relation="侄女", phone=phone, way="spoken",
            sees=Relative.Sees.VALUES, order=2,
        )  # fmt: skip
    return []


def _resident(but: set[int]) -> tuple[str, str] | None:
    """The resident whose phone the demo names: one of the first people, with a number of their own."""
    for person in registry.first_people(200):
        phone = registry.phone_of(person.pk)
        if phone and person.pk not in but and len(registry.people_by_phone(phone)) == 1:
            return person.name, phone
    return None


def _who(role: str) -> Actor:
    user = User.objects.filter(holdings__role=role, is_active=True).order_by("pk").first()
    return actor_of(user) if user else SYSTEM
