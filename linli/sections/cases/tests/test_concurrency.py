"""Several people at the same moment: one effect, everybody else is told; numbers are neither lost nor doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry, OutboxRow, RoleHolding, User
from linli.sections.cases import services
from linli.sections.cases.models import BoardCheck, Callback, Case, DispatchRule, Escalation, TimelineEntry
from linli.sections.cases.services.escalate import escalate_late
from linli.sections.cases.services.looks import escalate_missed_looks
from linli.sections.cases.services.warn import warn_near_deadlines
from linli.sections.cases.tests.factories import Browser, World, bring_to, entered, reported, world

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Runs the calls in threads that start together; what each returned."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(20)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [f.result(60) for f in [pool.submit(run, call) for call in calls]]


def clerks(w: World, count: int) -> list[Browser]:
    """Browsers of several community workers."""
    made = []
    for n in range(count):
        user = User.objects.create(username=f"clerk-{n}", name=f"社工{n}", kind="staff")
        RoleHolding.objects.create(user=user, role=r.WORKER, area=w.estate)
        made.append(Browser(user))
    return made


def test_the_same_button_in_several_browsers_has_one_effect() -> None:
    w = world()
    case = reported(w)
    browsers = clerks(w, 4)
    answers = at_once([lambda b=b: b.post(f"cases/{case.pk}/accept", version=1) for b in browsers])
    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409]
    won = TimelineEntry.objects.get(action="accept")
    at = timezone.localtime(won.at)
    told = f"{won.who}已在 {at.month}月{at.day}日 {at:%H:%M} 受理，这次受理没有生效，请刷新后再看。"
    assert {a.json()["error"]["message"] for a in answers if a.status_code == 409} == {told}
    case.refresh_from_db()
    assert (case.state, case.version) == ("accepted", 2)
    assert AuditEntry.objects.filter(action="cases.case.accepted").count() == 1


def test_accepting_and_refusing_at_once_do_only_one() -> None:
    w = world()
    case = reported(w)
    one, two = clerks(w, 2)
    answers = at_once([
        lambda: one.post(f"cases/{case.pk}/accept", version=1),
        lambda: two.post(f"cases/{case.pk}/reject", version=1, reason="不归社区", where_to="供热公司"),
    ])  # fmt: skip
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert TimelineEntry.objects.filter(action__in=("accept", "reject")).count() == 1


def test_the_reporter_and_a_verifier_close_a_case_once() -> None:
    w = world()
    case = bring_to(w, reported(w), "handled")
    Case.objects.update(handled_at=timezone.now() - timezone.timedelta(days=20))
    answers = at_once([
        lambda: w.browser(r.RESIDENT).post(f"mine/{case.pk}/confirm", version=case.version, rating=5),
        lambda: w.browser(r.GRID).post(f"cases/{case.pk}/verify", version=case.version, resolved=True, note="好了"),
    ])  # fmt: skip
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert TimelineEntry.objects.filter(action__in=("confirm", "verify")).count() == 1
    refused = next(a for a in answers if a.status_code == 409).json()["error"]["message"]
    assert "赵网格" not in refused


def test_numbers_drawn_at_once_are_neither_lost_nor_doubled() -> None:
    w = world()
    browsers = [Browser(w.users[r.WORKER]) for _ in range(8)]
    answers = at_once([
        lambda b=b: [b.post("entries", reporter_name="刘", text="灯不亮").status_code for _ in range(5)]
        for b in browsers
    ])  # fmt: skip
    assert answers == [[200] * 5] * 8
    year = timezone.localdate().year
    assert sorted(Case.objects.values_list("number", flat=True)) == [f"{year}-{n:06d}" for n in range(1, 41)]


def test_an_alert_opens_one_case_even_when_delivered_twice_at_once() -> None:
    from linli.sections.cases import services

    w = world()

    def open_one() -> int:
        return services.report_case(
            actor=w.worker,
            source="alert",
            category="alert",
            text="心率持续偏高",
            area=w.estate,
            place="5号楼",
            source_ref="alert-7",
        ).pk

    assert len(set(at_once([open_one] * 4))) == 1
    assert Case.objects.count() == 1


def test_one_warning_however_many_workers_look() -> None:
    w = world()
    for _ in range(3):
        entered(w)
    Case.objects.update(warn_at=timezone.now())
    assert sum(at_once([warn_near_deadlines] * 4)) == 3
    assert TimelineEntry.objects.filter(action="warn").count() == 3
    assert warn_near_deadlines() == 0
    assert OutboxRow.objects.filter(event__endswith="CaseReopened").count() == 0


def test_two_people_before_the_same_board_sign_one_look() -> None:
    w = world()
    board = services.add_board(
        actor=w.worker, area=w.estate, name="东门留言板", place="东门", times=["09:00"], workdays_only=False
    )
    planned = BoardCheck.objects.create(board=board, planned_at=timezone.now())
    browsers = clerks(w, 3)
    body = {"check_id": planned.pk, "nothing_new": True}
    answers = at_once([lambda b=b: b.post(f"boards/{board.pk}/checks", **body) for b in browsers])
    assert sorted(a.status_code for a in answers) == [200, 409, 409]
    planned.refresh_from_db()
    told = {a.json()["error"]["message"].split("已在")[0] for a in answers if a.status_code == 409}
    assert (BoardCheck.objects.count(), told) == (1, {planned.signed_by})
    assert AuditEntry.objects.filter(action="cases.board.checked").count() == 1


def test_a_missed_look_is_told_upwards_once_by_several_workers() -> None:
    w = world()
    board = services.add_board(
        actor=w.worker, area=w.estate, name="东门留言板", place="东门", times=["09:00"]
    )
    BoardCheck.objects.create(board=board, planned_at=timezone.now() - dt.timedelta(hours=4))
    assert sorted(at_once([escalate_missed_looks] * 3)) == [0, 0, 1]
    assert AuditEntry.objects.filter(action="cases.board.escalated").count() == 1


@pytest.mark.function("3.8")
def test_each_level_is_reached_once_however_many_workers_look() -> None:
    w = world()
    for _ in range(3):
        bring_to(w, entered(w), "working")
    past = timezone.now() - dt.timedelta(days=1)
    Case.objects.update(due_at=past, escalate_at=past)
    reached = at_once([escalate_late] * 4)
    levels = Escalation.objects.count()
    assert sum(reached) == levels == TimelineEntry.objects.filter(action="escalate").count() > 0
    assert Escalation.objects.values("case", "level").distinct().count() == levels


@pytest.mark.function("3.9")
def test_a_call_back_recorded_twice_at_once_counts_once() -> None:
    w = world()
    case = bring_to(w, entered(w), "closed")
    asked = Callback.objects.create(
        case=case, round=1, area=case.area, kind="phone", assigned_role=r.WORKER, due_at=timezone.now()
    )
    path = f"callbacks/{asked.pk}/outcome"
    said = {"tries": 0, "reached": True, "rating": 1, "solved": False, "note": "又灭了"}
    answers = at_once([lambda b=b: b.post(path, **said).status_code for b in clerks(w, 3)])
    assert sorted(answers) == [200, 409, 409]
    case.refresh_from_db()
    assert (case.round, TimelineEntry.objects.filter(action="callback_redo").count()) == (2, 1)


@pytest.mark.function("3.5")
def test_of_those_who_save_the_rules_at_once_one_wins() -> None:
    w = world()
    one = {"name": "卫生", "role": r.PROPERTY_STAFF}
    browsers = [Browser(w.users[r.SECRETARY]) for _ in range(3)]
    path = f"rules/{w.estate.pk}"
    answers = at_once([lambda b=b: b.put(path, revision="0-0", rules=[one]).status_code for b in browsers])
    assert sorted(answers) == [200, 409, 409]
    assert DispatchRule.objects.count() == 1
