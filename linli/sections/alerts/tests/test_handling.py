"""What people do with alerts, through the REST door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.outbox.deliver import drain
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, World
from linli.sections.alerts import services
from linli.sections.alerts.models import Alert, Notification
from linli.sections.alerts.services import Finding, Origin
from linli.sections.alerts.tests.clock import Clock
from linli.sections.alerts.tests.factories import alert, device, kind, person, round_the_clock
from linli.sections.cases import services as cases
from linli.sections.devices.services.register import retire_device
from linli.sections.registry.tests.factories import person as registered

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/api/alerts/alerts"


def accepted(branch: Branch, world: World) -> Alert:
    """An alert taken by the worker."""
    found = alert(branch.estate)
    if found.status == Alert.Status.OPEN:
        services.accept_alert(actor=world.actor(r.WORKER, branch.community), alert_id=found.pk)
    return found


class TestAccept(ApiRoute):
    method, permission, role = "POST", "alerts.alert.handle", r.WORKER
    pytestmark = [pytest.mark.function("6.5")]

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}/accept"

    def check(self, world: World, answer: Any) -> None:
        body = answer.json()
        assert (body["status"], body["accepted_by"]) == ("accepted", "测试worker")
        assert [e["verb"] for e in body["entries"]] == ["raised", "accepted"]
        assert AuditEntry.objects.filter(action="alerts.alert.accepted").count() == 1


class TestHandle(ApiRoute):
    method, permission, role = "POST", "alerts.alert.handle", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{accepted(branch, world).pk}/handle"

    def body(self, world: World, branch: Branch) -> Any:
        return {"text": "我去看看"}

    def check(self, world: World, answer: Any) -> None:
        assert answer.json()["status"] == "handling"


class TestResolve(ApiRoute):
    method, permission, role = "POST", "alerts.alert.handle", r.PROPERTY_STAFF

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{accepted(branch, world).pk}/resolve"

    def body(self, world: World, branch: Branch) -> Any:
        return {"result": "已关闭阀门"}

    def check(self, world: World, answer: Any) -> None:
        body = answer.json()
        assert (body["status"], body["closed_by"], body["resolution"]) == (
            "resolved",
            "测试property_staff",
            "已关闭阀门",
        )


class TestFalseAlarm(ApiRoute):
    method, permission, role = "POST", "alerts.alert.handle", r.GRID
    pytestmark = [pytest.mark.function("6.6")]

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}/false-alarm"

    def body(self, world: World, branch: Branch) -> Any:
        return {"reason": "传感器受潮"}

    def check(self, world: World, answer: Any) -> None:
        assert (answer.json()["status"], answer.json()["resolution"]) == ("false_alarm", "传感器受潮")


class TestTick(ApiRoute):
    method, permission, role = "PUT", "alerts.alert.handle", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}/steps/0"

    def check(self, world: World, answer: Any) -> None:
        body = answer.json()
        assert [step["done"] for step in body["plan"]] == [True, False, False, False]
        assert (body["plan"][0]["done_by"], body["steps_done"], body["steps"]) == ("测试worker", 1, 4)


class TestUntick(ApiRoute):
    method, permission, role = "DELETE", "alerts.alert.handle", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        found = alert(branch.estate)
        services.tick_step(actor=SYSTEM, alert_id=found.pk, step=1)
        return f"{URL}/{found.pk}/steps/1"

    def check(self, world: World, answer: Any) -> None:
        assert answer.json()["steps_done"] == 0


class TestToCase(ApiRoute):
    method, permission, role = "POST", "alerts.alert.handle", r.WORKER
    pytestmark = [pytest.mark.function("6.5", "3.1")]

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}/case"

    def body(self, world: World, branch: Branch) -> Any:
        return {"text": "请物业尽快处理"}

    def check(self, world: World, answer: Any) -> None:
        body = answer.json()
        assert body["case_number"]
        assert body["case_id"] == Alert.objects.get().case_id


class TestDetail(ApiRoute):
    permission, role = "alerts.alert.read", r.PROPERTY_STAFF

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}"


class TestCurve(ApiRoute):
    permission, role = "alerts.alert.read", r.WORKER

    def path(self, world: World, branch: Branch) -> str:
        return f"{URL}/{alert(branch.estate).pk}/curve"

    def check(self, world: World, answer: Any) -> None:
        assert (answer.json()["points"], answer.json()["limit"]) == ([], None)


def test_the_second_to_accept_is_told_who_was_first(world: World) -> None:
    found = alert(world.near.estate)
    first = world.browser(r.WORKER).call("POST", f"{URL}/{found.pk}/accept")
    second = world.browser(r.GRID).call("POST", f"{URL}/{found.pk}/accept")
    assert (first.status_code, second.status_code) == (200, 409)
    moment = timezone.localtime(Alert.objects.get().accepted_at).strftime("%H:%M:%S")
    assert second.json()["error"] == {
        "code": "conflict", "message": f"测试worker 已于 {moment} 接警，无需重复接警。", "fields": {},
    }  # fmt: skip


@pytest.mark.parametrize(("step", "body"), [("handle", {"text": ""}), ("resolve", {"result": "处理好了"})])
def test_an_alert_is_accepted_before_it_is_handled(world: World, step: str, body: dict[str, str]) -> None:
    found = alert(world.near.estate)
    answer = world.browser(r.WORKER).call("POST", f"{URL}/{found.pk}/{step}", body)
    assert answer.status_code == 409
    assert answer.json()["error"]["message"].endswith("请先接警。")
    assert Alert.objects.get().status == "open"


@pytest.mark.parametrize(("step", "body", "field"), [
    ("resolve", {"result": " "}, "result"), ("false-alarm", {"reason": ""}, "reason"),
])  # fmt: skip
def test_a_reason_is_asked_for(world: World, step: str, body: dict[str, str], field: str) -> None:
    found = accepted(world.near, world)
    answer = world.browser(r.WORKER).call("POST", f"{URL}/{found.pk}/{step}", body)
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]
    assert Alert.objects.get().status == "accepted"


def test_nothing_can_be_done_to_a_finished_alert(world: World) -> None:
    found = accepted(world.near, world)
    services.resolve_alert(actor=world.actor(r.WORKER), alert_id=found.pk, result="已处理")
    browser = world.browser(r.WORKER)
    tries = [("POST", "accept", None), ("POST", "handle", {"text": ""}), ("POST", "resolve", {"result": "再次"}),
             ("POST", "false-alarm", {"reason": "误触"}), ("POST", "case", {"text": ""}), ("PUT", "steps/0", None)]  # fmt: skip
    answers = [browser.call(method, f"{URL}/{found.pk}/{step}", body) for method, step, body in tries]
    assert [a.status_code for a in answers] == [409] * 6
    assert answers[0].json()["error"]["message"] == "这条预警已解除。"


def test_a_step_that_the_plan_does_not_have(world: World) -> None:
    answer = world.browser(r.WORKER).call("PUT", f"{URL}/{alert(world.near.estate).pk}/steps/9")
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {"step": "请填写 0 到 3 之间的步骤序号。"}


@pytest.mark.function("6.5")
def test_health_alerts_are_seen_only_by_those_who_look_after_people(world: World) -> None:
    found = alert(world.near.estate, "heart_rate", message="心率 150 次/分")
    seen = {role: world.browser(role).call("GET", f"{URL}/{found.pk}").status_code for role in
            (r.WORKER, r.GRID, r.DOCTOR, r.SECRETARY, r.PROPERTY_MANAGER, r.PROPERTY_STAFF, r.STREET)}  # fmt: skip
    assert seen == {r.WORKER: 200, r.GRID: 200, r.DOCTOR: 200, r.SECRETARY: 200, r.PROPERTY_MANAGER: 404,
                    r.PROPERTY_STAFF: 404, r.STREET: 404}  # fmt: skip
    listed = world.browser(r.PROPERTY_MANAGER).call("GET", URL).json()
    assert (listed["total"], "150" in str(listed)) == (0, False)
    services.make_case(actor=world.actor(r.WORKER), alert_id=found.pk)
    case = world.browser(r.PROPERTY_MANAGER).call("GET", "/api/cases/cases").content.decode()
    assert "150" not in case


@pytest.mark.function("5.5")
def test_a_health_alert_says_on_whose_door_to_knock_and_others_do_not(world: World) -> None:
    elder = registered(world.near.estate, "孔令仪", phones="13805370000")
    fallen, leak = alert(world.near.estate, "fall"), alert(world.near.estate)
    Alert.objects.filter(pk__in=(fallen.pk, leak.pk)).update(person_id=elder.pk)
    worker = world.browser(r.GRID, world.near.estate)
    assert worker.call("GET", f"{URL}/{fallen.pk}").json()["concerned"] == {
        "name": "孔令仪", "address": elder.address, "phone_masked": "138****0000",
    }  # fmt: skip
    assert worker.call("GET", f"{URL}/{leak.pk}").json()["concerned"] is None


@pytest.mark.function("6.5")
def test_a_closed_case_ends_its_alert(world: World) -> None:
    found = accepted(world.near, world)
    services.make_case(actor=world.actor(r.WORKER), alert_id=found.pk, text="地下室进水")
    found.refresh_from_db()
    again = services.make_case(actor=world.actor(r.WORKER), alert_id=found.pk)
    assert again.case_id == found.case_id
    _work_off(world, found.case_id or 0)
    drain()
    found.refresh_from_db()
    assert (found.status, found.resolution) == ("resolved", f"工单 {found.case_number} 已办结")


def _work_off(world: World, case_id: int) -> None:
    """Accepts, dispatches, handles and verifies the case."""
    worker, staff = world.actor(r.WORKER), world.actor(r.PROPERTY_STAFF)
    cases.accept_case(actor=worker, case_id=case_id, version=None)
    party = cases.Party(role=r.PROPERTY_STAFF)
    cases.dispatch_case(actor=worker, case_id=case_id, version=None, party=party)
    cases.take_case(actor=staff, case_id=case_id, version=None)
    cases.handle_case(actor=staff, case_id=case_id, version=None, note="已抽干积水，更换阀门")
    cases.verify_case(actor=worker, case_id=case_id, version=None, resolved=True, note="现场已看过")


@pytest.mark.function("6.5")
def test_kinds_that_always_need_work_become_a_case_at_once(world: World) -> None:
    found = alert(world.near.estate, "bin_full")
    drain()
    found.refresh_from_db()
    assert found.case_id is not None
    services.end_condition(actor=SYSTEM, kind=found.kind, source=found.source, at=timezone.now())
    found.refresh_from_db()
    assert found.status == "open", "its case is still running"


def test_bell_and_todos_show_what_waits(world: World, clock: Clock) -> None:
    first = person(world, "王一")
    round_the_clock(world.near.community, first)
    found = alert(world.near.estate)
    alert(world.far.estate)
    clock.forward(10)
    from linli.kernel.access.resolve import actor_of
    from linli.sections.alerts.queries import bell, todos

    mine, theirs = bell(actor_of(first)), bell(world.actor(r.GRID))
    assert [(i.title, i.detail, i.link) for i in mine] == [
        ("3号楼 水泵房水浸传感器 水浸", "请您接警 · 检测到积水", f"/alerts?open={found.pk}")
    ]
    assert [i.detail for i in theirs] == ["检测到积水"]
    assert [t.title for t in todos(actor_of(first))] == ["待接警：3号楼 水泵房水浸传感器 水浸"]
    assert todos(world.actor(r.GRID)) == []


@pytest.mark.function("1.1")
def test_the_wall_shows_no_names_doors_or_values(world: World) -> None:
    from linli.sections.alerts.queries import counts_tile, newest_tile

    origin = services.Origin("device:1", "王桂兰的手环", world.near.estate, "健康手环", "3号楼", "2单元301")
    found = services.Finding(timezone.now(), "心率 150 次/分，高于 120 次/分")
    services.raise_alert(actor=SYSTEM, kind=kind("heart_rate"), origin=origin, finding=found)
    shown = newest_tile(world.actor(r.SCREEN, world.near.estate))
    assert shown["alert"]["title"] == "3号楼 健康手环 心率异常"
    assert not any(word in str(shown) for word in ("王", "301", "150"))
    bin_origin = services.Origin(
        "device:2", "垃圾桶01", world.near.grid, "垃圾桶满溢", "16号楼", "16号楼东侧"
    )
    found = services.Finding(timezone.now() - timedelta(minutes=1), "满溢程度 93%")
    services.raise_alert(actor=SYSTEM, kind=kind("bin_full"), origin=bin_origin, finding=found)
    shown = newest_tile(world.actor(r.SCREEN, world.near.estate))
    assert [line["title"] for line in shown["live"]] == ["16号楼 垃圾桶满溢"]
    assert newest_tile(world.actor(r.SCREEN, world.far.estate)) == {"alert": None, "live": []}
    counts = counts_tile(world.actor(r.SCREEN, world.near.estate))
    assert (counts["open"], counts["severity_4"], counts["severity_2"]) == (2, 1, 1)


@pytest.mark.function("6.5")
def test_nobody_is_called_to_what_they_may_not_see(world: World, clock: Clock) -> None:
    fixer, worker = person(world, "陈师傅", r.PROPERTY_STAFF), person(world, "李社工")
    round_the_clock(world.near.community, fixer, worker)
    alert(world.near.estate)
    band = alert(
        world.near.estate, "heart_rate", "device:1", message="心率 150 次/分，高于 120 次/分", value=150.0
    )
    clock.forward(1300)
    called = Notification.objects.filter(group__kind__code="heart_rate", channel="console")
    assert "陈师傅" not in {row.name for row in called}
    assert (called[0].name, Notification.objects.filter(group__kind__code="water_leak")[0].name) == (
        "李社工",
        "陈师傅",
    )
    assert not any("150" in row.text for row in Notification.objects.all())
    told = world.browser(r.GRID).call("GET", f"{URL}/{band.pk}").json()
    kept = world.browser(r.WORKER).call("GET", f"{URL}/{band.pk}").json()
    assert (told["message"], told["value"]) == ("心率 150 次/分，高于 120 次/分", 150.0)
    assert (kept["message"], kept["value"], kept["private"]) == ("内容仅向照护人员显示", None, True)
    assert world.browser(r.WORKER).call("GET", f"{URL}?q=150").json()["total"] == 0
    assert "150" not in str(world.browser(r.WORKER).call("GET", "/api/kernel/bell").json())


def test_a_refused_case_gives_its_alert_back(world: World) -> None:
    found = accepted(world.near, world)
    worker = world.actor(r.WORKER)
    first = services.make_case(actor=worker, alert_id=found.pk)
    cases.reject_case(
        actor=worker, case_id=first.case_id or 0, version=None, reason="不属于社区", where_to="请找自来水公司"
    )
    drain()
    found.refresh_from_db()
    told = f"工单 {first.case_number} 未予办理，请继续处置这条预警，或申诉重开工单"
    assert [entry.note for entry in found.entries.all()][-1] == told
    services.resolve_alert(actor=world.actor(r.WORKER), alert_id=found.pk, result="已联系自来水公司")


def test_a_merged_case_takes_its_alert_along(world: World) -> None:
    found = accepted(world.near, world)
    worker = world.actor(r.WORKER)
    services.make_case(actor=worker, alert_id=found.pk)
    other = services.make_case(actor=worker, alert_id=alert(world.near.estate, source="test:2").pk)
    found.refresh_from_db()
    cases.merge_case(
        actor=worker, case_id=found.case_id or 0, version=None, into=other.case_number, reason="同一处积水"
    )
    drain()
    _work_off(world, other.case_id or 0)
    drain()
    assert set(Alert.objects.values_list("status", flat=True)) == {"resolved"}


def test_retiring_a_device_ends_what_it_told_but_not_a_cry_for_help(world: World) -> None:
    band = device(world.near.estate, "wristband").device
    origin = Origin(f"device:{band.pk}", "手环", world.near.estate, "wristband", device_id=band.pk)
    for code in ("offline", "sos"):
        services.raise_alert(
            actor=SYSTEM, kind=kind(code), origin=origin, finding=Finding(timezone.now(), "手环上报")
        )
    retire_device(actor=SYSTEM, device_id=band.pk, reason="电池鼓包")
    drain()
    left = Alert.objects.filter(status__in=Alert.LIVE).values_list("kind__code", flat=True)
    assert list(left) == ["sos"]
