"""核查, 返工, 评价 and 重开: nothing is solved because somebody says so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case, TimelineEntry
from linli.sections.cases.tests.factories import World, bring_to, entered, photo, reported, world
from linli.sections.cases.tests.test_sideroads import offered, press, refused, titles

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.7")]


@pytest.fixture
def w() -> World:
    return world()


def done_again(w: World, case: Case) -> None:
    services.handle_case(actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None, note="已返工")


def test_not_solved_is_redone_once_then_the_supervisor_takes_over(w: World) -> None:
    case = bring_to(w, reported(w, text="路灯不亮"), "handled")
    resident = w.browser(r.RESIDENT)
    resident.post(f"mine/{case.pk}/dispute", version=case.version, reason="还是不亮")
    first = w.browser(r.SECRETARY).get(f"cases/{case.pk}").json()
    assert (first["state_title"], first["party"], first["redone"], first["redo_reason"]) == (
        "待接单", "物业员工", 1, "还是不亮",
    )  # fmt: skip
    assert "返工中，请关注（还是不亮）：路灯不亮" in titles(w, r.SECRETARY)
    done_again(w, case)
    case.refresh_from_db()
    resident.post(f"mine/{case.pk}/dispute", version=case.version, reason="晚上又灭了")
    second = w.browser(r.SECRETARY).get(f"cases/{case.pk}").json()
    assert (second["state_title"], second["party"], second["redone"], second["supervised"]) == (
        "待派遣",
        "",
        2,
        True,
    )
    assert titles(w, r.SECRETARY)[0] == "两次没有办好，请督办派遣（晚上又灭了）：路灯不亮"
    assert {"dispatch", "redispatch"} & offered(w, r.WORKER, case) == set()
    barred = press(w, r.WORKER, case, "dispatch", role=r.PROPERTY_STAFF)
    assert refused(barred) == "这条诉求两次没有办好，已转督办，由督办人派遣。"
    sent = press(w, r.SECRETARY, case, "redispatch", role=r.PROPERTY_MANAGER, note="换线路，晚上验收").json()
    assert (sent["state_title"], sent["party"]) == ("待接单", "物业经理")
    told = resident.get(f"mine/{case.pk}").json()["timeline"]
    assert [e["title"] for e in told][-2:] == ["您反映还没有解决，已要求重新处理", "已安排物业处理"]
    assert told[-1]["text"] == ""


def test_a_verifier_sends_back_with_a_photo(w: World) -> None:
    case = bring_to(w, entered(w), "handled")
    picture = w.browser(r.GRID).upload().json()["id"]
    back = press(w, r.GRID, case, "redo", reason="灯还是不亮", photos=[picture]).json()
    assert (back["state_title"], back["redo_reason"]) == ("待接单", "灯还是不亮")
    assert len(back["timeline"][-1]["photos"]) == 1


def test_closed_and_fixed_are_two_things_everywhere(w: World) -> None:
    case = bring_to(w, entered(w), "handled")
    closed = press(w, r.GRID, case, "verify", resolved=False, note="配件停产，无法修复").json()
    assert (closed["state_title"], closed["resolved"], closed["rating"]) == ("已结案", False, None)
    assert Case.objects.get(pk=case.pk).fixed_at is None
    fixed = bring_to(w, reported(w), "closed")
    after = Case.objects.get(pk=fixed.pk)
    assert (after.resolved, after.fixed_at) == (True, after.ended_at)


def test_photos_before_and_after_stand_side_by_side(w: World) -> None:
    resident, staff = w.browser(r.RESIDENT), w.browser(r.PROPERTY_STAFF)
    case = bring_to(w, reported(w, photos=[resident.upload().json()["id"]]), "working")
    press(w, r.PROPERTY_STAFF, case, "handle", note="扫了", photos=[staff.upload(photo("blue")).json()["id"]])
    mine = resident.get(f"mine/{case.pk}").json()
    assert (len(mine["before"]), len(mine["after"])) == (1, 1)
    assert resident.client.get(mine["after"][0]).status_code == 200


def test_what_staff_have_closed_is_rated_once(w: World) -> None:
    case = bring_to(w, reported(w), "handled")
    Case.objects.filter(pk=case.pk).update(handled_at=timezone.now() - dt.timedelta(days=20))
    press(w, r.GRID, case, "verify", resolved=True, note="看过了")
    resident = w.browser(r.RESIDENT)
    mine = resident.get(f"mine/{case.pk}").json()
    assert mine["can"] == ["rate", "reopen"]
    rated = resident.post(f"mine/{case.pk}/rate", version=mine["version"], rating=4).json()
    assert (rated["rating"], rated["can"]) == (4, ["reopen"])
    again = resident.post(f"mine/{case.pk}/rate", version=rated["version"], rating=1)
    assert refused(again) == "您已经评价过了。"
    assert Case.objects.get(pk=case.pk).rating == 4


@pytest.mark.function("3.9")
def test_whoever_had_handled_it_is_told_of_a_reopening(w: World) -> None:
    case = bring_to(w, reported(w, text="门禁又坏了"), "closed")
    w.browser(r.RESIDENT).post(f"mine/{case.pk}/reopen", version=case.version, reason="又坏了")
    assert titles(w, r.PROPERTY_STAFF) == ["您办过的诉求重开了：门禁又坏了"]
    assert TimelineEntry.objects.filter(case=case).last().action == "reopen"
    services.dispatch_case(actor=w.worker, case_id=case.pk, version=None, party=services.Party(role=r.GRID))
    services.take_case(actor=w.actor(r.GRID), case_id=case.pk, version=None)
    assert titles(w, r.PROPERTY_STAFF) == []


def test_the_seven_steps_are_counted(w: World) -> None:
    case = reported(w)
    seen = []
    for state in ("accepted", "dispatched", "working", "handled", "closed"):
        other = bring_to(w, reported(w), state)
        seen.append(queries.case(w.worker, other.pk))
    browser = w.browser(r.WORKER)
    assert [browser.get(f"cases/{c.pk}").json()["reached"] for c in (case, *seen)] == [1, 2, 3, 4, 5, 7]
