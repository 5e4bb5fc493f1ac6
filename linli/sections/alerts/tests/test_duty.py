"""The roster in use: holidays, swaps, absences, gaps, and handing over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.calendar import SHANGHAI
from linli.kernel.models import Area, User
from linli.kernel.testing.world import Browser, World
from linli.sections.alerts import duty, services
from linli.sections.alerts.models import Alert, Shift
from linli.sections.alerts.queries.roster import todos
from linli.sections.alerts.services import ShiftData
from linli.sections.alerts.tests.clock import Clock
from linli.sections.alerts.tests.factories import alert, person

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.5")]
EVERY_DAY = list(range(7))


def shift(
    area: Area, title: str, hours: tuple[int, int], first: User, second: User | None = None, **more: bool
) -> Shift:
    """A shift of whole hours on every day."""
    data = ShiftData(
        area.pk,
        title,
        EVERY_DAY,
        time(hours[0]),
        time(hours[1]),
        first.pk,
        second.pk if second else None,
        **more,
    )
    return services.create_shift(actor=SYSTEM, data=data)


def serving(area: Area, on: date, hour: int) -> tuple[str, ...]:
    """Who serves then, in the order of being called."""
    called = duty.called(area, datetime.combine(on, time(hour), SHANGHAI), ("alerts.alert.handle",))
    return tuple(user.name for user in called)


def test_holidays_swaps_and_absences_change_who_serves(world: World) -> None:
    area, secretary = world.near.community, world.browser(r.SECRETARY)
    one, two, three = (person(world, name) for name in ("王一", "李二", "赵三"))
    week = shift(area, "平日", (8, 8), one, two)
    national, plain = date(2026, 10, 1), date(2026, 10, 12)
    assert serving(world.near.grid, national, 10) == ("王一", "李二")
    shift(area, "节假日", (8, 20), three, holiday=True)
    assert [serving(area, national, hour) for hour in (7, 10, 22)] == [("王一", "李二"), ("赵三",), ()]
    assert serving(area, plain, 10) == ("王一", "李二")

    swap = {"shift_id": week.pk, "on": str(plain), "slot": "first", "user_id": three.pk, "reason": "看病"}
    made = secretary.call("POST", "/api/alerts/duty/swaps", swap).json()
    assert (made["planned"], made["user"], serving(area, plain, 10)) == ("王一", "赵三", ("赵三", "李二"))
    away = {
        "area_id": area.pk,
        "user_id": two.pk,
        "starts_on": str(plain),
        "ends_on": str(plain + timedelta(days=1)),
    }
    assert (
        secretary.call("POST", "/api/alerts/duty/absences", away | {"substitute_id": two.pk}).status_code
        == 422
    )
    assert secretary.call("POST", "/api/alerts/duty/absences", away).status_code == 200
    assert secretary.call("POST", "/api/alerts/duty/absences", away).status_code == 409
    assert [serving(area, plain + timedelta(days=n), 10) for n in range(3)] == [
        ("赵三",),
        ("王一",),
        ("王一", "李二"),
    ]
    days = secretary.call("GET", f"/api/alerts/duty/calendar?area={area.pk}&since=2026-09-30&days=14").json()
    shown = {day["on"]: (day["holiday"], len(day["gaps"])) for day in days}
    assert (shown["2026-09-30"], shown["2026-10-01"], shown["2026-10-12"]) == (
        ("", 0),
        ("国庆节", 1),
        ("", 0),
    )
    turn = days[12]["turns"][0]
    assert (turn["first"], turn["second"], turn["changed"]) == ("赵三", "", True)
    assert secretary.call("DELETE", f"/api/alerts/duty/swaps/{made['id']}").status_code == 200
    assert serving(area, plain, 10) == ("王一",)


def test_a_grid_worker_sees_the_roster_of_the_community_around_the_grid_and_no_other(world: World) -> None:
    shift(world.near.community, "全天", (8, 8), person(world, "王一"))
    shift(world.far.community, "全天", (8, 8), world.user(r.SECRETARY, world.far.community))
    worker = world.browser(r.GRID, world.near.grid)
    assert [one["first"] for one in worker.call("GET", "/api/alerts/duty").json()] == ["王一"]
    assert [one["area_id"] for one in worker.call("GET", "/api/alerts/shifts").json()] == [
        world.near.community.pk
    ]
    days = worker.call("GET", f"/api/alerts/duty/calendar?area={world.near.community.pk}").json()
    assert days[3]["turns"][0]["first"] == "王一"
    assert worker.call("GET", f"/api/alerts/duty/calendar?area={world.far.community.pk}").status_code == 404


def test_a_hole_in_the_roster_is_a_to_do_of_who_plans_it(world: World) -> None:
    shift(world.near.community, "白班", (8, 20), person(world, "王一"))
    found = todos(world.actor(r.SECRETARY))
    assert [todo.title for todo in found] == ["值班表有空班：近水社区"]
    assert found[0].detail.startswith(("未来 7 天有 7 段无人值班", "未来 7 天有 8 段无人值班"))
    assert todos(world.actor(r.GRID)) == []


def test_what_is_under_way_changes_hands_when_the_next_person_confirms(world: World, clock: Clock) -> None:
    hour = timezone.localtime().hour
    one, two = person(world, "王一"), person(world, "李二")
    area = world.near.community
    shift(area, "本班", ((hour - 1) % 24, (hour + 2) % 24), one)
    shift(area, "下一班", ((hour + 2) % 24, (hour - 1) % 24), two)
    leaver, comer = Browser(one), Browser(two)
    mine, waiting = alert(world.near.estate), alert(world.near.estate, source="test:2")
    clock.forward(10)
    services.accept_alert(actor=actor_of(one), alert_id=mine.pk)
    body = {"area_id": area.pk, "notes": "3号楼水泵待修"}
    given = leaver.call("POST", "/api/alerts/duty/handovers", body).json()
    assert (given["taker"], given["shift"], given["alerts"]) == ("李二", "下一班", [mine.pk, waiting.pk])
    assert leaver.call("POST", "/api/alerts/duty/handovers", body).status_code == 409
    assert [todo.title for todo in todos(actor_of(two))] == ["确认接班：近水社区"]
    path = f"/api/alerts/duty/handovers/{given['id']}/confirm"
    assert leaver.call("POST", path).status_code == 403
    assert comer.call("GET", "/api/alerts/duty/handovers").json()[0]["confirmed_at"] is None
    assert comer.call("POST", path).status_code == 200
    assert comer.call("POST", path).status_code == 409
    owners = Alert.objects.order_by("pk").values_list("status", "accepted_by", "addressed_to")
    assert list(owners) == [("accepted", two.pk, two.pk), ("open", None, two.pk)]
    assert mine.entries.last().note == "交接班：由 王一 交给 李二"  # type: ignore[union-attr]
    assert todos(actor_of(two)) == []
