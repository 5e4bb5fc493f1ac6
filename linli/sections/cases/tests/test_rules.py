"""Dispatch rules: the first that holds decides, tried on real cases before they are saved, never final."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.kernel.calendar import is_workday
from linli.kernel.models import Area, AuditEntry, RoleHolding, User, add_area
from linli.sections.cases import services
from linli.sections.cases.models import Case, DispatchRule, TimelineEntry
from linli.sections.cases.queries.dryrun import dry_run
from linli.sections.cases.queries.rules import rules_for
from linli.sections.cases.rules import Hours, in_hours
from linli.sections.cases.tests.factories import World, bring_to, reported, world

function = pytest.mark.function("3.5")
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def w(db: None) -> World:
    return world()


def rule(name: str, **values: Any) -> dict[str, Any]:
    return {"name": name, "role": r.PROPERTY_STAFF} | values


def save(w: World, *rules: dict[str, Any], area: Area | None = None, who: str = r.SECRETARY) -> Any:
    """Saves the list of an area as its present revision."""
    place = area or w.estate
    browser = w.browser(who)
    seen = browser.get(f"rules/{place.pk}").json()
    return browser.put(f"rules/{place.pk}", revision=seen.get("revision", ""), rules=list(rules))


def accept(w: World, case: Case, **body: Any) -> Any:
    return w.browser(r.WORKER).post(f"cases/{case.pk}/accept", version=case.version, **body).json()


@function
def test_the_first_rule_that_holds_dispatches_at_once_and_says_why(w: World) -> None:
    saved = save(
        w,
        rule("电梯", category="lift", role=r.PROPERTY_MANAGER, auto=True),
        rule("卫生", category="sanitation", auto=True),
        rule("其余给社区", role=r.WORKER),
    ).json()
    assert [(x["name"], x["conditions"], x["party"]) for x in saved["rules"]] == [
        ("电梯", "分类为电梯故障", "物业经理"),
        ("卫生", "分类为环境卫生", "物业员工"),
        ("其余给社区", "所有诉求", "社区工作者"),
    ]
    case = reported(w, category="leaves")
    asked = w.browser(r.WORKER).get(f"cases/{case.pk}/suggestion").json()
    assert (asked["auto"], asked["party"]["role"]) == (True, r.PROPERTY_STAFF)
    seen = accept(w, case)
    assert (seen["state_title"], seen["party"]) == ("待接单", "物业员工")
    told = seen["timeline"][-1]
    assert (told["title"], told["who"]) == ("派遣", "系统")
    assert told["text"] == "自动派遣：规则「卫生」（分类为环境卫生）派给物业员工"
    mine = w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()
    assert (mine["timeline"][-1]["title"], mine["timeline"][-1]["text"]) == ("已安排物业师傅处理", "")


@function
def test_a_rule_that_only_suggests_leaves_the_choice_and_so_does_who_accepts(w: World) -> None:
    save(w, rule("路灯", category="light"), rule("卫生", category="leaves", auto=True))
    first = accept(w, reported(w, category="light"))
    assert (first["state_title"], first["timeline"][-1]["title"], first["timeline"][-1]["public"]) == (
        "待派遣",
        "派遣建议",
        False,
    )
    assert first["timeline"][-1]["text"] == "规则「路灯」（分类为路灯楼道灯）派给物业员工，请人工派遣"
    second = accept(w, reported(w, category="leaves"), by_rule=False)
    assert second["timeline"][-1]["text"].endswith("派给物业员工，受理人选择人工派遣")
    third = accept(w, reported(w, category="other"))
    assert third["timeline"][-1]["title"] == "受理"


@function
def test_what_a_rule_did_is_never_final(w: World) -> None:
    save(w, rule("全部", auto=True))
    seen = accept(w, reported(w))
    path = f"cases/{seen['id']}/reassign"
    body = {"version": seen["version"], "role": r.GRID, "reason": "物业今天没有人"}
    assert w.browser(r.PROPERTY_STAFF).post(path, **body).status_code == 403
    blank = w.browser(r.WORKER).post(path, **{**body, "reason": " "})
    assert list(blank.json()["error"]["fields"]) == ["reason"]
    after = w.browser(r.WORKER).post(path, **body).json()
    assert (after["state_title"], after["party"], after["timeline"][-1]["title"]) == (
        "待接单",
        "网格员",
        "改派",
    )


@function
def test_conditions_on_place_building_and_urgency(w: World) -> None:
    grid = add_area(name="第一网格", kind="grid", parent=w.estate)
    building = apps.get_model("registry", "Building").objects.create(estate=w.estate, area=grid, name="3")
    save(
        w,
        rule("三号楼", building_id=building.pk, role=r.WORKER),
        rule("紧急", urgency="urgent", role=r.PROPERTY_MANAGER),
        rule("第一网格", place_id=grid.pk, role=r.GRID),
        rule("平常的卫生", category="leaves", urgency="normal"),
    )

    def suggested(case: Case) -> str:
        return str(w.browser(r.WORKER).get(f"cases/{case.pk}/suggestion").json()["words"])

    assert "「平常的卫生」" in suggested(reported(w))
    assert "「紧急」" in suggested(reported(w, urgent=True))
    inside = services.report_case(actor=w.actor(r.WORKER), source="patrol", text="灯", area=grid)
    assert "「第一网格」" in suggested(inside)
    assert "「三号楼」" in suggested(reported(w, building_id=building.pk))
    assert suggested(reported(w, category="light")) == "没有派遣规则适用，请人工选择责任方"


@function
def test_a_rule_may_name_a_utility_or_one_person(w: World) -> None:
    utility = apps.get_model("registry", "Organisation").objects.create(
        area=w.estate, kind="unit", name="济宁供热公司"
    )
    save(
        w,
        rule("暖气", category="heating", role="", organisation_id=utility.pk, auto=True),
        rule("门禁", category="door", role="", user_id=w.users[r.PROPERTY_STAFF].pk, auto=True),
    )
    choices = w.browser(r.SECRETARY).get(f"rules/{w.estate.pk}/choices").json()
    assert {"单位": "济宁供热公司"}.items() <= {p["group"]: p["title"] for p in choices["parties"]}.items()
    assert accept(w, reported(w, category="heating"))["party"] == "济宁供热公司"
    assert accept(w, reported(w, category="door"))["party"] == "周师傅"


@function
def test_the_warden_of_the_grid_is_found_and_nobody_is_named_where_there_is_none(w: World) -> None:
    grid, empty = (add_area(name=name, kind="grid", parent=w.other) for name in ("甲网格", "乙网格"))
    user = User.objects.create(username="wang", name="王网格", kind="staff")
    RoleHolding.objects.create(user=user, role=r.GRID, area=grid)
    RoleHolding.objects.create(user=w.users[r.WORKER], role=r.WORKER, area=w.other)
    answer = save(w, rule("网格员", role="", warden=True, auto=True), area=w.other, who="outside")
    assert answer.status_code == 200
    there, nowhere = (
        services.report_case(actor=w.actor(r.WORKER), source="patrol", text="灯", area=area)
        for area in (grid, empty)
    )
    assert accept(w, there)["party"] == "王网格"
    seen = accept(w, nowhere)
    assert (seen["party"], seen["timeline"][-1]["text"]) == (
        "",
        "规则「网格员」（所有诉求）派给所在网格的网格员，但这里没有人担任，请人工派遣",
    )


@function
def test_the_community_comes_before_the_street(w: World) -> None:
    street = Area.objects.get(kind="street")
    RoleHolding.objects.create(user=w.users[r.STREET], role=r.STREET, area=street)
    assert save(w, rule("街道的", role=r.WORKER), area=street, who=r.STREET).status_code == 200
    assert save(w, rule("街道的", role=r.WORKER), area=street).status_code == 404
    save(w, rule("小区的", category="leaves"))
    assert [x.name for x in rules_for(w.estate)] == ["小区的", "街道的"]
    book = w.browser(r.SECRETARY).get(f"rules/{w.estate.pk}").json()
    assert [x["name"] for x in book["inherited"]] == ["街道的"]
    assert [a["name"] for a in w.browser(r.STREET).get("rules").json()] == [
        "古槐街道",
        "北门社区",
        "北门小区",
        "铁塔院",
    ]


@function
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": " "}, "请起一个 40 字以内的名称。"),
        ({"category": "没有"}, "没有这个分类。"),
        ({"place_id": 10**6}, "地点不在这个区域内。"),
        ({"building_id": 10**6}, "地点不在这个区域内。"),
        ({"role": ""}, "请选定一个责任方。"),
        ({"warden": True}, "请选定一个责任方。"),
        ({"role": "", "user_id": 10**6}, "这个责任方不在这个区域服务。"),
        ({"role": "", "organisation_id": 10**6}, "这个责任方不在这个区域服务。"),
    ],
)
def test_a_rule_that_cannot_be_says_which_and_changes_nothing(
    w: World, wrong: dict[str, Any], message: str
) -> None:
    answer = save(w, rule("好的"), rule("坏的") | wrong)
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {"rules.1": message}
    assert (DispatchRule.objects.count(), AuditEntry.objects.count()) == (0, 0)


@function
def test_of_two_who_save_one_is_told(w: World) -> None:
    seen = w.browser(r.SECRETARY).get(f"rules/{w.estate.pk}").json()["revision"]
    assert save(w, rule("我的")).status_code == 200
    late = w.browser(r.SECRETARY).put(f"rules/{w.estate.pk}", revision=seen, rules=[rule("他的")])
    assert (late.status_code, DispatchRule.objects.get().name) == (409, "我的")
    assert w.browser(r.WORKER).get(f"rules/{w.estate.pk}").status_code == 403
    assert w.browser("outside").get(f"rules/{w.estate.pk}").status_code == 404


@function
def test_a_dry_run_tells_who_would_have_taken_what_and_changes_nothing(
    w: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(2):
        bring_to(w, reported(w, category="leaves"), "dispatched")
    given_elsewhere = bring_to(w, reported(w, category="light"), "accepted")
    services.dispatch_case(
        actor=w.worker, case_id=given_elsewhere.pk, version=None, party=services.Party(role=r.GRID)
    )
    lone = reported(w, category="policy")
    old = reported(w, category="leaves")
    Case.objects.filter(pk=old.pk).update(started_at=timezone.now() - dt.timedelta(days=40))
    rules = [
        rule("卫生", category="sanitation", auto=True),
        rule("设施", category="facility"),
        rule("停用", active=False),
    ]
    entries, audits = TimelineEntry.objects.count(), AuditEntry.objects.count()
    found = w.browser(r.SECRETARY).post(f"rules/{w.estate.pk}/dry-run", days=30, rules=rules).json()
    assert (found["cases"], found["nobody"], found["capped"]) == (4, 1, False)
    assert [(x["name"], x["cases"], x["same"], x["unserved"]) for x in found["rules"]] == [
        ("卫生", 2, 2, 0),
        ("设施", 1, 0, 0),
        ("停用", 0, 0, 0),
    ]
    assert found["examples"] == [{"id": lone.pk, "number": lone.number, "category": "政策咨询"}]
    assert {(p["rule"], p["really"], p["cases"]) for p in found["pairs"]} == {
        ("物业员工", "物业员工", 2),
        ("物业员工", "网格员", 1),
        ("（没有规则）", "没有派遣", 1),
    }
    assert (TimelineEntry.objects.count(), AuditEntry.objects.count(), DispatchRule.objects.count()) == (
        entries,
        audits,
        0,
    )
    actor = w.actor(r.SECRETARY)
    with django_assert_max_num_queries(2):
        dry_run(actor, w.estate, [], days=30)


@function
@pytest.mark.parametrize(
    ("moment", "kinds"),
    [
        ("2026-03-02T10:00", {"work"}),  # a Monday
        ("2026-03-02T18:00", {"off"}),
        ("2026-03-02T23:00", {"off", "night"}),
        ("2026-03-03T05:59", {"off", "night"}),
        ("2026-02-14T10:00", {"work"}),  # a Saturday that is worked (调休)
        ("2026-02-17T10:00", {"off", "weekend"}),  # 春节
        ("2026-03-01T23:00", {"off", "night", "weekend"}),
    ],
)
def test_hours_follow_the_statutory_calendar(moment: str, kinds: set[str]) -> None:
    at = dt.datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert {h.value for h in Hours if in_hours(h, at)} == kinds | {"any"}


@function
@given(st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(SHANGHAI)))
def test_work_and_off_divide_all_time(at: dt.datetime) -> None:
    assert in_hours(Hours.WORK, at) != in_hours(Hours.OFF, at)
    assert in_hours(Hours.WEEKEND, at) != is_workday(at.date())
    assert not (in_hours(Hours.WORK, at) and (in_hours(Hours.NIGHT, at) or in_hours(Hours.WEEKEND, at)))
