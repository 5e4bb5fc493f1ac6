"""Late cases: which desk, each level once whatever the clock does, what the supervisor sees and may press."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.api import Paging
from linli.kernel.models import AuditEntry
from linli.sections.cases import jobs, queries, services
from linli.sections.cases.models import Case, Escalation, TimelineEntry
from linli.sections.cases.queries import supervise as pressing
from linli.sections.cases.services import pause
from linli.sections.cases.tests.factories import World, bring_to, entered, reported, world

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.8")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """The time as everybody reads it."""

    def __init__(self, text: str) -> None:
        self.set(text)

    def set(self, text: str) -> None:
        """Sets it, forwards or back."""
        self.at = dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    def __call__(self) -> dt.datetime:
        """What timezone.now() answers."""
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Monday, 2 March 2026, ten o'clock; sessions of the browsers are made before."""
    clock = Clock("2026-03-02T10:00")
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def w() -> World:
    return world()


def finish(w: World, case: Case) -> Case:
    """The property's staff report the work done."""
    staff = w.actor(r.PROPERTY_STAFF)
    return services.handle_case(actor=staff, case_id=case.pk, version=None, note="换好了")


def levels() -> list[tuple[int, str]]:
    return list(Escalation.objects.order_by("pk").values_list("level", "role"))


def test_a_late_case_climbs_from_desk_to_desk_each_level_once(w: World, clock: Clock) -> None:
    case = bring_to(w, entered(w, category="light"), "working")
    assert case.due_at == dt.datetime(2026, 3, 5, 17, tzinfo=SHANGHAI)
    expected: list[tuple[int, str]] = []
    for moment, reached in (
        ("2026-03-05T16:59", None),
        ("2026-03-05T17:00", (1, r.WORKER)),
        ("2026-03-06T16:59", None),
        ("2026-03-06T17:00", (2, r.SECRETARY)),
        ("2026-03-10T16:59", None),
        ("2026-03-10T17:00", (3, r.STREET)),
        ("2026-04-30T17:00", None),
    ):
        clock.set(moment)
        jobs.escalate()
        jobs.escalate()
        expected += [reached] if reached else []
        assert levels() == expected, moment
    case.refresh_from_db()
    assert (case.escalation, case.escalate_at) == (3, None)
    told = TimelineEntry.objects.filter(case=case, action="escalate")
    assert [e.text for e in told] == [
        "已到办理时限，升级到社区工作者（第 1 级）",
        "超过办理时限 1 个工作日，升级到社区书记（第 2 级）",
        "超过办理时限 3 个工作日，升级到街道管理员（第 3 级）",
    ]
    assert not told.filter(public=True).exists()
    assert AuditEntry.objects.filter(action="cases.case.escalated").count() == 3


def test_a_clock_that_jumps_a_week_ahead_and_an_hour_back_reaches_each_level_once(
    w: World, clock: Clock
) -> None:
    bring_to(w, entered(w, category="light"), "working")
    clock.set("2026-03-09T12:00")  # a week ahead: two levels have passed at once
    jobs.escalate()
    assert levels() == [(1, r.WORKER), (2, r.SECRETARY)]
    clock.set("2026-03-09T11:00")
    jobs.escalate()
    clock.set("2026-03-02T10:30")  # and back to the beginning
    jobs.escalate()
    assert levels() == [(1, r.WORKER), (2, r.SECRETARY)]
    clock.set("2026-03-10T17:00")
    jobs.escalate()
    assert levels() == [(1, r.WORKER), (2, r.SECRETARY), (3, r.STREET)]


def test_work_done_or_waiting_does_not_climb_and_a_pause_moves_every_level(w: World, clock: Clock) -> None:
    bring_to(w, entered(w), "handled")
    case = bring_to(w, entered(w, category="light"), "working")
    staff = w.browser(r.PROPERTY_STAFF)
    until = dt.datetime(2026, 3, 9, 10, tzinfo=SHANGHAI).isoformat()
    body = {"version": case.version, "waiting_for": "等配件到货", "until": until}
    assert staff.post(f"cases/{case.pk}/suspend", **body).status_code == 200
    clock.set("2026-03-09T10:00")
    jobs.escalate()
    assert levels() == []
    pause.resume_due()
    case.refresh_from_db()
    assert (case.paused_seconds, case.due_at) == (
        5 * 8 * 3600,
        dt.datetime(2026, 3, 12, 17, tzinfo=SHANGHAI),
    )
    clock.set("2026-03-12T17:00")
    jobs.escalate()
    assert levels() == [(1, r.WORKER)]


def test_a_new_round_climbs_anew(w: World, clock: Clock) -> None:
    case = bring_to(w, entered(w), "working")
    clock.set("2026-03-20T10:00")
    jobs.escalate()
    finish(w, case)
    case = services.verify_case(
        actor=w.actor(r.GRID), case_id=case.pk, version=None, resolved=True, note="现场看过"
    )
    body = {"version": case.version, "reason": "又坏了"}
    assert w.browser(r.WORKER).post(f"cases/{case.pk}/reopen-for", **body).status_code == 200
    case.refresh_from_db()
    assert (case.escalation, case.round, case.escalate_at) == (0, 2, case.due_at)
    clock.set("2026-04-20T10:00")
    jobs.escalate()
    assert [e.round for e in Escalation.objects.order_by("pk")] == [1, 1, 1, 2, 2, 2]


def test_an_area_sets_its_own_levels_and_the_nearest_holds(w: World, clock: Clock) -> None:
    secretary = w.browser(r.SECRETARY)
    own = [{"days": 0, "role": r.PROPERTY_MANAGER}, {"days": 2, "role": r.SECRETARY}]
    answer = secretary.put("ladders", area_id=w.estate.pk, category="sanitation", steps=own).json()
    assert answer["default"] == [
        {"days": 0, "role": "worker"},
        {"days": 1, "role": "secretary"},
        {"days": 3, "role": "street"},
    ]
    assert [(x["area"], x["category_name"], x["steps"]) for x in answer["own"]] == [
        ("北门小区", "环境卫生", own)
    ]
    leaves, light = (bring_to(w, entered(w, category=c), "working") for c in ("leaves", "light"))
    clock.set("2026-03-05T17:00")
    jobs.escalate()
    assert set(Escalation.objects.values_list("case_id", "role")) == {
        (leaves.pk, r.PROPERTY_MANAGER),
        (light.pk, r.WORKER),
    }
    gone = secretary.client.delete(f"/api/cases/ladders/{answer['own'][0]['id']}")
    assert gone.json()["own"] == []


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{"days": 1, "role": r.WORKER}, {"days": 1, "role": r.SECRETARY}],
        [{"days": 0, "role": r.RESIDENT}],
    ],
)
def test_levels_that_make_no_sense_change_nothing(w: World, steps: list[dict[str, object]]) -> None:
    answer = w.browser(r.SECRETARY).put("ladders", area_id=w.estate.pk, steps=steps)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["steps"])
    assert w.browser(r.WORKER).put("ladders", area_id=w.estate.pk, steps=steps).status_code == 403
    assert w.browser("outside").put("ladders", area_id=w.estate.pk, steps=steps).status_code == 404
    assert AuditEntry.objects.count() == 0


def test_the_supervisor_sees_the_latest_first_and_presses(w: World, clock: Clock) -> None:
    first = bring_to(w, entered(w, category="light", text="灯不亮"), "working")
    clock.set("2026-03-03T10:00")
    second = bring_to(w, entered(w, category="light"), "dispatched")
    bring_to(w, entered(w, category="dispute"), "dispatched")
    clock.set("2026-03-06T12:00")
    jobs.escalate()
    clock.set("2026-03-06T13:00")
    worker, staff = w.browser(r.WORKER), w.browser(r.PROPERTY_STAFF)
    rows = worker.get("supervise").json()["items"]
    assert [(x["id"], x["level"], x["desk"], x["late_words"], x["late_hours"]) for x in rows] == [
        (first.pk, 1, "社区工作者", "超期 4 小时", 4.0),
        (second.pk, 0, "责任方", "还剩 4 小时", -4.0),
    ]
    assert [x["id"] for x in worker.get("supervise", only="near").json()["items"]] == [second.pk]
    assert [x["id"] for x in worker.get("supervise", only="late", level=1).json()["items"]] == [first.pk]
    assert [t.title for t in queries.todos(w.worker, "late")] == ["超期升级到您：灯不亮"]
    first.refresh_from_db()
    body = {"version": first.version, "note": "今天必须修好"}
    assert staff.post(f"cases/{first.pk}/urge", **body).status_code == 403
    assert w.browser("outside").post(f"cases/{first.pk}/urge", **body).status_code == 404
    seen = worker.post(f"cases/{first.pk}/urge", **body).json()
    assert (seen["timeline"][-1]["title"], seen["timeline"][-1]["public"]) == ("督办", False)
    assert queries.todos(w.worker, "late") == []
    party = w.actor(r.PROPERTY_STAFF)
    assert [t.title for t in queries.todos(party, "pressed")] == ["督办：灯不亮"]
    assert worker.get("supervise", only="late").json()["items"][0]["urged_at"] is not None
    noted = staff.post(f"cases/{first.pk}/note", version=seen["version"], note="师傅在路上")
    assert noted.status_code == 200
    assert queries.todos(party, "pressed") == []


def test_the_page_is_two_queries(w: World, clock: Clock, django_assert_num_queries: object) -> None:
    for _ in range(3):
        bring_to(w, entered(w), "working")
    clock.set("2026-03-20T10:00")
    jobs.escalate()
    actor = w.worker
    with django_assert_num_queries(2):  # type: ignore[operator]
        page = Paging().of(pressing.pressing_rows(actor, pressing.Pressing()))
        assert [pressing.pressing_row(row)["level"] for row in page["items"]] == [3, 3, 3]


def test_what_if_counts_real_cases_under_both_limits(w: World, clock: Clock) -> None:
    street = w.browser(r.STREET)
    for days in (1, 3, 4):  # done after 1, 3 and 4 working days; the limit of 灯 is 3
        clock.set("2026-03-02T10:00")
        case = bring_to(w, entered(w, category="light"), "working")
        clock.set(f"2026-03-0{2 + days}T16:00")
        finish(w, case)
    clock.set("2026-03-06T10:00")
    reported(w, category="light")
    reported(w, category="leaves")
    asked = {"category": "light", "months": 3, "urgent_days": 1}
    found = street.get("what-if", limit_days=1, **asked).json()
    assert (found["cases"], found["capped"], found["better"]) == (4, False, 0)
    assert found["now"] == {"in_time": 2, "late": 1, "running": 1, "warned": 2}
    assert found["then"] == {"in_time": 1, "late": 2, "running": 1, "warned": 3}
    assert [x["number"][5:] for x in found["worse"]] == ["000002"]
    wider = street.get("what-if", limit_days=5, **asked).json()
    assert (wider["then"]["late"], wider["better"]) == (0, 1)
    assert street.get("what-if", category="没有").status_code == 422
    assert w.browser(r.WORKER).get("what-if", **asked).status_code == 403
    assert Case.objects.filter(category__limit_days=3).count() == 4


def test_an_urgent_limit_may_be_in_working_hours(w: World, clock: Clock) -> None:
    clock.set("2026-03-06T16:00")
    case = reported(w, category="lift", urgent=True)
    assert case.due_at == dt.datetime(2026, 3, 9, 10, tzinfo=SHANGHAI)
    assert case.warn_at == dt.datetime(2026, 3, 9, 9, 36, tzinfo=SHANGHAI)
