"""Call-backs: a fair draw that anybody can repeat, what the reporter said, once more to be done, ratings of all kinds."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.outbox import drain
from linli.sections.cases import jobs, queries, sampling, services
from linli.sections.cases.models import Callback, CallbackDraw, Case
from linli.sections.cases.queries import callbacks as asking
from linli.sections.cases.tests.factories import PHONE, Browser, World, bring_to, entered, reported, world

pytestmark = [pytest.mark.function("3.9"), pytest.mark.once]
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 3, 4, 10, tzinfo=SHANGHAI)


@pytest.fixture
def w(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """A Wednesday; everybody who is drawn is asked."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setenv("LINLI_CASES_CALLBACK_SHARE", "1.0")
    return world()


def closed(w: World, *, phone: str = PHONE, days: int = 7, **values: Any) -> Case:
    """A case of somebody without an account, closed by staff so many days ago."""
    who = services.Reporter(name="刘大爷", phone=phone)
    case = bring_to(w, entered(w, reporter=who, **values), "closed")
    Case.objects.filter(pk=case.pk).update(ended_at=NOW - dt.timedelta(days=days))
    return case


def drawn(w: World, **values: Any) -> Callback:
    """The call-back of such a case, after the draw."""
    case = closed(w, **values)
    jobs.draw_callbacks()
    return Callback.objects.get(case=case)


def outcome(w: World, one: Callback, who: str = r.WORKER, **body: Any) -> Any:
    one.refresh_from_db()
    return w.browser(who).post(f"callbacks/{one.pk}/outcome", tries=one.tries, **body)


def test_the_week_is_drawn_once_from_closed_cases_nobody_rated(w: World) -> None:
    case = closed(w)
    closed(w, days=1)  # this week: not yet
    rated = bring_to(w, reported(w), "closed")
    seen = services.report_case(actor=w.actor(r.GRID), source="patrol", text="灯不亮", area=w.estate)
    seen = bring_to(w, seen, "handled")
    Case.objects.filter(pk=seen.pk).update(handled_at=NOW - dt.timedelta(days=20))
    services.verify_case(actor=w.worker, case_id=seen.pk, version=None, resolved=True, note="好了")
    Case.objects.filter(pk__in=(rated.pk, seen.pk)).update(ended_at=NOW - dt.timedelta(days=7))
    jobs.draw_callbacks()
    jobs.draw_callbacks()
    assert list(Callback.objects.values_list("case_id", "kind", "assigned_role")) == [
        (case.pk, "phone", r.WORKER)
    ]
    draw = CallbackDraw.objects.get()
    assert (draw.period, draw.area.name, draw.eligible, draw.chosen) == ("2026-W09", "北门社区", 1, 1)
    told = w.browser(r.WORKER).get("callbacks/draws").json()["items"]
    assert [(x["period"], x["eligible"], x["chosen"]) for x in told] == [("2026-W09", 1, 1)]
    assert told[0]["fingerprint"] == sampling.fingerprint(sampling.seed_of(draw.area_id, "2026-W09"))
    assert w.browser("outside").get("callbacks/draws").json()["items"] == []
    assert AuditEntry.objects.filter(action="cases.callbacks.drawn").count() == 1


def test_who_left_no_phone_is_visited_by_the_grid_worker(w: World) -> None:
    one = drawn(w, phone="")
    assert (one.kind, one.assigned_role) == ("visit", r.GRID)
    assert [t.title for t in queries.todos(w.actor(r.GRID), "ask")] == ["请上门回访：楼道灯不亮"]
    assert queries.todos(w.worker, "ask") == []
    row = w.browser(r.GRID).get("callbacks", mine=True).json()["items"][0]
    assert (row["kind_title"], row["reporter"], row["who"]) == ("上门回访", "刘**", "赵网格")


def test_satisfied_and_solved_is_the_end_of_it(w: World) -> None:
    one = drawn(w)
    reason = w.browser(r.WORKER).post(f"callbacks/{one.pk}/contact", reason="回访").json()
    assert list(reason["error"]["fields"]) == ["reason"]
    phone = w.browser(r.WORKER).post(f"callbacks/{one.pk}/contact", reason="结案回访").json()
    assert phone == {"name": "刘大爷", "phone": PHONE}
    assert AuditEntry.objects.filter(action="privacy.field.revealed").count() == 2
    done = outcome(w, one, reached=True, rating=5, solved=True, note="来得快").json()
    assert (done["state_title"], done["rating"], done["solved"], done["redone"]) == ("已回访", 5, True, False)
    case = Case.objects.get()
    assert (case.state, case.rating, case.resolved) == ("closed", 5, True)
    again = outcome(w, one, reached=True, rating=1, solved=True)
    assert again.status_code == 409
    assert "已经结束（李社工）" in again.json()["error"]["message"]
    sums = w.browser(r.WORKER).get("callbacks/summary").json()
    assert (sums["waiting"], sums["reached"], sums["stars"], sums["redone"]) == (0, 1, 5.0, 0)
    told = Browser().progress(case.number, case.code).json()
    assert (told["timeline"][-1]["title"], told["timeline"][-1]["text"]) == ("社区回访了您", "")


def test_three_times_nobody_answers_and_it_is_written_off_with_a_reason(w: World) -> None:
    one = drawn(w)
    assert [outcome(w, one, reached=False).json()["tries"] for _ in range(2)] == [1, 2]
    late = w.browser(r.WORKER).post(f"callbacks/{one.pk}/outcome", tries=1, reached=False)
    assert late.status_code == 409
    blank = outcome(w, one, reached=False)
    assert (blank.status_code, list(blank.json()["error"]["fields"])) == (422, ["note"])
    off = outcome(w, one, reached=False, note="空号").json()
    assert (off["state_title"], off["tries"]) == ("未接通核销", 3)
    shown = w.browser(r.WORKER).get(f"cases/{one.case_id}").json()["timeline"]
    assert [(e["text"], e["public"]) for e in shown if e["action"] == "callback"] == [
        ("电话回访：第 1 次没有联系上。", False),
        ("电话回访：第 2 次没有联系上。", False),
        ("电话回访：第 3 次没有联系上，核销。空号", False),
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"solved": True}, "rating"),
        ({"rating": 5}, "solved"),
        ({"rating": 5, "solved": False}, "note"),
        ({"rating": 2, "solved": True}, "note"),
    ],
)
def test_an_answer_that_lacks_something_changes_nothing(w: World, said: dict[str, Any], field: str) -> None:
    one = drawn(w)
    answer = outcome(w, one, reached=True, **said)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    one.refresh_from_db()
    assert (one.state, Case.objects.get().version) == ("waiting", one.case.version)


def test_not_solved_goes_back_once_and_the_supervisor_reads_why(w: World) -> None:
    one = drawn(w)
    done = outcome(w, one, reached=True, rating=1, solved=False, note="灯只亮了一天").json()
    assert done["redone"] is True
    case = Case.objects.get()
    assert (case.state, case.round, case.assigned_role, case.resolved) == (
        "dispatched",
        2,
        r.PROPERTY_STAFF,
        None,
    )
    assert case.started_at == NOW < case.due_at == case.escalate_at
    todo = queries.todos(w.actor(r.SECRETARY), "redone")
    assert [(t.title, t.detail) for t in todo] == [
        ("回访退回重办：楼道灯不亮", f"{case.number} · 回访：灯只亮了一天")
    ]
    shown = w.browser(r.PROPERTY_STAFF).get(f"cases/{case.pk}").json()["timeline"][-1]
    assert (shown["title"], shown["text"]) == ("回访退回重办", "回访：灯只亮了一天")
    told = Browser().progress(case.number, case.code).json()
    assert told["timeline"][-1]["title"] == "您说还没有办好，已要求重新办理"

    case = _again(w, case)
    second = Callback.objects.get(round=2)  # asked once more, without a draw
    assert second.draw is None
    done = outcome(w, second, reached=True, rating=1, solved=False, note="还是不亮").json()
    assert done.get("redone") is False, done
    case.refresh_from_db()
    assert (case.state, case.resolved, case.rating) == ("closed", False, 1)


def _again(w: World, case: Case) -> Case:
    """The party does it again; staff verify; what follows is delivered."""
    staff = w.actor(r.PROPERTY_STAFF)
    services.handle_case(actor=staff, case_id=case.pk, version=None, note="换了新灯")
    done = services.verify_case(
        actor=w.actor(r.GRID), case_id=case.pk, version=None, resolved=True, note="亮了"
    )
    drain()
    return done


def test_nobody_calls_back_about_their_own_work_and_only_staff_of_the_area_do(w: World) -> None:
    one = drawn(w)
    Case.objects.update(handled_by=w.users[r.WORKER])
    own = outcome(w, one, reached=True, rating=5, solved=True)
    assert own.json()["error"]["message"] == "处置和回访不能是同一个人，请换一位同事回访。"
    assert outcome(w, one, who=r.PROPERTY_STAFF, reached=False).status_code == 403
    assert outcome(w, one, who="outside", reached=False).status_code == 404
    assert outcome(w, one, who=r.GRID, reached=True, rating=5, solved=True).status_code == 200


def test_a_call_back_is_given_to_somebody_who_serves_there(w: World) -> None:
    one = drawn(w)
    worker = w.browser(r.WORKER)
    names = [x["name"] for x in worker.get(f"callbacks/{one.pk}/askers").json()]
    assert sorted(names) == sorted(["孙书记", "李社工", "赵网格", "吴主任"])
    stranger = worker.post(f"callbacks/{one.pk}/assign", user_id=w.users["outside"].pk)
    assert list(stranger.json()["error"]["fields"]) == ["user_id"]
    given_to = worker.post(f"callbacks/{one.pk}/assign", user_id=w.users[r.GRID].pk).json()
    assert given_to["who"] == "赵网格"
    assert [len(queries.todos(w.actor(role), "ask")) for role in (r.GRID, r.WORKER)] == [1, 0]


def test_who_has_the_code_rates_once_and_need_not_be_asked(w: World) -> None:
    one = drawn(w)
    case = one.case
    stranger = Browser()

    def rate(code: str, **body: Any) -> Any:
        return stranger.client.post(
            "/api/cases/progress/rating",
            {"number": case.number, **body},
            content_type="application/json",
            headers={"Query-Code": code},
        )

    assert stranger.progress(case.number, case.code).json()["can_rate"] is True
    assert rate("XXXXXX", rating=5).status_code == 404
    assert rate(case.code, rating=6).status_code == 422
    told = rate(case.code, rating=4, note="谢谢，我的电话是13869912345").json()
    assert (told["can_rate"], told["timeline"][-1]["title"]) == (False, "您作了评价")
    assert rate(case.code, rating=1).status_code == 422
    case.refresh_from_db()
    assert case.rating == 4
    drain()
    one.refresh_from_db()
    assert (one.state, PHONE in case.timeline.last().text) == ("dropped", False)


def test_a_resident_rates_after_staff_verified_and_reopening_tells_the_worker(w: World) -> None:
    case = bring_to(w, reported(w), "handled")
    Case.objects.update(handled_at=NOW - dt.timedelta(days=20))
    services.verify_case(actor=w.actor(r.GRID), case_id=case.pk, version=None, resolved=True, note="看过")
    resident = w.browser(r.RESIDENT)
    mine = resident.get(f"mine/{case.pk}").json()
    assert mine["can"] == ["rate", "reopen"]
    mine = resident.post(f"mine/{case.pk}/rate", version=mine["version"], rating=2, note="慢").json()
    assert (mine["rating"], mine["can"]) == (2, ["reopen"])
    again = resident.post(f"mine/{case.pk}/rate", version=mine["version"], rating=5)
    assert again.status_code in (409, 422)
    resident.post(f"mine/{case.pk}/reopen", version=mine["version"], reason="第二天又有了")
    told = [t.title for t in queries.todos(w.actor(r.PROPERTY_STAFF))]
    assert told == ["您办过的诉求重开了：大风过后有散落树叶请及时清理"]


def test_the_list_is_two_queries(w: World, django_assert_num_queries: Any) -> None:
    from linli.kernel.api import Paging
    from linli.sections.cases.schemas.callbacks import CallbackRow

    for _ in range(3):
        closed(w)
    jobs.draw_callbacks()
    actor = w.worker
    with django_assert_num_queries(2):
        page = Paging().of(asking.callbacks(actor), CallbackRow)
        assert [CallbackRow.from_orm(one).party for one in page["items"]] == ["物业员工"] * 3


@given(st.sets(st.integers(0, 10**6), max_size=60), st.floats(0, 1), st.randoms(use_true_random=False))
def test_a_draw_is_the_same_for_everybody_and_as_large_as_its_share(
    keys: set[int], share: float, order: Any
) -> None:
    seed = sampling.seed_of(7, "2026-W09")
    names = [f"2026-{key:06d}" for key in keys]
    found = sampling.drawn(seed, names, share)
    order.shuffle(names)
    assert sampling.drawn(seed, names, share) == found
    assert abs(len(found) - len(names) * share) < 1
    assert set(found) <= set(names)


def test_every_case_has_the_same_chance_however_small_the_community() -> None:
    """Over many weeks each of three cases is drawn as often as the share says (0.3 ± 4 standard errors)."""
    weeks, hits = 4000, dict.fromkeys("abc", 0)
    for week in range(weeks):
        for key in sampling.drawn(f"seed {week}", hits, 0.3):
            hits[key] += 1
    error = 4 * (0.3 * 0.7 / weeks) ** 0.5
    assert all(abs(n / weeks - 0.3) < error for n in hits.values()), hits
