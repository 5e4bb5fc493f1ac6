"""Homes that fall silent (久未活动): alert rules for the elders on the list, on event time, with a person's own numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.outbox import drain
from linli.kernel.testing.world import World
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.models import Alert, Rule
from linli.sections.devices.models import Device
from linli.sections.eldercare.models import Elder, Visit
from linli.sections.eldercare.services import guardlist
from linli.sections.eldercare.tests import care as c

pytestmark = [pytest.mark.function("5.5", "6.3")]
MORNING = dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC)
"""08:00 in Shanghai, a Monday."""


class Home:
    """A guarded elder at home with sensors, and the rules at work on a clock of their own."""

    def __init__(self, world: World, *types: str) -> None:
        self.care = c.around(world)
        Elder.objects.filter(pk=self.care.elder.pk).update(risk=3)
        self.sensors = {code: c.at_home(self.care.elder, code) for code in types}
        Device.objects.update(last_seen_at=MORNING)
        guardlist.keep_lists()
        self.now = MORNING
        self.rules = Evaluator(now=lambda: round(self.now.timestamp() * 1000))

    def at(self, hour: float, **told: dict[str, float]) -> list[tuple[str, str]]:
        """What the sensors say at that hour, and what has been raised by then."""
        self.now = MORNING + dt.timedelta(hours=hour)
        for code, values in told.items():
            c.said(self.sensors[code], self.now, **values)
        self.rules.doubtful = True
        while self.rules.turn():
            pass
        drain()
        return list(Alert.objects.order_by("pk").values_list("rule__title", "status"))

    def hours(self, first: int, last: int, **told: dict[str, float]) -> list[tuple[str, str]]:
        """The same thing every two hours."""
        return [self.at(hour, **told) for hour in range(first, last, 2)][-1]

    def guard(self, rule: str, body: dict[str, Any]) -> Any:
        """The warden sets a rule for this elder."""
        found = Rule.objects.get(title=rule)
        return self.care.grid.call("PUT", f"{c.API}/elders/{self.care.elder.pk}/guard/rules/{found.pk}", body)


DRY, SHUT = "12 小时几乎没有用水", "24 小时没有开过门"


def test_a_home_where_nothing_moves_is_one_alert_about_who_lives_there(world: World) -> None:
    home = Home(world, "water_meter", "door")
    assert home.hours(0, 11, water_meter={"total": 300}, door={"open": 0}) == []
    assert home.at(11, water_meter={"total": 300.009}) == []
    assert home.at(12, door={"open": 0}) == [(DRY, "open")]
    alert = Alert.objects.get()
    assert (alert.person_id, alert.message) == (
        home.care.elder.person_id,
        "12 小时内累计用水用量低于 0.01m³（现为 0.009m³）",
    )
    assert home.hours(13, 26, water_meter={"total": 300.02}, door={"open": 0}) == [(DRY, "open")]
    alert.refresh_from_db()
    assert (alert.count, alert.ended_at) == (2, None)
    visit = Visit.objects.get()
    assert (visit.elder, visit.alert_id, visit.reason) == (home.care.elder, alert.pk, "久未活动")
    Device.objects.update(last_seen_at=timezone.now())
    listed = c.ok(home.care.grid.call("GET", f"{c.API}/guard"))["items"]
    assert [(e["name"], e["state"], e["wrong"]) for e in listed] == [("王桂兰", "wrong", [alert.message])]
    assert home.care.worker.call("GET", f"{c.API}/guard").status_code == 403


def test_a_sensor_that_was_not_heard_all_the_time_proves_nothing(world: World) -> None:
    home = Home(world, "door", "infrared")
    home.hours(0, 21, door={"open": 0}, infrared={"presence": 1})
    assert home.hours(24, 46, door={"open": 0}, infrared={"presence": 1}) == []
    assert home.at(47, door={"open": 1}, infrared={"presence": 0}) == []
    assert home.at(60) == []
    home.hours(61, 66, infrared={"presence": 0}, door={"open": 1})
    assert home.at(66, infrared={"presence": 0}, door={"open": 1}) == []  # two o'clock at night
    assert home.hours(67, 77, infrared={"presence": 0}, door={"open": 1}) == []
    assert home.at(77, infrared={"presence": 0}) == [("白天 5 小时没有人经过", "open")]  # 13:00


def test_who_is_away_is_not_missed_and_may_have_numbers_of_their_own(world: World) -> None:
    home = Home(world, "water_meter", "door")
    her, grid = home.care.her, home.care.grid
    c.ok(her.call("POST", f"{c.API}/my/safety/away", {"where": "女儿家"}))
    assert her.call("POST", f"{c.API}/my/safety/away", {"where": "女儿家"}).status_code == 409
    assert home.hours(0, 30, water_meter={"total": 300}, door={"open": 0}) == []
    c.ok(grid.call("POST", f"{c.API}/elders/{home.care.elder.pk}/back"))
    assert home.hours(30, 42, water_meter={"total": 300}, door={"open": 0}) == []  # nothing is expected yet
    kept = c.ok(home.guard(SHUT, {"duration_s": 48 * 3600}))["rules"]
    assert [(r["seconds"], r["usual_seconds"], r["limit"]) for r in kept if r["title"] == SHUT] == [
        (172_800, 86_400, None)
    ]
    c.ok(home.guard(DRY, {"off": True}))
    assert home.guard(DRY, {"duration_s": 60}).status_code == 422
    assert home.hours(42, 78, water_meter={"total": 300}, door={"open": 0}) == []
    assert home.at(78, door={"open": 0}) == [(SHUT, "open")]
    assert Alert.objects.get().message == "48 小时内门为“开”不到 1 次"


def test_only_guarded_elders_are_looked_at_and_the_rules_stay_as_staff_leave_them(world: World) -> None:
    home = Home(world, "door")
    assert Rule.objects.filter(listed=True).count() == 7
    Rule.objects.exclude(title=SHUT).delete()
    c.ok(home.care.grid.call("PUT", f"{c.API}/elders/{home.care.elder.pk}/guard", {"active": False}))
    assert home.hours(0, 26, door={"open": 0}) == []
    c.ok(home.care.grid.call("PUT", f"{c.API}/elders/{home.care.elder.pk}/guard", {"active": True}))
    assert home.hours(26, 50, door={"open": 0}) == []
    assert home.hours(50, 52, door={"open": 0}) == [(SHUT, "open")]
    assert Rule.objects.filter(listed=True).count() == 1
    tried = {"rule": _body(Rule.objects.get(listed=True)), "rule_id": Rule.objects.get().pk, "days": 30}
    answer = c.ok(home.care.secretary.call("POST", "/api/alerts/rules/try", tried))
    assert (answer["covered"], answer["looked"]) == (1, 1)


def _body(rule: Rule) -> dict[str, Any]:
    return {"title": rule.title, "form": "tree", "kind": "inactive", "area_id": rule.area_id, "scope": rule.scope,
            "device_type": rule.device_type, "tree": rule.tree, "listed": True}  # fmt: skip
