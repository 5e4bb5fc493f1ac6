"""Lists, board, measures, to-dos: what each shows, to whom, in how many queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from linli.kernel.access import roles as r
from linli.kernel.api.listing import listed
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case
from linli.sections.cases.queries.rows import COLUMNS, case_row
from linli.sections.cases.queries.wanted import Wanted
from linli.sections.cases.schemas import CasePaging, CaseRow
from linli.sections.cases.tests.factories import PHONE, World, bring_to, entered, reported, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> World:
    return world()


def count_queries(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        call()
    return len(seen)


def numbers(answer: Any) -> list[int]:
    return [c["id"] for c in answer.json()["items"]]


def test_a_list_is_two_queries_however_long_a_category_and_a_search_one_more(w: World) -> None:
    for _ in range(3):
        bring_to(w, reported(w), "working")
        entered(w)
    actor = w.actor(r.PROPERTY_STAFF)

    def read(**wanted: Any) -> None:
        page = listed(CasePaging(size=50), queries.cases(actor, Wanted(**wanted)), case_row, CaseRow, COLUMNS)
        assert [row["party"] for row in page["items"]] == ["物业员工"] * 3

    three = {"state": "open", "mine": True, "area_id": w.estate.pk}
    assert count_queries(lambda: read(**three)) == 2
    assert count_queries(lambda: read(state="open", category="sanitation", source="resident")) == 3
    assert count_queries(lambda: read(**three, text="树叶")) == 3


def test_the_board_is_three_queries(w: World) -> None:
    for state in ("reported", "accepted", "working", "handled"):
        bring_to(w, reported(w), state)
    columns = []

    def read() -> None:
        columns.extend(queries.board(w.worker, Wanted()))
        assert [[row["state"] for row in col.cases] for col in columns] == [
            ["reported"], ["accepted"], [], ["working"], [], ["handled"],
        ]  # fmt: skip

    assert count_queries(read) == 3
    assert [c.total for c in columns] == [1, 1, 0, 1, 0, 1]
    assert [c["title"] for c in w.browser(r.WORKER).get("board").json()] == [
        "待受理", "待派遣", "待接单", "处置中", "已挂起", "待核查",
    ]  # fmt: skip


def test_todos_measures_and_tile_are_one_one_and_three_queries(w: World) -> None:
    bring_to(w, reported(w), "working")
    screen = w.actor(r.SCREEN)
    assert count_queries(lambda: queries.todos(w.worker)) == 1
    assert count_queries(lambda: queries.measures(w.worker)) == 1
    assert count_queries(lambda: queries.measures_tile(screen)) == 3


def test_filters(w: World) -> None:
    first = reported(w, urgent=True)
    second = bring_to(w, entered(w, text="三单元灯不亮"), "dispatched")
    browser = w.browser(r.WORKER)
    assert numbers(browser.get("cases")) == [second.pk, first.pk]
    assert numbers(browser.get("cases", sort="number")) == [first.pk, second.pk]
    assert numbers(browser.get("cases", state="dispatched,working")) == [second.pk]
    assert numbers(browser.get("cases", category="sanitation")) == [first.pk]
    assert numbers(browser.get("cases", source="walk_in")) == [second.pk]
    assert numbers(browser.get("cases", urgent=True)) == [first.pk]
    assert numbers(browser.get("cases", text="单元")) == [second.pk]
    assert numbers(browser.get("cases", text=first.number)) == [first.pk]
    assert numbers(browser.get("cases", text=PHONE)) == [first.pk]
    assert numbers(browser.get("cases", since=timezone.localdate() + dt.timedelta(days=1))) == []
    assert numbers(w.browser(r.PROPERTY_STAFF).get("cases", mine=True)) == [second.pk]
    assert browser.get("cases", state="没有").json()["error"]["fields"] == {"state": "没有这个状态。"}
    assert browser.get("cases", sort="text").status_code == 422


def test_the_export_holds_what_is_shown_and_no_more(w: World, tmp_path: Any) -> None:
    reported(w)
    answer = w.browser(r.WORKER).get("cases", format="xlsx", columns="number,state_title,reporter")
    (tmp_path / "x.xlsx").write_bytes(answer.content)
    rows = list(load_workbook(tmp_path / "x.xlsx").active.values)
    assert rows == [("编号", "状态", "诉求人"), (Case.objects.get().number, "待受理", "王** 138****2345")]


def test_measures_count_what_their_formula_says(w: World) -> None:
    good = bring_to(w, reported(w), "closed")
    poor = bring_to(w, reported(w), "handled")
    services.confirm_case(actor=w.actor(r.RESIDENT), case_id=poor.pk, version=None, rating=2)
    Case.objects.filter(pk=poor.pk).update(due_at=timezone.now() - dt.timedelta(days=1))
    late = reported(w)
    Case.objects.filter(pk=late.pk).update(respond_by_at=timezone.now() - dt.timedelta(hours=1))
    bring_to(w, entered(w), "closed")
    Case.objects.filter(number=Case.objects.latest("pk").number).update(resolved=False)
    reported(w)
    measures = w.browser(r.WORKER).get("measures").json()["measures"][:4]
    assert {m["id"]: (m["part"], m["whole"], m["percent"]) for m in measures} == {
        "response": (3, 4, 75.0),
        "on_time": (2, 3, 66.7),
        "resolved": (2, 3, 66.7),
        "satisfied": (1, 2, 50.0),
    }
    assert good.rating == 5
    tile = queries.measures_tile(w.actor(r.SCREEN))
    assert (tile["open"], tile["overdue"], tile["today"]) == (2, 0, 5)


def test_todos_are_for_whoever_must_act_next(w: World) -> None:
    case = reported(w, text="路灯坏了")
    assert [t.title for t in queries.todos(w.worker)] == ["请受理：路灯坏了"]
    assert queries.todos(w.actor(r.PROPERTY_STAFF)) == []
    services.accept_case(actor=w.worker, case_id=case.pk, version=None)
    assert [t.title for t in queries.todos(w.worker)] == ["请派遣：路灯坏了"]
    services.dispatch_case(
        actor=w.worker,
        case_id=case.pk,
        version=None,
        party=services.Party(user_id=w.users[r.PROPERTY_STAFF].pk),
    )
    assert [t.title for t in queries.todos(w.actor(r.PROPERTY_STAFF))] == ["请接单：路灯坏了"]
    assert queries.todos(w.actor(r.PROPERTY_MANAGER)) == []
    services.handle_case(actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None, note="好了")
    assert queries.todos(w.actor(r.GRID)) == []
    Case.objects.update(handled_at=timezone.now() - dt.timedelta(days=20))
    assert [t.title for t in queries.todos(w.actor(r.GRID))] == ["请核查：路灯坏了"]


def test_nobody_sees_beyond_their_area_and_a_refusal_changes_nothing(w: World) -> None:
    case = bring_to(w, reported(w), "handled")
    outside = w.browser("outside")
    assert numbers(outside.get("cases")) == []
    assert queries.search(w.actor("outside"), case.number, 6) == []
    for path in (f"cases/{case.pk}", f"cases/{case.pk}/slip", f"cases/{case.pk}/parties", f"mine/{case.pk}"):
        answer = outside.get(path)
        assert (answer.status_code, case.number in answer.content.decode()) == (404, False)
    for action, body in (
        ("verify", {"resolved": True, "note": "好"}), ("redo", {"reason": "不好"}), ("note", {"note": "看"}),
        ("reopen-for", {"reason": "又坏"}), ("accept", {}), ("contact", {"reason": "回访一下"}),
    ):  # fmt: skip
        answer = outside.post(f"cases/{case.pk}/{action}", version=case.version, **body)
        assert answer.status_code == 404, action
    after = Case.objects.get(pk=case.pk)
    assert (after.version, after.state) == (case.version, "handled")


def test_a_resident_has_no_road_to_the_staff_pages_nor_to_others_cases(w: World) -> None:
    case = entered(w)
    resident = w.browser(r.RESIDENT)
    assert resident.get("cases").status_code == 403
    assert resident.get(f"mine/{case.pk}").status_code == 404
    assert resident.post(f"mine/{case.pk}/append", version=1, note="看看").status_code == 404
    assert w.browser(r.SCREEN).get("cases").status_code == 403


def test_the_one_page_of_a_person_has_their_cases(w: World) -> None:
    person = apps.get_model("registry", "Person").objects.create(
        estate=w.estate, area=w.estate, name="刘桂花", address="1号楼1单元101室"
    )
    case = services.report_case(
        actor=w.worker, source="hotline", text="水管漏水", area=w.estate,
        reporter=services.Reporter(person_id=person.pk, phone=PHONE),
    )  # fmt: skip
    part = queries.person_profile(w.worker, person.pk)
    assert part is not None
    assert [row["value"] for row in part.rows] == ["其他 · 待受理"]
    assert case.number in part.rows[0]["label"]
    assert queries.person_profile(w.actor("outside"), person.pk) is None
    assert queries.person_profile(w.actor(r.DOCTOR), person.pk) is None
