"""Statistics: each number is what its formula says, and the rows behind it are exactly those counted."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from linli.kernel.access import roles as r
from linli.kernel.models import add_area
from linli.sections.cases import queries
from linli.sections.cases.flow import State
from linli.sections.cases.measures import MEASURES, WHICH, as_markdown
from linli.sections.cases.models import Callback, Case, Category
from linli.sections.cases.queries.slices import SLICINGS
from linli.sections.cases.queries.wanted import Wanted
from linli.sections.cases.tests.factories import World, bring_to, reported, world

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.11")]


@pytest.fixture
def w() -> World:
    return world()


def maybe(chance: random.Random, value: Any) -> Any:
    return value if chance.random() < 0.6 else None


def case_of(chance: random.Random, w: World, number: int, grids: list[Any]) -> Case:
    """Any combination of columns, sensible or not."""
    now = timezone.now()
    moment = now - dt.timedelta(days=chance.random() * 50)

    def later() -> dt.datetime:
        return moment + dt.timedelta(days=chance.random() * 20)

    party = chance.choice(("", "role:grid", "role:property_staff", f"user:{w.users[r.GRID].pk}"))
    return Case(
        number=f"2026-{number:06d}",
        code="ACDEFG",
        source="resident",
        text="楼道灯不亮",
        area=w.estate if chance.random() < 0.8 else w.other,
        category_id=chance.choice(list(Category.objects.filter(code__in=("light", "leaves", "lift")))).pk,
        grid=maybe(chance, chance.choice(grids)),
        state=chance.choice(State.values),
        party_key=party,
        assigned_user=w.users[r.GRID] if party.startswith("user") else None,
        returned=chance.choice((0, 0, 1)),
        extended=chance.choice((0, 0, 2)),
        created_at=moment,
        respond_by_at=later(),
        responded_at=maybe(chance, later()),
        due_at=later(),
        warn_at=moment,
        handled_at=maybe(chance, later()),
        resolved=maybe(chance, chance.random() < 0.7),
        rating=maybe(chance, chance.randint(1, 5)),
    )


def random_cases(w: World, count: int, seed: int) -> None:
    chance = random.Random(seed)
    grids = [add_area(name=f"第{n}网格", kind="grid", parent=w.estate) for n in (1, 2)]
    made = Case.objects.bulk_create(case_of(chance, w, n, grids) for n in range(1, count + 1))
    asked = [c for c in made if chance.random() < 0.5]
    Callback.objects.bulk_create(
        Callback(
            case=c,
            round=chance.choice((1, 1, 2)),
            area=c.area,
            kind="phone",
            state=chance.choice(Callback.State.values),
            assigned_role=r.WORKER,
            due_at=timezone.now(),
        )
        for c in asked
    )


@pytest.mark.parametrize("by", sorted(SLICINGS))
def test_the_rows_behind_every_number_are_as_many_as_it_says(w: World, by: str) -> None:
    random_cases(w, 120, seed=len(by))
    found = queries.measures(w.worker, by=by)
    assert len(found.lines) > 2
    period: dict[str, Any] = {"since": found.since, "until": found.until}
    for line in found.lines:
        where = {**period, "slice": f"{by}:{line.key}"}
        assert queries.cases(w.worker, Wanted(**where)).count() == line.cases
        for measure, share in zip(MEASURES, line.shares, strict=True):
            for which, counted in (("part", share.part), ("whole", share.whole)):
                rows = queries.cases(w.worker, Wanted(**where, of=f"{measure.id}.{which}"))
                assert rows.count() == counted, (measure.id, which, line.title)


def test_numerator_and_the_rest_make_up_the_denominator(w: World) -> None:
    random_cases(w, 150, seed=7)
    found = queries.measures(w.worker, since=timezone.localdate() - dt.timedelta(days=60), by="week")
    whole = Wanted(since=found.since, until=found.until)
    assert found.cases == queries.cases(w.worker, whole).count()
    for measure in found.measures:
        rows = {
            which: set(
                queries.cases(w.worker, Wanted(since=found.since, of=f"{measure.id}.{which}")).values_list(
                    "pk", flat=True
                )
            )
            for which in WHICH
        }
        assert rows["part"] | rows["rest"] == rows["whole"]
        assert rows["part"] & rows["rest"] == set()
        assert (len(rows["part"]), len(rows["whole"])) == (measure.part, measure.whole)
        assert measure.whole > measure.part > 0


def test_the_numbers_are_one_query_for_any_number_of_cases(w: World) -> None:
    random_cases(w, 60, seed=1)
    actor = w.worker
    for by in SLICINGS:
        with CaptureQueriesContext(connection) as seen:
            queries.measures(actor, by=by)
        assert len(seen) == 1, by


def test_each_formula_counts_what_it_says(w: World) -> None:
    closed = bring_to(w, reported(w), "closed")
    Case.objects.filter(pk=closed.pk).update(returned=1, extended=1)
    late = bring_to(w, reported(w), "working")
    Case.objects.filter(pk=late.pk).update(due_at=timezone.now() - dt.timedelta(days=1))
    silent = reported(w)
    Case.objects.filter(pk=silent.pk).update(respond_by_at=timezone.now() - dt.timedelta(hours=1))
    again = reported(w)
    Case.objects.filter(pk=again.pk).update(state=State.MERGED, merged_into=late)
    nothing = reported(w)
    Case.objects.filter(pk=nothing.pk).update(state=State.VOIDED)
    for n, state in enumerate(("reached", "written_off", "dropped")):
        Callback.objects.create(
            case=(closed, late, silent)[n], round=1, area=w.estate, kind="phone", state=state,
            assigned_role=r.WORKER, due_at=timezone.now(),
        )  # fmt: skip
    answer = w.browser(r.WORKER).get("measures", by="party").json()
    assert {m["id"]: (m["part"], m["whole"], m["percent"]) for m in answer["measures"]} == {
        "response": (2, 3, 66.7),
        "on_time": (1, 2, 50.0),
        "resolved": (1, 1, 100.0),
        "satisfied": (1, 1, 100.0),
        "callback": (1, 2, 50.0),
        "returned": (1, 2, 50.0),
        "extended": (1, 2, 50.0),
        "repeated": (1, 4, 25.0),
    }
    assert [(line["title"], line["cases"]) for line in answer["lines"]] == [("物业员工", 2), ("未派遣", 3)]
    assert answer["measures"][0]["formula"] == "响应时限内已受理或答复 ÷ （已响应 + 超过响应时限未响应）"
    rows = w.browser(r.WORKER).get("cases", of="response.rest", slice="party:none").json()
    assert [row["number"] for row in rows["items"]] == [silent.number]


def test_weeks_begin_on_monday_in_shanghai(w: World) -> None:
    monday = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday())
    midnight = timezone.make_aware(dt.datetime.combine(monday, dt.time()))
    before, after = reported(w), reported(w)
    Case.objects.filter(pk=before.pk).update(created_at=midnight - dt.timedelta(seconds=1))
    Case.objects.filter(pk=after.pk).update(created_at=midnight)
    lines = w.browser(r.WORKER).get("measures", by="week").json()["lines"]
    week = dt.timedelta(days=7)
    assert [(line["key"], line["cases"]) for line in lines] == [
        ((monday - week).isoformat(), 1),
        (monday.isoformat(), 1),
    ]


def test_the_spreadsheet_has_every_line_the_sum_and_the_formulas(w: World, tmp_path: Any) -> None:
    random_cases(w, 40, seed=3)
    answer = w.browser(r.WORKER).get("measures", by="category", format="xlsx")
    (tmp_path / "x.xlsx").write_bytes(answer.content)
    heading, *lines = load_workbook(tmp_path / "x.xlsx").active.values
    assert heading[:4] == ("分组", "诉求数", "响应率（%）", "响应率分子：响应时限内已受理或答复")
    shown = queries.measures(w.worker, by="category")
    assert [line[:2] for line in lines] == [*((o.title, o.cases) for o in shown.lines), ("合计", shown.cases)]
    assert lines[-1][3] == shown.measures[0].part


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"since": "2026-11-02", "until": "2026-11-01"}, "since"),
        ({"since": "2020-01-01", "until": "2026-11-01", "by": "week"}, "since"),
        ({"by": "moon"}, "by"),
    ],
)
def test_a_period_or_breakdown_that_cannot_be_is_refused(w: World, asked: dict[str, str], field: str) -> None:
    answer = w.browser(r.WORKER).get("measures", **asked)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])


@pytest.mark.parametrize(
    "asked",
    [{"of": "luck.part"}, {"of": "response"}, {"slice": "moon:1"}, {"slice": "grid:x"}, {"slice": "week:1"}],
)
def test_rows_of_a_number_that_does_not_exist_are_refused(w: World, asked: dict[str, str]) -> None:
    answer = w.browser(r.WORKER).get("cases", **asked)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, list(asked))


def test_others_areas_are_not_counted(w: World) -> None:
    reported(w)
    assert w.browser("outside").get("measures").json()["cases"] == 0
    assert w.browser(r.SCREEN).get("measures").json()["cases"] == 1
    assert w.browser(r.RESIDENT).get("measures").status_code == 403


def test_the_readme_shows_every_formula() -> None:
    readme = Path(__file__).parents[1] / "README.md"
    assert as_markdown() in readme.read_text("utf-8")
