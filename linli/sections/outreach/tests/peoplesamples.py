"""People, rules, audiences and matters for tests and for the walk over every route."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.outreach.models import Matter, MatterPerson, Rule
from linli.sections.outreach.services import audiences, eligibility, matterpeople, matters
from linli.sections.registry.models import Person
from linli.sections.registry.tests import factories as registry

ELDERS: dict[str, Any] = {
    "all": [
        {"field": "age", "op": ">=", "value": 60},
        {"field": "hukou", "op": "contains", "value": "本市"},
        {"not": {"field": "tag", "op": "in", "value": ["已参保"]}},
    ]
}
TODAY = dt.date(2026, 3, 1)
OLD = {"born_on": "1960-01-01", "hukou": "本市"}


def example(label: str = "六十六岁", expected: str = "in", **facts: Any) -> dict[str, Any]:
    """An example person on a fixed day."""
    return {"label": label, "facts": OLD | facts, "as_of": "2026-03-01", "expected": expected}


EXAMPLES = [
    example(),
    example("未满六十", "out", born_on="1970-01-01"),
    example("没有户籍", "check", hukou=""),
]


def draft(**values: Any) -> dict[str, Any]:
    """What a sound version says."""
    return {
        "tree": ELDERS, "basis": "市医保办〔2025〕12 号", "basis_url": "", "valid_from": "2025-01-01", "examples": EXAMPLES,
    } | values  # fmt: skip


def elder(area: Area, name: str = "王桂兰", years: int = 66, **values: Any) -> Person:
    """Somebody of that age today, of this town unless said."""
    today = timezone.localdate()
    born = dt.date(today.year - years, 1, 1)
    given = {"hukou": "本市", "id_number": registry.id_number(born)} | values
    return registry.person(area, name=name, **given)


def rule(area: Area, name: str = "六十岁以上参保") -> Rule:
    """A published rule."""
    said = draft() | {"valid_from": dt.date(2025, 1, 1)}
    made = eligibility.create_rule(actor=SYSTEM, area=area, name=name, draft=said)
    eligibility.publish_rule(actor=SYSTEM, rule_id=made.pk)
    return made


def matter(area: Area, title: str = "居民医保免缴代办", **values: Any) -> Matter:
    """An open matter; whoever meets its rule is on the list."""
    given = {
        "materials": ["身份证", "户口本"], "steps": ["核对名单", "代为申报"], "starts_on": dt.date(2026, 1, 1),
        "deadline": timezone.localdate() + dt.timedelta(days=30), "place": "社区服务大厅",
    }  # fmt: skip
    made = matters.create_matter(
        actor=SYSTEM, area=area, rule_id=rule(area, f"{title}规则").pk, title=title, **given | values
    )  # fmt: skip
    return matters.open_matter(actor=SYSTEM, matter_id=made.pk)


def samples(area: Area) -> dict[str, Any]:
    """A value for each path parameter of these routes."""
    who = elder(area, name=f"{area.name}应享")
    elder(area, name=f"{area.name}待查", hukou="")
    held = audiences.freeze(actor=SYSTEM, area=area, rule=ELDERS)
    made = matter(area)
    row = MatterPerson.objects.get(matter=made, person=who)
    matterpeople.move_people(actor=SYSTEM, matter_id=made.pk, row_ids=[row.pk], state="told", way="phone")
    return {
        "audience_id": held.pk, "person_id": who.pk, "matter_id": made.pk, "row_id": row.pk,
        "rule_id": rule(area, "样例规则").pk,
    }  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    made = Matter.objects.filter(area=area).latest("pk")
    row = MatterPerson.objects.filter(matter=made).earliest("pk")
    names = {"area_id": area.pk}
    return {
        "outreach_create_eligibility_rule": draft() | names | {"name": "高龄津贴"},
        "outreach_save_eligibility_draft": draft(valid_from="2026-01-01"),
        "outreach_try_examples": {"tree": ELDERS, "examples": EXAMPLES},
        "outreach_count_audience": names | {"rule": ELDERS},
        "outreach_make_audience": names | {"rule": ELDERS, "title": "六十岁以上"},
        "outreach_settle_member": {"verdict": "out", "reason": "电话核实，户口已迁走"},
        "outreach_create_matter": names
        | {"rule_id": made.rule_id, "title": "老年人体检", "starts_on": "2026-01-01"},
        "outreach_change_matter": {"place": "一楼大厅"},
        "outreach_move_matter_people": {"row_ids": [row.pk], "state": "agreed"},
        "outreach_tell_matter_people": {"title": "请办理参保", "text": "请带身份证到社区。"},
        "outreach_export_matter": {"reason": "报街道医保所"},
        "outreach_set_matter_proxy": {"name": "王丽", "relation": "女儿", "phone": f"1391111{area.pk:04}"},
        "outreach_set_own_proxy": {"name": "王丽", "relation": "女儿", "phone": f"1391112{area.pk:04}"},
        "outreach_answer_own_matter": {"agree": True},
    }
