"""The doors (3.1, 3.3, 3.4, 3.10): scanned places, rounds on behalf, likely duplicates, following, what is printed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.testing.paper import pages_of
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case, CaseFollower
from linli.sections.cases.queries.likely import alike
from linli.sections.cases.tests.factories import World, bring_to, entered, reported, world
from linli.sections.registry import services as registry

pytestmark = pytest.mark.django_db
LEAVES = "大风过后有散落树叶请及时清理"


@pytest.fixture
def w() -> World:
    return world()


def a_building(w: World, name: str = "3") -> int:
    return int(registry.add_building(actor=SYSTEM, estate=w.estate, name=name).pk)


@pytest.mark.function("3.1")
def test_the_code_at_the_door_of_a_building_fills_the_place_in(w: World) -> None:
    building, resident = a_building(w), w.browser(r.RESIDENT)
    token = queries.place_token(building_id=building)
    here = resident.get("here", place=token).json()
    assert here == {"title": "3号楼", "area_id": w.estate.pk, "building_id": building}
    case = resident.post(
        "cases", text=LEAVES, place="3号楼", building_id=building, point=[12.5, 40.25]
    ).json()["id"]
    seen = w.browser(r.WORKER).get(f"cases/{case}").json()
    assert (seen["building_id"], seen["point"], seen["place"]) == (building, [12.5, 40.25], "3号楼")
    whole = resident.get("here", place=queries.place_token(area_id=w.estate.pk)).json()
    assert whole == {"title": "北门小区", "area_id": w.estate.pk, "building_id": None}


@pytest.mark.function("3.1")
@pytest.mark.parametrize("token", ["b1", "b1:forged", "a1:x", "", "x"])
def test_a_forged_code_is_refused(w: World, token: str) -> None:
    assert w.browser(r.RESIDENT).get("here", place=token).status_code == 422


@pytest.mark.function("3.1")
def test_the_code_of_another_estate_and_its_buildings_are_refused(w: World) -> None:
    far = registry.add_building(actor=SYSTEM, estate=w.other, name="9").pk
    resident = w.browser(r.RESIDENT)
    assert (
        "不在您的小区"
        in resident.get("here", place=queries.place_token(building_id=far)).json()["error"]["message"]
    )
    answer = resident.post("cases", text=LEAVES, building_id=far)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["building_id"])
    assert Case.objects.count() == 0


@pytest.mark.function("3.1")
def test_on_rounds_one_reports_ones_own_find_or_what_a_resident_said(w: World) -> None:
    warden = w.browser(r.GRID)
    own = warden.post("entries", source="patrol", text="井盖松动").json()["id"]
    told = warden.post("entries", source="grid", text="灯不亮", reporter_phone="13869910000").json()["id"]
    first, second = Case.objects.get(pk=own), Case.objects.get(pk=told)
    assert (first.source, first.reporter_user, first.entered_by) == ("patrol", w.users[r.GRID], None)
    assert (second.source, second.reporter_user, second.reporter_phone) == ("grid", None, "13869910000")
    assert second.entered_by == w.users[r.GRID]
    assert w.browser(r.WORKER).get(f"cases/{told}").json()["entered_by"] == "赵网格"


@pytest.mark.function("3.3")
def test_the_slip_is_printed_with_number_code_and_qr(w: World) -> None:
    case = entered(w, text="楼道灯不亮😀", place="3号楼2单元")
    answer = w.browser(r.WORKER).client.get(f"/api/cases/cases/{case.pk}/slip/print")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    (page,) = pages_of(answer.content)
    assert "诉求回执单" in page
    assert case.number in page
    assert " ".join(case.code) in page
    assert "路灯楼道灯：楼道灯不亮〓" in page
    assert w.browser(r.PROPERTY_STAFF).client.get(f"/api/cases/cases/{case.pk}/slip/print").status_code == 403
    assert w.browser("outside").client.get(f"/api/cases/cases/{case.pk}/slip/print").status_code == 404


@pytest.mark.function("3.10")
def test_the_list_for_a_building_tells_the_stage_and_nobodys_business(w: World) -> None:
    building = a_building(w)
    mine = reported(
        w,
        text="王桂兰家漏水，电话13869912345",
        category="water",
        place="3号楼2单元301室",
        building_id=building,
    )
    bring_to(w, mine, "working")
    done = bring_to(w, reported(w, place="3号楼东侧", building_id=building), "closed")
    old = bring_to(w, reported(w, text="旧的", building_id=building), "closed")
    Case.objects.filter(pk=old.pk).update(ended_at=timezone.now() - dt.timedelta(days=15))
    reported(w, text="别的楼")
    worker = w.browser(r.WORKER)
    answer = worker.client.get(f"/api/cases/progress-list/print?area_id={w.estate.pk}&building_id={building}")
    (page,) = pages_of(answer.content)
    text = page.replace("\n", "")
    assert "北门小区3号楼" in text
    assert mine.number in text
    assert done.number in text
    assert "物业师傅已接单" in text
    assert "漏水停水（3号楼2单元）" in text
    assert "这件事已经解决" in text
    for secret in ("王桂兰", "138", "301", old.number, "周师傅", mine.code):
        assert secret not in text
    whole = worker.client.get(f"/api/cases/progress-list/print?area_id={w.estate.pk}")
    assert len(pages_of(whole.content)) == 1


@pytest.mark.function("3.1")
def test_the_codes_of_an_estate_are_printed_one_to_a_page(w: World) -> None:
    first = a_building(w)
    a_building(w, "4")
    worker = w.browser(r.WORKER)
    whole = pages_of(worker.client.get(f"/api/cases/place-codes/print?area_id={w.estate.pk}").content)
    assert ["北门小区3号楼" in page for page in whole] == [False, True, False]
    (one,) = pages_of(worker.client.get(f"/api/cases/place-codes/print?building_id={first}").content)
    assert "北门小区3号楼" in one


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (LEAVES, LEAVES, 1.0, 1.0),
        ("楼道灯不亮", "三楼楼道灯不亮，晚上看不见路", 0.8, 1.0),
        ("楼道灯坏了", "楼道灯不亮", 0.5, 0.9),
        ("楼道灯不亮", "有车堵在单元门口", 0.0, 0.3),
        ("", "灯", 0.5, 0.5),
    ],
)
def test_how_alike_sentences_are(one: str, other: str, low: float, high: float) -> None:
    assert low <= alike(one, other) <= high


@pytest.mark.function("3.4")
def test_the_clerk_sees_likely_duplicates_with_photos_and_follows_for_the_visitor(w: World) -> None:
    resident, worker = w.browser(r.RESIDENT), w.browser(r.WORKER)
    picture = resident.upload().json()["id"]
    building = a_building(w)
    first = resident.post(
        "cases", text="三楼楼道灯不亮，晚上看不见路", category="light", building_id=building, photos=[picture]
    ).json()
    reported(w, text="有车堵在单元门口", category="light")
    old = reported(w, text="楼道灯不亮", category="light")
    Case.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=30))
    asked = {"text": "楼道灯不亮", "category": "light", "building_id": building}
    (twin,) = worker.post("entries/likely", **asked).json()
    assert (twin["number"], twin["open"], twin["photos"]) == (
        first["number"],
        True,
        [f"/api/kernel/files/{picture}"],
    )
    nobody = worker.post(f"cases/{first['id']}/follow-for", text="楼道灯不亮")
    assert (nobody.status_code, list(nobody.json()["error"]["fields"])) == (422, ["reporter_name"])
    told = worker.post(f"cases/{first['id']}/follow-for", text="楼道灯不亮", reporter_name="刘大爷").json()
    assert (told["number"], len(told["code"])) == (first["number"], 6)
    assert CaseFollower.objects.get().name == "刘大爷"
    assert Case.objects.count() == 3


@pytest.mark.function("3.4")
def test_another_resident_learns_what_where_when_and_how_far_and_follows_instead(w: World) -> None:
    entered(
        w,
        text="刘大爷说3号楼2单元301室门口楼道灯不亮，电话13869912345",
        category="light",
        place="3号楼2单元301室",
        reporter=services.Reporter(name="刘大爷"),
    )
    private = entered(w, text="隔壁老人摔倒了楼道灯不亮", category="elderly")
    resident = w.browser(r.RESIDENT)
    (seen,) = resident.post("likely", text="楼道灯不亮", category="light").json()
    assert (seen["what"], seen["open"]) == ("路灯楼道灯（3号楼2单元）", True)
    assert seen["words"].startswith("已收到，最晚")
    assert (set(seen), seen["mine"]) == ({"id", "what", "text", "at", "words", "open", "mine"}, False)
    for secret in ("刘", "301", "138"):
        assert secret not in str(seen)
    (other,) = resident.post("likely", text="隔壁老人摔倒了", category="elderly").json()
    assert (other["id"], other["text"]) == (private.pk, "")
    told = resident.post(f"cases/{seen['id']}/follow", text="我家门口也是").json()
    assert len(told["code"]) == 6
    assert resident.post(f"cases/{seen['id']}/follow").json()["code"] == told["code"]
    assert CaseFollower.objects.get().user == w.users[r.RESIDENT]
    assert w.browser("outside").post(f"cases/{seen['id']}/follow").status_code == 404


@pytest.mark.function("3.4")
def test_ones_own_request_is_shown_as_ones_own(w: World) -> None:
    own = reported(w, text=LEAVES)
    (seen,) = w.browser(r.RESIDENT).post("likely", text=LEAVES).json()
    assert (seen["id"], seen["mine"]) == (own.pk, True)
    answer = w.browser(r.RESIDENT).post(f"cases/{own.pk}/follow")
    assert (answer.status_code, CaseFollower.objects.count()) == (422, 0)


@pytest.mark.function("3.4")
def test_nothing_said_finds_nothing_and_what_has_ended_cannot_be_followed(w: World) -> None:
    resident = w.browser(r.RESIDENT)
    done = bring_to(w, entered(w, text=LEAVES, category="leaves"), "closed")
    assert resident.post("likely").json() == []
    (seen,) = resident.post("likely", text=LEAVES).json()
    assert (seen["id"], seen["open"]) == (done.pk, False)
    assert resident.post(f"cases/{done.pk}/follow").status_code == 422
    assert CaseFollower.objects.count() == 0


@pytest.mark.function("3.4")
def test_looking_for_duplicates_takes_two_queries(w: World, django_assert_num_queries: Any) -> None:
    for nth in range(5):
        reported(w, text=f"{LEAVES}{nth}")
    said, clerk = queries.Said(text=LEAVES, category="leaves"), w.worker
    with django_assert_num_queries(2):
        assert len(queries.likely(clerk, w.estate, said)) == 4
