"""The workbench and the hall screen show what the sections offer, each person their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.kernel.access import Actor, roles
from linli.kernel.discovery import section, sections
from linli.kernel.manifest import Tile, Todo
from linli.kernel.models import Area, RoleHolding, User, add_area

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def offered(actor: Actor) -> list[Todo]:
    """Stands in for a section's to-dos."""
    day = dt.timedelta(days=1)
    return [
        Todo("insight", "以后办", "", "/a", NOW + day * 3),
        Todo("insight", "不限时", "", "/b"),
        Todo("insight", "紧急", "", "/c", NOW + day * 5, urgent=True),
        Todo("insight", f"超期：{actor.name}", "", "/d", NOW - day),
    ]


def broken(actor: Actor) -> Any:
    """Stands in for a section that fails."""
    raise ValueError("broken")


def client_of(role: str, area: Area) -> Client:
    user = User.objects.create(username=f"{role}{area.pk}", name="李社工", kind="staff")
    RoleHolding.objects.create(user=user, role=role, area=area)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def estate() -> Area:
    return add_area(name="北门小区", kind="estate")


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets one section offer to-dos or tiles, and no other."""

    def offer(**offers: Any) -> None:
        for other in sections():
            monkeypatch.setattr(other, "todos", (), raising=False)
            monkeypatch.setattr(other, "tiles", (), raising=False)
        for name, value in offers.items():
            monkeypatch.setattr(section("insight"), name, value)

    return offer


@pytest.mark.function("1.4")
def test_todos_of_all_sections_overdue_first(estate: Area, only: Any) -> None:
    only(todos=(f"{__name__}.offered",))
    found = client_of(roles.WORKER, estate).get("/api/insight/todos").json()
    assert [t["title"] for t in found] == ["超期：李社工", "紧急", "以后办", "不限时"]
    assert [t["overdue"] for t in found] == [True, False, False, False]
    assert {(t["section"], t["section_key"]) for t in found} == {("综合驾驶舱", "insight")}


@pytest.mark.function("1.4")
def test_a_section_that_fails_is_named_and_the_others_still_answer(estate: Area, only: Any) -> None:
    only(todos=(f"{__name__}.offered", f"{__name__}.broken"))
    found = client_of(roles.WORKER, estate).get("/api/insight/todos").json()
    assert len(found) == 5
    assert [t["section"] for t in found if t["title"] == "待办暂时读不到"] == ["综合驾驶舱"]


@pytest.mark.function("1.4")
@pytest.mark.parametrize("role", [roles.SECRETARY, roles.WORKER, roles.GRID, roles.PROPERTY_STAFF])
def test_each_list_of_todos_takes_one_query(
    estate: Area, role: str, django_assert_max_num_queries: Any
) -> None:
    client, asker, areas = client_of(role, estate), 3, 1  # session, user, roles; the planner's areas
    with django_assert_max_num_queries(asker + areas + sum(len(s.todos) for s in sections())):
        assert client.get("/api/insight/todos").json() == []


@pytest.mark.function("1.4")
def test_residents_and_visitors_have_no_workbench(estate: Area) -> None:
    assert Client().get("/api/insight/todos").status_code == 401
    assert client_of(roles.RESIDENT, estate).get("/api/insight/todos").status_code == 403


def test_tiles_carry_their_data_and_a_failing_one_is_empty(estate: Area, only: Any) -> None:
    only(
        tiles=(
            Tile("insight.b", "坏的", f"{__name__}.broken", column="left", order=2),
            Tile(
                "insight.notices",
                "公告",
                "linli.sections.insight.queries.notices_tile",
                column="left",
                order=1,
            ),
        )
    )
    found = client_of(roles.SCREEN, estate).get("/api/insight/tiles").json()
    assert found == [
        {"id": "insight.notices", "title": "公告", "column": "left", "order": 1, "data": {"items": []}},
        {"id": "insight.b", "title": "坏的", "column": "left", "order": 2, "data": None},
    ]


def test_every_declared_tile_answers_the_screen(estate: Area) -> None:
    found = client_of(roles.SCREEN, estate).get("/api/insight/tiles").json()
    assert [t["id"] for t in found if t["data"] is None] == []
