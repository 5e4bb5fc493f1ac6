"""24小时留言板 (3.2): planned looks, notes that become cases, answers that hang on the board, missed looks told upwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.testing.paper import pages_of
from linli.sections.cases import queries, services
from linli.sections.cases.models import BoardCheck, BoardSheet, Case, NoticeBoard
from linli.sections.cases.services.looks import escalate_missed_looks, plan_looks, planned_between
from linli.sections.cases.tests.factories import World, bring_to, entered, photo, world

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.2"), pytest.mark.once]
FRIDAY = dt.datetime(2026, 11, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
EAST = {"name": "东门留言板", "place": "东门岗亭旁", "times": ["16:30", "9:00", "09:00"]}
LEAVES = "大风过后有散落树叶请及时清理"


@pytest.fixture
def w() -> World:
    return world()


def a_board(w: World, **values: Any) -> NoticeBoard:
    given = {"name": "东门留言板", "place": "东门岗亭旁", "times": ["00:00"], "workdays_only": False} | values
    return services.add_board(actor=w.worker, area=w.estate, **given)


def waiting(board: NoticeBoard, ago: dt.timedelta) -> BoardCheck:
    """A planned look whose time was so long ago."""
    return BoardCheck.objects.create(board=board, planned_at=timezone.now() - ago)


def looked(w: World, board: NoticeBoard, **body: Any) -> Any:
    picture = w.browser(r.WORKER).upload().json()["id"]
    note = {"text": LEAVES, "writer": "刘大爷", "category": "leaves"}
    return w.browser(r.WORKER).post(
        f"boards/{board.pk}/checks", **({"photo_id": picture, "notes": [note]} | body)
    )


def test_a_board_is_registered_with_its_plan_and_its_keeper(w: World) -> None:
    worker = w.browser(r.WORKER)
    keepers = {k["name"]: k["id"] for k in worker.get("board-keepers").json()}
    assert set(keepers) == {"孙书记", "李社工", "赵网格", "吴主任"}
    board = worker.post("boards", **EAST, keeper_id=keepers["赵网格"]).json()
    assert (board["times"], board["keeper"], board["waiting"]) == (["09:00", "16:30"], "赵网格", 0)
    changed = worker.put(f"boards/{board['id']}", **(EAST | {"times": ["10:00"], "active": False})).json()
    assert (changed["times"], changed["keeper"], changed["active"]) == (["10:00"], "", False)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        "cases.board.added",
        "cases.board.changed",
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"place": ""}, "place"),
        ({"times": []}, "times"),
        ({"times": ["25:00"]}, "times"),
        ({"times": [f"0{n}:00" for n in range(7)]}, "times"),
        ({"keeper_id": 999_999}, "keeper_id"),
    ],
)
def test_a_board_that_lacks_something_says_where(w: World, given: dict[str, Any], field: str) -> None:
    answer = w.browser(r.WORKER).post("boards", **(EAST | given))
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert NoticeBoard.objects.count() == 0


def test_looks_are_planned_on_workdays_only_if_so_wished(w: World) -> None:
    board = NoticeBoard(times=["09:00", "16:30"], workdays_only=True)
    found = planned_between(board, FRIDAY, FRIDAY + dt.timedelta(days=3))
    assert [f"{timezone.localtime(m):%a %H:%M}" for m in found] == ["Fri 16:30", "Mon 09:00"]
    board.workdays_only = False
    assert len(planned_between(board, FRIDAY, FRIDAY + dt.timedelta(days=3))) == 6


@given(
    st.lists(st.times(), min_size=1, max_size=4),
    st.booleans(),
    st.lists(st.integers(0, 20_000), min_size=3, max_size=3),
)
def test_no_look_is_lost_or_doubled_wherever_the_runs_fall(
    times: list[dt.time], workdays: bool, minutes: list[int]
) -> None:
    board = NoticeBoard(times=sorted({f"{t:%H:%M}" for t in times}), workdays_only=workdays)
    first, middle, last = (FRIDAY + dt.timedelta(minutes=m) for m in sorted(minutes))
    parts = planned_between(board, first, middle) + planned_between(board, middle, last)
    assert parts == planned_between(board, first, last)
    assert len(parts) == len(set(parts))


def test_planned_looks_are_laid_down_once_also_after_a_standstill(w: World) -> None:
    board = a_board(w)
    NoticeBoard.objects.update(planned_until=timezone.now() - dt.timedelta(days=2))
    assert (plan_looks(), plan_looks()) == (2, 0)
    NoticeBoard.objects.update(planned_until=timezone.now() - dt.timedelta(days=2))
    assert plan_looks() == 0
    NoticeBoard.objects.update(planned_until=timezone.now() - dt.timedelta(days=400))
    assert plan_looks() == 5
    services.change_board(actor=w.worker, board_id=board.pk, **(EAST | {"active": False}))
    NoticeBoard.objects.update(planned_until=timezone.now() - dt.timedelta(days=400))
    assert plan_looks() == 0


def test_a_note_on_the_board_becomes_a_case_with_its_photo_and_who_wrote_it_down(w: World) -> None:
    board = a_board(w)
    planned = waiting(board, dt.timedelta(minutes=20))
    notes = [
        {"text": LEAVES, "writer": "刘大爷", "category": "leaves", "place": "3号楼东侧"},
        {"text": "路灯不亮", "phone": "13869910000"},
        {"text": "长椅断了，没有写名字"},
    ]
    done = looked(w, board, check_id=planned.pk, notes=notes, signed_by="李社工、赵网格").json()
    assert (done["state_title"], done["signed_by"], len(done["cases"])) == ("已查看", "李社工、赵网格", 3)
    first, second, third = Case.objects.order_by("pk")
    assert (first.source, first.reporter_name, first.place) == ("board", "刘大爷", "3号楼东侧")
    assert (second.reporter_phone, second.place) == ("13869910000", "东门岗亭旁")
    assert (third.reporter_name, third.reporter_phone) == ("", "")
    assert {c.entered_by.name for c in (first, second, third)} == {"李社工"}
    seen = w.browser(r.WORKER).get(f"cases/{third.pk}").json()
    assert seen["source"] == "24小时留言板"
    shots = [p["url"] for p in seen["timeline"][0]["photos"]]
    assert w.browser(r.SECRETARY).client.get(shots[0])["Content-Type"] == "image/jpeg"
    assert queries.notice_boards(w.worker).get().waiting == 0


def test_nothing_new_is_signed_too(w: World) -> None:
    board = a_board(w)
    done = w.browser(r.GRID).post(f"boards/{board.pk}/checks", nothing_new=True).json()
    assert (done["state"], done["signed_by"], done["cases"], done["photo"]) == ("done", "赵网格", [], "")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"notes": []}, "notes"),
        ({"photo_id": None}, "photo_id"),
        ({"photo_id": 999_999}, "photo_id"),
        ({"nothing_new": True}, "nothing_new"),
        ({"notes": [{"text": " "}]}, "notes.0.text"),
        ({"notes": [{"text": "灯", "phone": "12"}]}, "reporter_phone"),
    ],
)
def test_a_look_that_says_nothing_is_refused_and_leaves_nothing(
    w: World, body: dict[str, Any], field: str
) -> None:
    board = a_board(w)
    answer = looked(w, board, **body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert (BoardCheck.objects.count(), Case.objects.count()) == (0, 0)


def test_the_second_of_two_at_the_same_board_is_told_who_was_first(w: World) -> None:
    board = a_board(w)
    planned = waiting(board, dt.timedelta(minutes=20))
    assert looked(w, board, check_id=planned.pk).status_code == 200
    late = w.browser(r.GRID).post(f"boards/{board.pk}/checks", check_id=planned.pk, nothing_new=True)
    assert late.status_code == 409
    assert late.json()["error"]["message"].startswith("李社工已在 ")
    assert BoardCheck.objects.count() == 1


def test_a_look_shortly_before_its_time_counts_for_it(w: World) -> None:
    soon = timezone.localtime() + dt.timedelta(minutes=30)
    board = a_board(w, times=[f"{soon:%H:%M}"])
    done = w.browser(r.GRID).post(f"boards/{board.pk}/checks", nothing_new=True).json()
    assert done["planned_at"] is not None
    NoticeBoard.objects.update(planned_until=soon - dt.timedelta(hours=1))
    BoardCheck.objects.update(planned_at=timezone.now())
    assert BoardCheck.objects.filter(state="waiting").count() == 0


def test_a_missed_look_is_a_to_do_and_goes_to_the_secretary_once(w: World) -> None:
    board = a_board(w, keeper_id=w.users[r.GRID].pk)
    waiting(board, dt.timedelta(minutes=30))
    keeper, secretary = w.actor(r.GRID), w.actor(r.SECRETARY)
    assert [t.title for t in queries.todos(keeper, "board")] == ["请查看留言板：东门留言板"]
    assert queries.todos(secretary, "board") == []
    assert escalate_missed_looks() == 0
    BoardCheck.objects.update(planned_at=timezone.now() - dt.timedelta(minutes=181))
    assert (escalate_missed_looks(), escalate_missed_looks()) == (1, 0)
    told = queries.todos(secretary, "board")
    assert [(t.title, t.urgent) for t in told] == [("留言板漏看，请督促：东门留言板", True)]
    assert "负责人 赵网格" in told[0].detail
    assert AuditEntry.objects.filter(action="cases.board.escalated").count() == 1
    looked(w, board)
    assert (queries.todos(secretary, "board"), queries.todos(keeper, "board")) == ([], [])
    assert sorted(BoardCheck.objects.values_list("state", flat=True)) == ["done", "missed"]


def test_the_answers_are_printed_large_put_up_and_not_printed_again(w: World) -> None:
    board = a_board(w)
    looked(w, board, notes=[{"text": LEAVES, "writer": "刘大爷"}, {"text": "路灯不亮"}])
    worker = w.browser(r.WORKER)
    assert worker.get(f"boards/{board.pk}/answers").json() == []
    assert worker.post(f"boards/{board.pk}/sheets").status_code == 422
    first, second = Case.objects.order_by("pk")
    bring_to(w, first, "handled")
    ready = worker.get(f"boards/{board.pk}/answers").json()
    assert [(c["number"], c["answer"]) for c in ready] == [(first.number, "已清扫干净")]
    made = worker.post(f"boards/{board.pk}/sheets").json()
    printed = worker.client.get(made["pdf"])
    assert printed["Content-Type"] == "application/pdf"
    (page,) = pages_of(printed.content)
    assert "留言回复" in page
    assert first.number in page
    assert "已清扫干净" in page
    for secret in ("刘大爷", "周师傅", "李社工", second.number):
        assert secret not in page
    posted = worker.post(f"sheets/{made['id']}/posted").json()
    assert (posted["posted_on"], posted["posted_by"]) == (timezone.localdate().isoformat(), "李社工")
    assert worker.post(f"sheets/{made['id']}/posted").status_code == 409
    assert worker.get(f"boards/{board.pk}/answers").json() == []
    bring_to(w, second, "handled")
    services.verify_case(actor=w.actor(r.GRID), case_id=first.pk, version=None, resolved=True, note="干净了")
    again = worker.get(f"boards/{board.pk}/answers").json()
    assert {c["number"] for c in again} == {first.number, second.number}
    chosen = worker.post(f"boards/{board.pk}/sheets", cases=[second.pk]).json()
    assert chosen["cases"] == 1
    assert worker.post(f"boards/{board.pk}/sheets", cases=[second.pk, 999_999]).status_code == 422
    assert BoardSheet.objects.count() == 2


def test_a_note_merged_into_another_case_is_answered_with_that_ones_answer(w: World) -> None:
    board = a_board(w)
    looked(w, board)
    noted, other = Case.objects.get(), entered(w, text=LEAVES, category="leaves")
    services.merge_case(actor=w.worker, case_id=noted.pk, version=None, into=other.number, reason="同一件事")
    assert queries.answers_ready(w.worker, board) == []
    bring_to(w, other, "handled")
    (ready,) = w.browser(r.WORKER).get(f"boards/{board.pk}/answers").json()
    assert (ready["number"], ready["answer"]) == (noted.number, "已清扫干净")
    assert ready["words"].startswith("物业师傅说已经办好了")


def test_a_sheet_put_up_before_it_was_printed_is_refused(w: World) -> None:
    sheet = BoardSheet.objects.create(board=a_board(w))
    answer = w.browser(r.WORKER).post(f"sheets/{sheet.pk}/posted", on="2020-01-01")
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["on"])


def test_the_register_and_the_looks_are_read_in_few_queries(
    w: World, django_assert_max_num_queries: Any
) -> None:
    board = a_board(w)
    for nth in range(4):
        looked(w, board, notes=[{"text": f"第{nth}条", "category": "light"}], photo_id=_picture(w, nth))
    client = w.browser(r.WORKER)
    client.get("boards")
    with django_assert_max_num_queries(8):
        assert client.get("boards").json()["items"][0]["noted"] == 4
    with django_assert_max_num_queries(13):
        assert len(client.get(f"boards/{board.pk}/checks").json()["items"]) == 4


def _picture(w: World, nth: int) -> int:
    return int(w.browser(r.WORKER).upload(photo(("red", "blue", "white", "black")[nth])).json()["id"])
