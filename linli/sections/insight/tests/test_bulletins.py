"""Bulletins: written, shown from–to on the screens below their area, changed, withdrawn."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.kernel.access import roles
from linli.kernel.models import Area, AuditEntry, add_area
from linli.sections.insight.models import Bulletin
from linli.sections.insight.seed import seed
from linli.sections.insight.tests.test_workbench import client_of

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def areas() -> tuple[Area, Area, Area]:
    community = add_area(name="北门社区", kind="community")
    return (
        community,
        add_area(name="北门小区", kind="estate", parent=community),
        add_area(name="铁塔院", kind="estate", parent=community),
    )


def send(client: Client, method: str, path: str, **body: Any) -> Any:
    return client.generic(method, f"/api/insight/{path}", json.dumps(body), content_type="application/json")


def notice(text: str = "明天 9 点停水检修", start: int = -1, end: int = 1) -> dict[str, str]:
    now = timezone.now()
    return {
        "text": text,
        "starts_at": (now + start * HOUR).isoformat(),
        "ends_at": (now + end * HOUR).isoformat(),
    }


def shown(client: Client) -> list[str]:
    tiles = client.get("/api/insight/tiles").json()
    return [
        item["text"]
        for tile in tiles
        if tile["id"] == "insight.notices"
        for item in tile["data"]["items"]
        if item["on_air"]
    ]


@pytest.mark.function("1.2")
def test_a_bulletin_runs_from_to_on_the_screens_of_its_area_and_below(areas: tuple[Area, Area, Area]) -> None:
    community, gate, yard = areas
    secretary, worker = client_of(roles.SECRETARY, community), client_of(roles.WORKER, gate)
    wall, other = client_of(roles.SCREEN, gate), client_of(roles.SCREEN, yard)
    assert send(secretary, "POST", "bulletins", **notice("全社区通知")).json()["status"] == "running"
    send(worker, "POST", "bulletins", **notice("小区通知", start=-2))
    send(worker, "POST", "bulletins", **notice("还没开始", start=1, end=2))
    send(worker, "POST", "bulletins", **notice("已经结束", start=-3, end=-2))
    assert sorted(shown(wall)) == ["全社区通知", "小区通知"]
    assert shown(other) == ["全社区通知"]
    listed = worker.get("/api/insight/bulletins", {"status": "waiting"}).json()["items"]
    assert [(b["text"], b["status"], b["written_by"]) for b in listed] == [("还没开始", "waiting", "李社工")]
    assert client_of(roles.SECRETARY, yard).get("/api/insight/bulletins").json()["items"] == []


def test_changing_and_withdrawing_is_audited_and_only_once(areas: tuple[Area, Area, Area]) -> None:
    _, gate, yard = areas
    worker, wall = client_of(roles.WORKER, gate), client_of(roles.SCREEN, gate)
    made = send(worker, "POST", "bulletins", **notice()).json()
    one = f"bulletins/{made['id']}"
    assert send(client_of(roles.WORKER, yard), "PUT", one, **notice("改掉")).status_code == 404
    assert send(worker, "PUT", one, **notice("后天停水")).json()["text"] == "后天停水"
    assert shown(wall) == ["后天停水"]
    assert send(worker, "POST", f"{one}/withdraw").json()["status"] == "withdrawn"
    assert send(worker, "POST", f"{one}/withdraw").status_code == 409
    assert shown(wall) == []
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        "insight.bulletin.written", "insight.bulletin.changed", "insight.bulletin.withdrawn",
    ]  # fmt: skip


@pytest.mark.function("1.2")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        (notice(" "), "text"),
        (notice("有事打13812345678"), "text"),
        (notice(start=1, end=1), "ends_at"),
        (notice(end=24 * 400), "ends_at"),
        ({**notice(), "starts_at": "2026-11-22T10:00:00"}, "starts_at"),
        ({**notice(), "from_time": "09:00"}, "to_time"),
        ({**notice(), "from_time": "22:00", "to_time": "06:00"}, "to_time"),
        ({**notice(), "weekdays": [8]}, "weekdays.0"),
        ({**notice(), "seconds": 1}, "seconds"),
    ],
)
def test_a_wrong_bulletin_says_where_and_is_not_kept(
    areas: tuple[Area, Area, Area], body: dict[str, Any], field: str
) -> None:
    answer = send(client_of(roles.WORKER, areas[1]), "POST", "bulletins", **body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert Bulletin.objects.count() == 0


def test_the_demo_has_bulletins_and_is_filled_once(areas: tuple[Area, Area, Area]) -> None:
    assert seed(random.Random(1)) == ["大屏公告 7 条"]
    assert seed(random.Random(1)) == []
    assert Bulletin.objects.count() == 7


@pytest.mark.function("1.2")
def test_the_playlist_keeps_hours_days_and_order(areas: tuple[Area, Area, Area]) -> None:
    community, gate, _ = areas
    worker, secretary = client_of(roles.WORKER, gate), client_of(roles.SECRETARY, community)
    hours = {"from_time": "08:30", "to_time": "11:00", "weekdays": [7, 1], "seconds": 30}
    timed = send(worker, "POST", "bulletins", **notice("义诊"), **hours).json()
    other = send(worker, "POST", "bulletins", **notice("停水")).json()
    above = send(secretary, "POST", "bulletins", **notice("全社区"), area_id=community.pk).json()
    assert (timed["weekdays"], timed["from_time"], timed["order"], other["order"]) == (
        [1, 7],
        "08:30:00",
        0,
        1,
    )
    played = send(worker, "POST", "bulletins/order", ids=[other["id"], timed["id"]]).json()
    assert [(item["text"], item["own"]) for item in played if item["own"]] == [("停水", True), ("义诊", True)]
    assert [item["own"] for item in played if item["text"] == "全社区"] == [False]
    item = next(item for item in played if item["text"] == "义诊")
    assert (item["from_time"], item["to_time"], item["seconds"]) == ("08:30", "11:00", 30)
    assert send(worker, "POST", "bulletins/order", ids=[above["id"]]).status_code == 404
    assert list(Bulletin.objects.order_by("pk").values_list("order", flat=True)) == [1, 0, 0]
    assert AuditEntry.objects.filter(action="insight.bulletin.ordered").count() == 1


@pytest.mark.function("1.2")
@pytest.mark.parametrize(
    ("moment", "airs"),
    [
        ("2026-11-22T08:29:59+08:00", False),
        ("2026-11-22T08:30:00+08:00", True),
        ("2026-11-22T02:59:59+00:00", True),
        ("2026-11-22T11:00:00+08:00", False),
        ("2026-11-24T09:00:00+08:00", False),
        ("2026-12-06T09:00:00+08:00", False),
    ],
)
def test_on_the_air_by_the_clock_in_china(moment: str, airs: bool) -> None:
    """The same table as the pages' own: Sundays and Mondays in November, half past eight to eleven."""
    bulletin = Bulletin(
        starts_at=dt.datetime.fromisoformat("2026-11-01T00:00:00+08:00"),
        ends_at=dt.datetime.fromisoformat("2026-12-01T00:00:00+08:00"),
        weekdays=[1, 7],
        from_time=dt.time(8, 30),
        to_time=dt.time(11),
    )
    assert bulletin.on_air(dt.datetime.fromisoformat(moment)) is airs
