"""1.6: numbers folded up the area tree; a parent equals the sum of its children and of what hangs on itself."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from linli.kernel.access import SYSTEM, Actor, visible
from linli.kernel.discovery import section, sections
from linli.kernel.models import Area, add_area
from linli.kernel.offers import Column, Tally
from linli.kernel.testing.world import World, make_world
from linli.sections.insight.models import Bulletin
from linli.sections.insight.queries import roll_up
from linli.sections.insight.tests.test_bulletins import notice

pytestmark = pytest.mark.django_db
LEVELS = ("city", "district", "street", "community", "estate", "grid")
TIMES = {key: value for key, value in notice().items() if key != "text"}


def bulletins(actor: Actor, areas: QuerySet[Area]) -> Iterator[tuple[str, str, int]]:
    """Stands in for a section's numbers: bulletins, and those that are events."""
    rows = visible(Bulletin.objects.all(), actor, "insight.rollup.read").filter(
        area__in=areas.order_by().values("pk")
    )
    for path, n in (
        rows.order_by().values("area__path").annotate(n=Count("pk")).values_list("area__path", "n")
    ):
        yield path, "bulletins", n


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the bulletins are counted."""
    for other in sections():
        monkeypatch.setattr(other, "tallies", (), raising=False)
    tally = Tally(f"{__name__}.bulletins", "insight.rollup.read", (Column("bulletins", "公告", "条"),))
    monkeypatch.setattr(section("insight"), "tallies", (tally,))


def write(area: Area, number: int) -> None:
    Bulletin.objects.bulk_create([Bulletin(area=area, text="公告", **TIMES) for _ in range(number)])


@pytest.mark.function("1.6")
def test_a_street_drills_down_to_its_grids(world: World, counting: None) -> None:
    near, official = world.near, world.browser("street", world.near.street)
    for area, number in (
        (near.street, 1),
        (near.community, 2),
        (near.estate, 4),
        (near.grid, 8),
        (world.far.grid, 16),
    ):
        write(area, number)
    top = official.call("GET", "/api/insight/rollup").json()
    assert (top["area"]["name"], top["total"], top["own"]) == (
        "近水街道",
        {"bulletins": 15},
        {"bulletins": 1},
    )
    assert [(row["name"], row["kind"], row["numbers"]) for row in top["rows"]] == [
        ("近水社区", "社区", {"bulletins": 14})
    ]
    path = f"/api/insight/rollup?area_id={near.estate.pk}"
    below = official.call("GET", path).json()
    assert ([way["name"] for way in below["way"]], below["total"], below["own"]) == (
        ["近水街道", "近水社区", "近水小区"], {"bulletins": 12}, {"bulletins": 4},
    )  # fmt: skip
    leaf = official.call("GET", f"/api/insight/rollup?area_id={near.grid.pk}").json()
    assert (leaf["rows"], leaf["own"], leaf["total"]) == ([], {"bulletins": 8}, {"bulletins": 8})
    assert official.call("GET", f"/api/insight/rollup?area_id={world.far.grid.pk}").status_code == 404


@pytest.mark.function("1.6")
def test_the_sheet_holds_what_the_page_shows(world: World, counting: None) -> None:
    write(world.near.street, 1)
    write(world.near.grid, 2)
    answer = world.browser("street", world.near.street).call("GET", "/api/insight/rollup?format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [list(row) for row in sheet.values] == [
        ["区域", "公告（条）"],
        ["近水社区", 2],
        ["本级", 1],
        ["合计", 3],
    ]


@pytest.mark.function("1.6")
@settings(max_examples=25)
@given(
    parents=st.lists(st.integers(0, 30), min_size=1, max_size=14),
    rows=st.lists(st.integers(0, 30), max_size=30),
)
def test_a_parent_equals_the_sum_of_its_children(parents: list[int], rows: list[int]) -> None:
    """Any tree, rows anywhere in it: at each area the sum is its children's and its own, and all that lies in it."""
    section("insight").tallies, kept = (  # type: ignore[misc]
        (Tally(f"{__name__}.bulletins", "insight.rollup.read", (Column("bulletins", "公告"),)),),
        {s.label: s.tallies for s in sections()},
    )
    for other in sections():
        if other.label != "insight":
            other.tallies = ()
    try:
        with transaction.atomic():
            _hold_for(_tree(parents), rows)
            transaction.set_rollback(True)
    finally:
        for other in sections():
            other.tallies = kept[other.label]


def _tree(parents: list[int]) -> list[Area]:
    areas = [add_area(name="根", kind="city")]
    for n, parent in enumerate(parents):
        above = areas[parent % len(areas)]
        areas.append(add_area(name=f"区{n}", kind=LEVELS[min(above.path.count("/") - 1, 5)], parent=above))
    return areas


def _hold_for(areas: list[Area], rows: list[int]) -> None:
    placed = Counter(areas[row % len(areas)] for row in rows)
    for area, number in placed.items():
        write(area, number)
    for area in areas:
        found = roll_up(SYSTEM, area.pk)
        total = found["total"]["bulletins"]
        children = [row["numbers"]["bulletins"] for row in found["rows"]]
        own = found["own"]["bulletins"] if found["own"] else 0
        assert total == sum(children) + own == sum(n for held, n in placed.items() if area.holds(held))
        assert own == placed[area]
        for row, number in zip(found["rows"], children, strict=True):
            assert number == roll_up(SYSTEM, row["area_id"])["total"]["bulletins"]


@pytest.mark.function("1.6")
def test_one_query_per_section_whatever_the_number_of_children(world: World) -> None:
    """And each section's numbers add up on real rows of every section."""
    for other in sections():
        import_module(f"{other.name}.tests.samples").samples(world.near.estate)
    actor = world.actor("street", world.near.street)
    tallies = [tally for other in sections() for tally in other.tallies]
    with CaptureQueriesContext(connection) as few:
        before = roll_up(actor)
    for n in range(12):
        add_area(name=f"新社区{n}", kind="community", parent=world.near.street)
    with CaptureQueriesContext(connection) as many:
        after = roll_up(actor)
    assert (len(few), len(many)) == (len(tallies) + 3, len(tallies) + 3)  # the node, its children, the way up
    assert (len(after["rows"]), after["total"]) == (13, before["total"])
    assert before["total"]["homes"] == apps.get_model("registry.Home").objects.count() > 0
    assert {column["id"] for column in after["columns"]} >= {
        "people",
        "homes",
        "cases_open",
        "alerts",
        "devices",
    }
