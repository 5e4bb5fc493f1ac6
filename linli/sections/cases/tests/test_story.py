"""One request from a phone to its end, and its side roads, over HTTP as each person sees it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry, RoleHolding, User
from linli.sections.cases.models import Case, TimelineEntry
from linli.sections.cases.tests.factories import Browser, World, bring_to, entered, photo, reported, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> World:
    return world()


def test_a_request_from_a_phone_reaches_its_end(w: World) -> None:
    resident, worker, staff = w.browser(r.RESIDENT), w.browser(r.WORKER), w.browser(r.PROPERTY_STAFF)
    picture = resident.upload().json()["id"]
    receipt = resident.post("cases", text="大风过后有散落树叶", place="3号楼东侧", photos=[picture]).json()
    assert receipt["number"] == f"{timezone.localdate().year}-000001"
    one = f"cases/{receipt['id']}"

    seen = worker.get(one).json()
    assert (seen["state_title"], seen["reporter"], seen["source"]) == (
        "待受理",
        "王** 138****2345",
        "居民上报",
    )
    assert [a["action"] for a in seen["actions"]] == [
        "accept", "reject", "urge", "merge", "ask_void", "note",
    ]  # fmt: skip
    seen = worker.post(f"{one}/accept", version=seen["version"], category="leaves").json()
    assert (seen["state_title"], seen["category"]) == ("待派遣", "落叶积雪清扫")
    seen = worker.post(
        f"{one}/dispatch", version=seen["version"], role=r.PROPERTY_STAFF, note="今天扫完"
    ).json()
    assert (seen["state_title"], seen["party"]) == ("待接单", "物业员工")

    coming = (timezone.now() + dt.timedelta(hours=20)).isoformat()
    seen = staff.post(f"{one}/take", version=seen["version"], expected_at=coming).json()
    assert seen["state_title"] == "处置中"
    after = staff.upload(photo("blue")).json()["id"]
    seen = staff.post(f"{one}/handle", version=seen["version"], note="已清扫", photos=[after]).json()
    assert seen["state_title"] == "待核查"

    mine = resident.get(f"mine/{receipt['id']}").json()
    assert mine["words"] == "物业师傅说已经办好了，请您看看是否真的解决了"
    assert (mine["stage"], mine["needs_me"], mine["can"]) == (3, True, ["confirm", "dispute", "append"])
    shot = resident.client.get(mine["timeline"][-1]["photos"][0])
    assert (shot.status_code, shot["Content-Type"]) == (200, "image/jpeg")
    mine = resident.post(
        f"mine/{receipt['id']}/confirm", version=mine["version"], rating=5, note="谢谢"
    ).json()
    assert (mine["words"], mine["stage"], mine["can"]) == ("这件事已经解决", 4, ["reopen"])

    case = Case.objects.get(pk=receipt["id"])
    assert (case.state, case.resolved, case.rating) == ("closed", True, 5)
    assert [e["who"] for e in worker.get(one).json()["timeline"]] == [
        "诉求人", "李社工", "李社工", "周师傅", "周师傅", "诉求人",
    ]  # fmt: skip
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        f"cases.case.{done}" for done in ("report", "accepted", "dispatched", "taken", "handled", "confirmed")
    ]


@pytest.mark.function("3.3")
def test_somebody_who_comes_in_gets_a_slip_and_is_answered_without_a_phone(w: World) -> None:
    worker = w.browser(r.WORKER)
    slip = worker.post(
        "entries", source="walk_in", reporter_name="刘大爷", text="楼道灯不亮", category="light"
    ).json()
    assert len(slip["code"]) == 6
    assert slip["qr"].startswith("data:image/svg+xml")
    assert worker.get(f"cases/{slip['id']}/slip").json()["code"] == slip["code"]
    case = Case.objects.get(pk=slip["id"])
    assert (case.reporter_name, case.reporter_user_id, case.entered_by.name) == ("刘大爷", None, "李社工")
    bring_to(w, case, "handled")
    told = Browser().progress(slip["number"], slip["code"].lower()).json()
    assert told["words"] == "物业师傅说已经办好了，请您看看是否真的解决了"
    contact = worker.post(f"cases/{slip['id']}/contact", reason="电话回访").json()
    assert contact == {"name": "刘大爷", "phone": ""}


@pytest.mark.function("3.3")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "reporter_name"),
        ({"reporter_phone": "12"}, "reporter_phone"),
        ({"reporter_name": "刘", "text": " "}, "text"),
        ({"reporter_name": "刘", "category": "facility"}, "category"),
        ({"reporter_name": "刘", "category": "没有"}, "category"),
    ],
)
def test_an_entry_that_lacks_something_says_where_and_changes_nothing(
    w: World, given: dict[str, str], field: str
) -> None:
    answer = w.browser(r.WORKER).post("entries", **({"source": "hotline", "text": "灯不亮"} | given))
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]
    assert (Case.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.function("3.7")
def test_staff_verify_for_a_reporter_without_an_account_but_never_their_own_work(w: World) -> None:
    case = bring_to(w, entered(w), "handled")
    Case.objects.update(handled_by=w.users[r.GRID])
    grid, worker = w.browser(r.GRID), w.browser(r.WORKER)
    body = {"version": case.version, "resolved": True, "note": "灯亮了", "photos": []}
    refused = grid.post(f"cases/{case.pk}/verify", **body)
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        422,
        "处置和核查不能是同一个人，请换一位同事核查。",
    )
    body["photos"] = [worker.upload().json()["id"]]
    done = worker.post(f"cases/{case.pk}/verify", **body).json()
    assert (done["state_title"], done["resolved"]) == ("已结案", True)
    assert len(done["timeline"][-1]["photos"]) == 1


@pytest.mark.function("3.7")
def test_the_reporter_has_the_first_word_for_three_working_days(w: World) -> None:
    case = bring_to(w, reported(w), "handled")
    worker = w.browser(r.WORKER)
    body = {"version": case.version, "resolved": True, "note": "看过了"}
    assert "verify" not in [a["action"] for a in worker.get(f"cases/{case.pk}").json()["actions"]]
    assert worker.post(f"cases/{case.pk}/verify", **body).status_code == 422
    Case.objects.update(handled_at=timezone.now() - dt.timedelta(days=20))
    assert worker.post(f"cases/{case.pk}/verify", **body).json()["state_title"] == "已结案"


@pytest.mark.function("3.7")
def test_closed_is_not_fixed(w: World) -> None:
    case = bring_to(w, entered(w), "handled")
    body = {"version": case.version, "resolved": False, "note": "配件停产，无法修复"}
    w.browser(r.GRID).post(f"cases/{case.pk}/verify", **body)
    told = Browser().progress(case.number, case.code).json()
    assert told["words"] == "这件事已答复，但还没有完全解决"


@pytest.mark.function("3.7")
def test_not_solved_goes_back_to_the_same_party_with_the_reason(w: World) -> None:
    case = bring_to(w, reported(w), "handled")
    mine = (
        w.browser(r.RESIDENT).post(f"mine/{case.pk}/dispute", version=case.version, reason="树叶还在").json()
    )
    assert mine["words"] == "已安排物业师傅处理，等候接单"
    case.refresh_from_db()
    assert (case.state, case.assigned_role, case.handled_at) == ("dispatched", r.PROPERTY_STAFF, None)
    assert TimelineEntry.objects.last().text == "树叶还在"


def test_refusal_names_the_reason_and_where_to_go(w: World) -> None:
    case = reported(w)
    worker = w.browser(r.WORKER)
    blank = worker.post(f"cases/{case.pk}/reject", version=1, reason=" ", where_to="")
    assert set(blank.json()["error"]["fields"]) == {"reason", "where_to"}
    worker.post(
        f"cases/{case.pk}/reject", version=1, reason="属于供热公司职责", where_to="供热公司 24 小时热线"
    )
    mine = w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()
    assert mine["timeline"][-1]["title"] == "这件事社区办不了"
    assert mine["timeline"][-1]["text"] == "属于供热公司职责。您可以找：供热公司 24 小时热线"
    assert mine["can"] == ["reopen"]


def test_reopening_starts_a_new_round_within_the_days_allowed(w: World) -> None:
    case = bring_to(w, reported(w), "closed")
    Case.objects.update(due_at=timezone.now() - dt.timedelta(days=9), warned_at=timezone.now())
    resident = w.browser(r.RESIDENT)
    mine = resident.post(f"mine/{case.pk}/reopen", version=case.version, reason="第二天又有了").json()
    assert mine["words"] == "社区已经接下这件事，正在安排人处理"
    case.refresh_from_db()
    assert (case.state, case.round, case.rating, case.resolved, case.warned_at) == (
        "accepted",
        2,
        None,
        None,
        None,
    )
    assert case.due_at > timezone.now()
    bring_back = bring_to(w, reported(w), "closed")
    Case.objects.filter(pk=bring_back.pk).update(ended_at=timezone.now() - dt.timedelta(days=16))
    late = resident.post(f"mine/{bring_back.pk}/reopen", version=bring_back.version, reason="又有了")
    assert (late.status_code, late.json()["error"]["message"]) == (
        422,
        "已超过可以重开的期限（15 天），请重新上报。",
    )


def test_only_the_party_or_a_dispatcher_may_act_for_it(w: World) -> None:
    case = bring_to(w, reported(w), "accepted")
    sent = (
        w.browser(r.WORKER)
        .post(f"cases/{case.pk}/dispatch", version=case.version, user_id=w.users[r.GRID].pk)
        .json()
    )
    assert sent["party"] == "赵网格"
    refused = w.browser(r.PROPERTY_STAFF).post(f"cases/{case.pk}/take", version=sent["version"])
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        403,
        "这条诉求由赵网格负责，请联系派遣人。",
    )
    assert w.browser(r.GRID).post(f"cases/{case.pk}/take", version=sent["version"]).status_code == 200


@pytest.mark.parametrize(
    "party",
    [{}, {"role": "grid", "user_id": 1}, {"role": "device"}, {"user_id": 10**9}, {"organisation_id": 10**9}],
)
def test_a_party_that_cannot_serve_is_refused(w: World, party: dict[str, object]) -> None:
    case = bring_to(w, reported(w), "accepted")
    refused = w.browser(r.WORKER).post(f"cases/{case.pk}/dispatch", version=case.version, **party)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["party"])


def test_the_resident_may_add_something_and_staff_may_note_in_private(w: World) -> None:
    case = reported(w)
    mine = w.browser(r.RESIDENT).post(f"mine/{case.pk}/append", version=1, note="在垃圾桶旁边").json()
    assert mine["timeline"][-1]["text"] == "在垃圾桶旁边"
    w.browser(r.GRID).post(f"cases/{case.pk}/note", version=2, note="户主电话 13912345678，先去看看")
    assert len(w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()["timeline"]) == 2
    kept = w.browser(r.GRID).get(f"cases/{case.pk}").json()["timeline"][-1]
    assert (kept["text"], kept["who"], kept["public"]) == ("户主电话 139****5678，先去看看", "赵网格", False)


def test_what_was_written_down_for_a_known_person_is_theirs_when_they_log_in(w: World) -> None:
    people = apps.get_model("registry", "Person").objects
    known = people.create(
        estate=w.estate, area=w.estate, name="刘桂花", address="1号楼1单元101室", phones="13905370009"
    )
    stranger = people.create(estate=w.other, area=w.other, name="马远", address="9号楼1单元101室")
    worker = w.browser(r.WORKER)
    refused = worker.post("entries", source="hotline", text="灯不亮", person_id=stranger.pk)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["person_id"])
    slip = worker.post("entries", source="hotline", text="灯不亮", person_id=known.pk).json()
    case = Case.objects.get(pk=slip["id"])
    assert (case.reporter_name, case.reporter_phone) == ("刘桂花", "13905370009")
    user = User.objects.create(username="liu", name="刘桂花", kind="resident", person_id=known.pk)
    RoleHolding.objects.create(user=user, role=r.RESIDENT, area=w.estate)
    mine = Browser(user).get("mine").json()["items"]
    assert [m["number"] for m in mine] == [case.number]
    case = bring_to(w, case, "handled")
    done = Browser(user).post(f"mine/{case.pk}/confirm", version=case.version, rating=5).json()
    assert done["words"] == "这件事已经解决"


def test_a_report_from_home_names_the_home(w: World) -> None:
    home = _home(w)
    people = apps.get_model("registry", "Person").objects
    person = people.create(
        estate=w.estate, area=w.estate, name="王桂兰", address="1号楼1单元101室", home=home
    )
    User.objects.filter(pk=w.users[r.RESIDENT].pk).update(person_id=person.pk)
    resident = w.browser(r.RESIDENT)
    assert resident.get("places").json() == [{"home_id": home.pk, "title": "1号楼1单元101室"}]
    made = resident.post("cases", text="漏水", home_id=home.pk, place="1号楼1单元101室").json()
    assert Case.objects.get(pk=made["id"]).home_id == home.pk
    refused = resident.post("cases", text="漏水", home_id=home.pk + 1)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["home_id"])


def _home(w: World) -> Any:
    building = apps.get_model("registry", "Building").objects.create(estate=w.estate, area=w.estate, name="1")
    unit = apps.get_model("registry", "Unit").objects.create(building=building, name="1")
    return apps.get_model("registry", "Home").objects.create(
        estate=w.estate, area=w.estate, building=building, unit=unit, room="101", address="1号楼1单元101室"
    )
