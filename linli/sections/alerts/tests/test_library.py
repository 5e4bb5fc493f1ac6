"""Kinds, rules, roster and event sources, through the REST door."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time
from typing import Any

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.calendar import SHANGHAI as LOCAL
from linli.kernel.models import AuditEntry
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, World
from linli.sections.alerts import duty, services
from linli.sections.alerts.models import AlertKind, Rule, Shift
from linli.sections.alerts.services import ShiftData
from linli.sections.alerts.tests.factories import administrator, device, person, rule, rule_data, source

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KIND = {"title": "井盖移位", "severity": 3, "plan": ["现场设置警示", "通知维修"],
        "chain": [{"who": "duty", "after_s": 0}, {"who": "second", "after_s": 300}]}  # fmt: skip


class TestKinds(ApiRoute):
    permission, role, bound = "alerts.kind.read", r.PROPERTY_STAFF, False
    pytestmark = [pytest.mark.function("6.1")]

    def path(self, world: World, branch: Branch) -> str:
        return "/api/alerts/kinds"

    def check(self, world: World, answer: Any) -> None:
        titles = {k["title"] for k in answer.json()}
        named = {"垃圾桶满溢", "占用消防通道", "烟感报警", "水浸", "电动车进梯", "高空抛物"}
        named |= {"设备离线", "心率异常", "SOS 呼救", "疑似跌倒"}
        assert named <= titles
        sos = next(k for k in answer.json() if k["code"] == "sos")
        assert (sos["severity_title"], sos["latched"], len(sos["plan"])) == ("紧急", True, 5)


@pytest.mark.function("6.1")
def test_the_administrator_adds_and_changes_kinds(world: World) -> None:
    browser = administrator(world)
    assert browser.call("POST", "/api/alerts/kinds", {"code": "manhole", **KIND}).status_code == 200
    made = AlertKind.objects.get(code="manhole")
    assert (made.title, made.plan, made.severity) == ("井盖移位", ["现场设置警示", "通知维修"], 3)
    changed = browser.call(
        "PUT", "/api/alerts/kinds/manhole", {**KIND, "severity": 4, "case_category": "alert"}
    )
    assert (changed.status_code, changed.json()["severity_title"]) == (200, "紧急")
    assert browser.call("PUT", "/api/alerts/kinds/nothing", KIND).status_code == 404
    actions = AuditEntry.objects.filter(target_id=str(made.pk), target_model="alerts.alertkind")
    assert list(actions.values_list("action", flat=True)) == ["alerts.kind.created", "alerts.kind.changed"]


@pytest.mark.function("6.1")
def test_who_manages_only_a_part_does_not_change_what_serves_all(world: World) -> None:
    for role, area in ((r.ADMIN, world.near.street), (r.SECRETARY, world.near.community)):
        answer = world.browser(role, area).call("PUT", "/api/alerts/kinds/smoke", KIND)
        assert answer.status_code == 403
    assert AlertKind.objects.get(code="smoke").title == "烟感报警"


@pytest.mark.function("6.1")
@pytest.mark.parametrize(("change", "status", "field"), [
    ({"code": "Bad Code"}, 422, "code"), ({"title": " "}, 422, "title"), ({"severity": 9}, 422, "severity"),
    ({"plan": [""]}, 422, "plan"), ({"title": "水浸"}, 409, "title"), ({"code": "smoke"}, 409, "title"),
    ({"case_category": "no-such"}, 422, "case_category"),
])  # fmt: skip
def test_a_wrong_kind_is_refused(world: World, change: dict[str, Any], status: int, field: str) -> None:
    before = AlertKind.objects.count()
    answer = administrator(world).call("POST", "/api/alerts/kinds", {"code": "manhole", **KIND, **change})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (status, [field])
    assert AlertKind.objects.count() == before


class TestRules(ApiRoute):
    permission, role, bound = "alerts.rule.read", r.WORKER, False
    pytestmark = [pytest.mark.function("6.3")]

    def path(self, world: World, branch: Branch) -> str:
        rule(world.far.estate)
        rule(branch.estate)
        return "/api/alerts/rules"

    def check(self, world: World, answer: Any) -> None:
        body = answer.json()
        assert (body["total"], body["items"][0]["area"]) == (1, "近水小区")


class TestRule(ApiRoute):
    permission, role = "alerts.rule.read", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/rules/{rule(branch.estate).pk}"


class TestNewRule(ApiRoute):
    method, permission, role = "POST", "alerts.rule.manage", r.WORKER
    bound = False
    pytestmark = [pytest.mark.function("6.3")]

    def path(self, world: World, branch: Branch) -> str:
        return "/api/alerts/rules"

    def body(self, world: World, branch: Branch) -> Any:
        return asdict(rule_data(branch.estate))

    def check(self, world: World, answer: Any) -> None:
        made = Rule.objects.get()
        assert (made.limit, made.clear_limit, made.duration_s, made.enabled) == (30.0, 28.0, 60, True)
        assert AuditEntry.objects.filter(action="alerts.rule.created").count() == 1


class TestChangeRule(ApiRoute):
    method, permission, role = "PUT", "alerts.rule.manage", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/rules/{rule(branch.estate, title='旧').pk}"

    def body(self, world: World, branch: Branch) -> Any:
        return asdict(rule_data(branch.estate, limit=35.0))

    def check(self, world: World, answer: Any) -> None:
        assert (answer.json()["limit"], answer.json()["title"]) == (35.0, "温度过高")


class TestDeleteRule(ApiRoute):
    method, permission, role = "DELETE", "alerts.rule.manage", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/rules/{rule(branch.estate).pk}"

    def check(self, world: World, answer: Any) -> None:
        assert Rule.objects.count() == 0


class TestOverride(ApiRoute):
    method, permission, role = "PUT", "alerts.rule.manage", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/rules/{rule(branch.estate).pk}/overrides/{device(branch.estate).device.pk}"

    def body(self, world: World, branch: Branch) -> Any:
        return {"limit": 40}

    def check(self, world: World, answer: Any) -> None:
        [only] = answer.json()["overrides"]
        assert (only["device_title"], only["limit"], only["muted"]) == ("环境监测仪", 40.0, False)


@pytest.mark.function("6.3")
@pytest.mark.parametrize(("change", "field"), [
    ({"title": " "}, "title"), ({"kind": "nothing"}, "kind"), ({"metric": ""}, "metric"), ({"operator": ""}, "operator"),
    ({"limit": None}, "limit"), ({"clear_limit": 31}, "clear_limit"), ({"operator": "=="}, "clear_limit"),
    ({"duration_s": -1}, "duration_s"), ({"duration_s": 700_000}, "duration_s"), ({"weekdays": [7]}, "weekdays"),
    ({"starts": "08:00"}, "ends"), ({"area_id": 999_999}, "area_id"), ({"form": "sometimes"}, "form"),
    ({"form": "offline", "duration_s": 5}, "duration_s"), ({"form": "event", "metric": ""}, "metric"),
])  # fmt: skip
def test_a_wrong_rule_is_refused(world: World, change: dict[str, Any], field: str) -> None:
    body = asdict(rule_data(world.near.estate)) | change
    answer = world.browser(r.WORKER).call("POST", "/api/alerts/rules", body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert Rule.objects.count() == 0


def test_two_rules_of_one_area_have_different_names(world: World) -> None:
    rule(world.near.estate)
    answer = world.browser(r.WORKER).call("POST", "/api/alerts/rules", asdict(rule_data(world.near.estate)))
    assert (answer.status_code, answer.json()["error"]["fields"]) == (409, {"title": "请换一个名称。"})


def test_an_exception_must_be_for_a_device_that_the_rule_reaches(world: World) -> None:
    made, elsewhere = rule(world.near.estate), device(world.far.estate).device
    path = f"/api/alerts/rules/{made.pk}/overrides/{elsewhere.pk}"
    answer = world.browser(r.WORKER).call("PUT", path, {"limit": 40})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["device_id"])


def shift_body(world: World, branch: Branch, **changes: Any) -> dict[str, Any]:
    """A day shift of two workers."""
    first, second = (person(world, name, area=branch.community) for name in ("王一", "李二"))
    return {"area_id": branch.estate.pk, "title": "白班", "weekdays": [0, 1, 2, 3, 4], "starts": "08:00", "ends": "18:00",
            "first_id": first.pk, "second_id": second.pk} | changes  # fmt: skip


class TestNewShift(ApiRoute):
    method, permission, role, bound = "POST", "alerts.roster.manage", r.SECRETARY, False
    pytestmark = [pytest.mark.function("6.5")]

    def path(self, world: World, branch: Branch) -> str:
        return "/api/alerts/shifts"

    def body(self, world: World, branch: Branch) -> Any:
        return shift_body(world, branch)

    def check(self, world: World, answer: Any) -> None:
        assert (answer.json()["first"], answer.json()["second"]) == ("王一", "李二")
        assert Shift.objects.get().weekdays == [0, 1, 2, 3, 4]


def a_shift(world: World, branch: Branch) -> Shift:
    """A day shift in the database, made once."""
    if known := Shift.objects.filter(area=branch.estate).first():
        return known
    values = shift_body(world, branch)
    data = ShiftData(**values | {"starts": time(8), "ends": time(18)})
    return services.create_shift(actor=SYSTEM, data=data)


class TestChangeShift(ApiRoute):
    method, permission, role = "PUT", "alerts.roster.manage", r.SECRETARY

    def path(self, world: World, branch: Branch) -> str:
        self.made = a_shift(world, branch)
        return f"/api/alerts/shifts/{self.made.pk}"

    def body(self, world: World, branch: Branch) -> Any:
        first, second = self.made.first_id, self.made.second_id
        return {"area_id": branch.estate.pk, "title": "夜班", "weekdays": [0], "starts": "18:00", "ends": "08:00",
                "first_id": second, "second_id": first}  # fmt: skip

    def check(self, world: World, answer: Any) -> None:
        assert (answer.json()["title"], answer.json()["first"]) == ("夜班", "李二")


class TestDeleteShift(ApiRoute):
    method, permission, role = "DELETE", "alerts.roster.manage", r.SECRETARY

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/shifts/{a_shift(world, branch).pk}"

    def check(self, world: World, answer: Any) -> None:
        assert Shift.objects.count() == 0


class TestCandidates(ApiRoute):
    permission, role = "alerts.roster.manage", r.SECRETARY

    def path(self, world: World, branch: Branch) -> str:
        person(world, "王一", area=branch.community)
        person(world, "外人", area=world.far.estate)
        return f"/api/alerts/shifts/candidates?area={branch.estate.pk}"

    def check(self, world: World, answer: Any) -> None:
        assert [p["name"] for p in answer.json()] == ["测试secretary", "王一"]


@pytest.mark.function("6.5")
@pytest.mark.parametrize(("change", "field"), [
    ({"title": ""}, "title"), ({"weekdays": []}, "weekdays"), ({"weekdays": [9]}, "weekdays"),
    ({"first_id": 999_999}, "first_id"), ({"second_id": 999_999}, "second_id"),
])  # fmt: skip
def test_a_wrong_shift_is_refused(world: World, change: dict[str, Any], field: str) -> None:
    body = shift_body(world, world.near, **change)
    answer = world.browser(r.SECRETARY).call("POST", "/api/alerts/shifts", body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert Shift.objects.count() == 0


@pytest.mark.function("6.5")
def test_who_is_on_duty_by_area_weekday_and_hour(world: World) -> None:
    near = world.near
    day, night, grid = (person(world, name) for name in ("白班", "夜班", "网格班"))
    every_day = list(range(7))
    for data in (
        ShiftData(near.community.pk, "白班", every_day, time(8), time(20), day.pk),
        ShiftData(near.community.pk, "夜班", every_day, time(20), time(8), night.pk, day.pk),
        ShiftData(near.grid.pk, "网格周末", [5, 6], time(9), time(12), grid.pk),
    ):
        services.create_shift(actor=SYSTEM, data=data)

    def who(area: Any, day_of_month: int, hour: int) -> str | None:
        found = duty.on_duty(area, datetime(2026, 3, day_of_month, hour, tzinfo=LOCAL))
        return found.first.name if found else None

    assert [who(near.estate, 2, hour) for hour in (7, 8, 19, 20, 23)] == [
        "夜班",
        "白班",
        "白班",
        "夜班",
        "夜班",
    ]
    assert [who(near.grid, 7, hour) for hour in (8, 9, 12)] == ["白班", "网格班", "白班"]
    assert who(near.grid, 2, 10) == "白班"
    assert who(world.far.grid, 2, 10) is None


class TestSources(ApiRoute):
    permission, role, bound = "alerts.source.manage", r.SECRETARY, False

    def path(self, world: World, branch: Branch) -> str:
        source(world.far)
        source(branch)
        return "/api/alerts/sources"

    def check(self, world: World, answer: Any) -> None:
        [only] = answer.json()
        assert (only["area"], "secret" in only) == ("近水小区", False)


class TestNewSource(ApiRoute):
    method, permission, role, bound = "POST", "alerts.source.manage", r.SECRETARY, False
    pytestmark = [pytest.mark.function("6.2")]

    def path(self, world: World, branch: Branch) -> str:
        return "/api/alerts/sources"

    def body(self, world: World, branch: Branch) -> Any:
        return {"code": "camera", "title": "摄像头平台", "area_id": branch.estate.pk}

    def check(self, world: World, answer: Any) -> None:
        assert len(answer.json()["secret"]) == 43


class TestSwitchSource(ApiRoute):
    method, permission, role = "PATCH", "alerts.source.manage", r.SECRETARY

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/alerts/sources/{source(branch)[0].pk}"

    def body(self, world: World, branch: Branch) -> Any:
        return {"enabled": False}

    def check(self, world: World, answer: Any) -> None:
        assert answer.json()["enabled"] is False
