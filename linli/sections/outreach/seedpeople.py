"""Demo data of rules, audiences and matters: two matters half done, an audience of yesterday and today's changes."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import GRID, SECRETARY, SYSTEM, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import Area, User
from linli.sections.outreach.models import Audience, Matter, MatterPerson, Rule
from linli.sections.outreach.services import audiences, eligibility, matterpeople, matters
from linli.sections.registry.queries import eligible
from linli.sections.registry.services import change_person

State = MatterPerson.State
AGE60: dict[str, Any] = {"field": "age", "op": ">=", "value": 60}
LOCAL: dict[str, Any] = {
    "any": [{"field": "hukou", "op": "contains", "value": text} for text in ("任城区", "本市")]
}
INSURANCE: dict[str, Any] = {
    "all": [AGE60, LOCAL, {"not": {"field": "tag", "op": "in", "value": ["职工医保"]}}]
}
ALLOWANCE: dict[str, Any] = {"all": [AGE60 | {"value": 80}, LOCAL]}
CHECKUP: dict[str, Any] = {"all": [{"field": "age_year_end", "op": ">=", "value": 65}]}
YOUNGER: dict[str, Any] = {"all": [AGE60, {"field": "age", "op": "<=", "value": 64}]}
UNKNOWN = 7
PAST = (
    (State.TOLD, "phone", ""),
    (State.AGREED, "", "子女同意"),
    (State.HANDLED, "", ""),
    (State.DONE, "", ""),
)


def seed_people(rng: random.Random) -> list[str]:
    """Fills the first 小区. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).select_related("parent").order_by("pk").first()
    if estate is None or estate.parent is None or Rule.objects.exists():
        return []
    with transaction.atomic():
        today = timezone.localdate()
        _unknown(rng, estate)
        insured = _rule(
            estate.parent,
            "60 岁以上居民医保免缴代办",
            INSURANCE,
            "市医疗保障局关于居民医保参保资助的通知",
            60,
        )
        aged = _rule(
            estate.parent, "80 岁以上高龄津贴", ALLOWANCE, "市老龄办、市民政局关于发放高龄津贴的办法", 80
        )
        _rule(
            estate.parent,
            "65 岁以上老年人免费体检",
            CHECKUP,
            "国家基本公共卫生服务规范（老年人健康管理）",
            65,
            "06-30",
        )
        opened = _matter(
            estate, insured, "居民医保免缴代办", today + dt.timedelta(days=38), ["居民身份证", "户口本"],
            ["社区核对名单", "本人或家属确认", "社区统一申报", "医保所审核", "本人收到参保成功通知"],
            "年满 60 周岁的居民参加居民医保，个人不用缴费，但要由社区代办登记，错过本期要等明年。",
        )  # fmt: skip
        other = _matter(
            estate, aged, "高龄津贴认证", today + dt.timedelta(days=9), ["身份证", "本人近照或上门拍照"],
            ["网格员上门或视频认证", "社区上报", "街道发放"], "每年认证一次，逾期停发；行动不便的网格员上门认证。",
        )  # fmt: skip
        _half_done(rng, opened)
        _half_done(rng, other)
        _two_days(estate, today)
    return [
        f"圈选规则 {Rule.objects.count()} 条，惠民事项 {Matter.objects.count()} 个，名单 {Audience.objects.count()} 份"
    ]


def _rule(area: Area, name: str, tree: dict[str, Any], basis: str, years: int, day: str = "11-22") -> Rule:
    """A published rule; the examples stand on the day on which somebody turns so many years old."""
    born = dt.date.fromisoformat(f"{2026 - years}-{day}")

    def example(label: str, expected: str, born_on: dt.date | None, hukou: str = "任城区") -> dict[str, Any]:
        facts = {"born_on": born_on.isoformat() if born_on else None, "hukou": hukou}
        return {"label": label, "facts": facts, "as_of": f"2026-{day}", "expected": expected}

    young = born.replace(year=born.year + 1)
    examples = [
        example(f"当天满 {years} 岁", "in", born),
        example("还差一年", "out", young),
        example("出生日期没有登记", "check", None),
    ]
    draft = {"tree": tree, "basis": basis, "valid_from": dt.date(2025, 1, 1), "examples": examples}
    made = eligibility.create_rule(actor=SYSTEM, area=area, name=name, draft=draft)
    eligibility.publish_rule(actor=SYSTEM, rule_id=made.pk)
    return made


def _matter(
    area: Area,
    rule: Rule,
    title: str,
    deadline: dt.date,
    materials: list[str],
    steps: list[str],
    summary: str,
) -> Matter:
    made = matters.create_matter(
        actor=SYSTEM, area=area, rule_id=rule.pk, title=title, summary=summary, materials=materials, steps=steps,
        place="社区便民服务大厅", phone="0537-2320001", starts_on=timezone.localdate() - dt.timedelta(days=20),
        deadline=deadline,
    )  # fmt: skip
    return matters.open_matter(actor=SYSTEM, matter_id=made.pk)


def _half_done(rng: random.Random, matter: Matter) -> None:
    """Two thirds of the list are on their way, a few gave it up; a third has still to be told."""
    secretary, warden = _who(SECRETARY), _who(GRID)
    rows = list(matter.people.filter(state=State.WAITING).order_by("pk"))
    rng.shuffle(rows)
    batches: dict[int, list[int]] = {}
    for row in rows[: len(rows) * 2 // 3]:
        batches.setdefault(rng.choices((0, 1, 2, 3, 4), (5, 3, 2, 6, 1))[0], []).append(row.pk)
    refused = batches.pop(4, [])
    if refused:
        matterpeople.move_people(
            actor=secretary, matter_id=matter.pk, row_ids=refused, state=State.REFUSED, reason="已参加职工医保或在外地办理"
        )  # fmt: skip
    for nth, (state, way, reason) in enumerate(PAST):
        keys = [key for far, found in batches.items() if far >= nth for key in found]
        for start in range(0, len(keys), matterpeople.MOST):
            matterpeople.move_people(
                actor=warden if nth == 0 else secretary, matter_id=matter.pk, state=state, way=way, reason=reason,
                row_ids=keys[start : start + matterpeople.MOST],
            )  # fmt: skip


def _unknown(rng: random.Random, estate: Area) -> None:
    """Of a few elders nobody has written down where they are registered: they must be looked up."""
    elders = eligible.met(eligible.people_within(estate), {"all": [AGE60]}, timezone.localdate())
    for person in rng.sample(list(elders.order_by("pk")), UNKNOWN):
        change_person(actor=SYSTEM, person=person, hukou="")


def _two_days(estate: Area, today: dt.date) -> None:
    """An audience of two months ago, run again today: who came and who went."""
    past = today - dt.timedelta(days=60)
    title = "60 至 64 岁居民（老年大学招生）"
    old = audiences.freeze(actor=SYSTEM, area=estate, rule=YOUNGER, as_of=past, title=title)
    audiences.run_again(actor=SYSTEM, audience_id=old.pk)


def _who(role: str) -> Actor:
    user = User.objects.filter(holdings__role=role, is_active=True).order_by("pk").first()
    return actor_of(user) if user and role != GRID else SYSTEM
