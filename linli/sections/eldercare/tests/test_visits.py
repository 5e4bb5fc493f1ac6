"""Visits: planned by risk, reported from the phone, missed and escalated, counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World
from linli.sections.cases.models import Case
from linli.sections.eldercare.models import Elder, Measurement, Visit, VisitPlan
from linli.sections.eldercare.queries.visits import todos
from linli.sections.eldercare.services import planning, visiting
from linli.sections.eldercare.tests import care as c
from linli.sections.eldercare.tests.factories import elder
from linli.sections.registry.models import Building, Plan

pytestmark = [pytest.mark.function("5.6")]


def report(key: str = "phone-0001", **values: Any) -> dict[str, Any]:
    return {
        "key": key,
        "at": timezone.now().isoformat(),
        "answers": {"spirit": "good", "home": ["gas"]},
    } | values


def test_visits_fall_due_by_risk_and_a_missed_one_goes_up(world: World) -> None:
    around = c.around(world)
    low = elder(world.near.estate, name="李大爷")
    Elder.objects.filter(pk=around.elder.pk).update(risk=3)
    today = timezone.localdate()
    for who in (around.elder, low):
        VisitPlan.objects.create(elder=who)
    assert planning.plan_visits() == 3  # today and in a week, and once
    assert planning.plan_visits() == 0
    assert {p.elder_id: p.every_days for p in VisitPlan.objects.all()} == {around.elder.pk: 7, low.pk: 90}
    stops = c.ok(around.grid.call("GET", f"{c.API}/visits/rounds"))
    assert sorted(s["name"] for s in stops) == ["李大爷", "王桂兰"]
    assert around.worker.call("GET", f"{c.API}/visits/rounds").status_code == 403
    grid, secretary = world.actor("grid"), world.actor("secretary")
    assert [t.title for t in todos(grid)] == ["今日探访 2 次"]
    assert todos(secretary) == []
    tomorrow = today + dt.timedelta(days=1)
    assert planning.settle_missed(today=tomorrow) == 2
    assert planning.settle_missed(today=tomorrow) == 0
    assert [t.title for t in todos(secretary)] == ["2 次探访逾期未做"]
    planning.settle_missed(today=today + dt.timedelta(days=7))
    assert [v.due_on for v in Visit.objects.filter(state="missed")] == [today]
    assert AuditEntry.objects.filter(action="eldercare.visit.escalated").count() == 2
    plan = f"{c.API}/elders/{low.pk}/visit-plan"
    assert around.grid.call("PUT", plan, {"every_days": 1}).status_code == 403
    c.ok(around.secretary.call("PUT", plan, {"every_days": 1, "way": "phone"}))
    assert Visit.objects.filter(elder=low, state="due", way="phone").count() == 8
    sheet = around.grid.call("GET", f"{c.API}/visits/sheet")
    assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_phone_without_network_reports_later_and_only_once(world: World) -> None:
    around = c.around(world)
    VisitPlan.objects.create(elder=around.elder)
    planning.plan_visits()
    visit = Visit.objects.get()
    path = f"{c.API}/visits/{visit.pk}/check-in"
    at = (timezone.now() - dt.timedelta(hours=5)).isoformat()
    body = report(at=at, case_text="厨房水管漏水，请物业来修", code=visiting.home_code(around.elder))
    before = Visit.objects.count()
    assert around.grid.call("POST", path, report(at=c.today(-20) + "T08:00:00+08:00")).status_code == 422
    assert around.grid.call("POST", path, report(answered=False)).json()["error"]["fields"] == {
        "note": "没有见到人或没有接通，请写明情况。"
    }
    half = around.grid.call("POST", path, body | {"measured": {"systolic": 168}})
    assert half.json()["error"]["fields"] == {"systolic": "血压请把高压和低压都填上。"}
    body["measured"] = {"systolic": 168, "diastolic": 92, "heart_rate": 76, "temperature": 36.6}
    first = c.ok(around.grid.call("POST", path, body))
    again = c.ok(around.grid.call("POST", path, body))
    assert (first["id"], first["proof"], first["case_number"]) == (again["id"], "code", again["case_number"])
    assert (Visit.objects.count(), Case.objects.filter(source="grid").count()) == (before, 1)
    taken = Measurement.objects.get()
    assert (taken.get_source_display(), taken.at.isoformat(), taken.values) == (
        "走访",
        dt.datetime.fromisoformat(at).isoformat(),
        body["measured"],
    )
    assert c.refused(around.doctor.call("POST", path, report("phone-0002")))[0] == 409
    other = elder(world.near.estate, name="李大爷")
    wrong = report("phone-0003", code=visiting.home_code(around.elder))
    made = c.ok(around.grid.call("POST", f"{c.API}/elders/{other.pk}/visits", wrong))
    assert (made["proof"], made["reason"]) == ("word", "随访")
    by_phone = c.ok(
        around.grid.call("POST", f"{c.API}/elders/{other.pk}/visits", report("phone-0004", way="phone"))
    )
    assert by_phone["proof"] == "phone"
    numbers = c.ok(around.worker.call("GET", f"{c.API}/visits/coverage"))["areas"]
    assert [(a["elders"], a["due"], a["done"], a["reached"]) for a in numbers] == [(2, 3, 3, 2)]


def test_the_place_of_the_phone_is_compared_with_the_home(world: World) -> None:
    around = c.around(world)
    Building.objects.update(plan=[[0, 0], [20, 0], [20, 10], [0, 10]])
    Plan.objects.create(estate=world.near.estate, version=1, name="平面图", origin=[116.58, 35.42])
    near = {"lat": 35.4199, "lon": 116.5801, "accuracy": 20}
    path = f"{c.API}/elders/{around.elder.pk}/visits"
    made = c.ok(around.grid.call("POST", path, report(spot=near)))
    assert (made["proof"], made["distance_m"]) == ("place", 6)
    far = c.ok(around.grid.call("POST", path, report("phone-0002", spot=near | {"lat": 35.43})))
    assert (far["proof"], far["distance_m"]) == ("word", 1117)
    assert round(visiting.metres(0, 0, 0, 1)) == 111195
