"""Who is an elder, in which category and why: the rules, what people say against them, reviews, counts, privacy."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from linli.kernel.access import SYSTEM
from linli.kernel.access.roles import DOCTOR, GRID, SECRETARY, WORKER
from linli.kernel.models import Area
from linli.kernel.testing.world import Browser, World
from linli.sections.eldercare import classes
from linli.sections.eldercare.models import Elder, ElderCategory
from linli.sections.eldercare.queries import offers
from linli.sections.eldercare.services.working_out import work_out
from linli.sections.registry import services as registry
from linli.sections.registry.models import Person
from linli.sections.registry.queries.living import Housemate, Living
from linli.sections.registry.tests import factories

ELDERS = "/api/eldercare/elders"
TODAY = dt.date(2026, 3, 2)


def home(
    born: str, *others: tuple[str, str], relation: str = "户主", grade: int = -1, present: bool = True
) -> dict[str, str]:
    """The rules for somebody born then with these others (born, kinship to the head) in the home."""
    mates = tuple(
        Housemate(n, dt.date.fromisoformat(b) if b else None, k) for n, (b, k) in enumerate(others, 2)
    )
    who = Living(1, 1, dt.date.fromisoformat(born), "女", 7, present, relation, mates)
    return classes.by_rule(
        who, grade, {"alone": 60, "empty_nest": 60, "with_children": 60, "aged": 80}, TODAY
    )


@pytest.mark.function("5.1")
@pytest.mark.parametrize(
    ("found", "rules"),
    [
        (home("1960-03-02"), {"alone"}),
        (home("1966-03-03"), set()),
        (home("1966-03-02"), {"alone"}),
        (home("1946-03-02"), {"alone", "aged"}),
        (home("1946-03-03"), {"alone"}),
        (home("1950-01-01", ("1952-01-01", "配偶")), {"empty_nest"}),
        (home("1950-01-01", ("1980-01-01", "子")), {"with_children"}),
        (home("1950-01-01", ("1952-01-01", "配偶"), ("", "子")), {"with_children"}),
        (home("1950-01-01", ("1980-01-01", "户主"), relation="母亲"), {"with_children"}),
        (home("1950-01-01", ("1980-01-01", "保姆")), {"empty_nest"}),
        (home("1950-01-01", ("1970-01-01", ""), relation=""), {"with_children"}),
        (home("1950-01-01", ("1955-01-01", ""), relation=""), {"empty_nest"}),
        (home("1950-01-01", ("", ""), relation=""), set()),
        (home("1950-01-01", grade=3), {"alone", "disabled"}),
        (home("1950-01-01", grade=1), {"alone", "half_disabled"}),
        (home("1950-01-01", present=False), set()),
    ],
)
def test_the_rules(found: dict[str, str], rules: set[str]) -> None:
    """Age on the day, who lives in the home, kinship before age, ability."""
    assert set(found) == rules


def said_otherwise(worker: Browser, page: str) -> Any:
    """By hand, against the rule: a conflict, and a review that falls due."""

    def say(code: str, **more: Any) -> Any:
        return worker.call("POST", f"{page}/categories", {"code": code, "reason": "入户走访", **more})

    assert say("aged").json()["error"]["fields"] == {"code": "这个分类不能人工认定。"}
    said = say("with_children", review_on=f"{timezone.localdate() + dt.timedelta(days=1)}").json()
    assert said["conflicts"] == ["居住方式：规则算为“独居”，人工认定为“与子女合住”"]
    assert [row["text"] for row in said["reasons"]] == ["高龄"]
    assert say("with_children").status_code == 409
    assert worker.call("GET", f"{ELDERS}?state=conflict").json()["total"] == 1
    assert worker.call("GET", f"{ELDERS}?state=due").json()["total"] == 0
    ElderCategory.objects.filter(source="hand").update(review_on=timezone.localdate())
    assert worker.call("GET", f"{ELDERS}?state=due").json()["total"] == 1
    (todo,) = [
        t for t in worker.call("GET", "/api/insight/todos").json() if t["link"].startswith("/eldercare")
    ]
    assert todo["title"] == "1 位老人的分类待复核"
    return said


def taken_back(worker: Browser, page: str, said: Any) -> None:
    """With a reason; what the rule says cannot be reviewed."""
    row = next(held for held in said["held"] if held["source"] == "hand")
    review = f"{page}/categories/{row['id']}/review"
    assert worker.call("POST", review, {"holds": False}).json()["error"]["fields"] == {
        "reason": "请填写取消原因。"
    }
    after = worker.call("POST", review, {"holds": False, "reason": "子女已搬走"}).json()
    assert (after["conflicts"], after["ended"][0]["end_reason"]) == ([], "子女已搬走")
    rule = next(held for held in after["held"] if held["code"] == "alone")
    assert worker.call("POST", f"{page}/categories/{rule['id']}/review", {"holds": True}).status_code == 409


def ability_and_home_change(world: World, page: str, old: Person) -> None:
    """Severely disabled; a child moves in, and away again."""
    worker = world.browser(WORKER)
    graded = worker.call("POST", f"{page}/assessments", {"grade": 3, "assessed_on": "2026-01-05"}).json()
    assert (graded["grade_title"], graded["categories"], graded["risk_title"]) == (
        "重度失能", "独居、高龄、失能", "高",
    )  # fmt: skip
    child = factories.person(
        world.near.estate, name="孔军", at=old.home, born_on=dt.date(1970, 1, 1), id_number=""
    )
    work_out(home_ids=[old.home_id])
    assert "与子女合住" in worker.call("GET", page).json()["categories"]
    registry.close_person(actor=SYSTEM, person=child, status="moved", on=timezone.localdate(), reason="")
    work_out()


def everybody_sees_what_they_may(world: World, page: str) -> None:
    """The map, the counts, the list as a file; health for carers only."""
    worker, doctor = world.browser(WORKER), world.browser(DOCTOR)
    (mark,) = offers.alone_marks(world.actor(WORKER), Area.objects.all())
    assert (mark.label, mark.tone, mark.link) == ("孔桂兰", "danger", f"/eldercare/{page.rpartition('/')[2]}")
    counts = worker.call("GET", f"{ELDERS}/statistics").json()
    assert (counts["total"], {c["code"]: c["count"] for c in counts["categories"] if c["count"]}) == (
        1, {"alone": 1, "aged": 1, "disabled": 1},
    )  # fmt: skip
    book = load_workbook(
        io.BytesIO(worker.call("GET", f"{ELDERS}?format=xlsx&columns=name,categories").content)
    )
    assert [[cell.value for cell in row] for row in book.active] == [
        ["姓名", "分类"],
        ["孔桂兰", "独居、高龄、失能"],
    ]
    assert worker.call("GET", page).json()["health_visible"] is False
    assert {doctor.call("GET", page).json()["health_visible"], world.browser(GRID).call("GET", page).json()[
        "health_visible"], world.browser(SECRETARY).call("GET", page).json()["health_visible"]} == {True}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.function("5.1")
def test_an_elder_from_the_registry_to_the_list_and_a_neighbour_moving_in(world: World) -> None:
    """Worked out, said otherwise by hand, conflicting, due, ended; counted, searched, exported; who may see what."""
    estate = world.near.estate
    old = factories.person(estate, name="孔桂兰", born_on=dt.date(1940, 5, 1), id_number="")
    factories.person(estate, name="孔小明", born_on=dt.date(1990, 5, 1), id_number="")
    far = factories.person(world.far.estate, name="孟奶奶", born_on=dt.date(1940, 5, 1), id_number="")
    assert work_out() == 2
    worker = world.browser(WORKER)
    (line,) = worker.call("GET", ELDERS).json()["items"]
    assert (line["name"], line["categories"], line["risk_title"]) == ("孔桂兰", "独居、高龄", "较高")
    page = f"{ELDERS}/{line['id']}"
    assert worker.call("GET", f"{ELDERS}/{Elder.objects.get(person=far).pk}").status_code == 404
    said = said_otherwise(worker, page)
    taken_back(worker, page, said)
    ability_and_home_change(world, page, old)
    everybody_sees_what_they_may(world, page)


@pytest.mark.django_db
def test_a_long_list_takes_a_few_queries(world: World, django_assert_num_queries: Any) -> None:
    """The list costs the same however many elders it shows."""
    for nth in range(5):
        factories.person(
            world.near.estate, name=f"王桂{'兰英花芳珍'[nth]}", born_on=dt.date(1950, 1, 1), id_number=""
        )
    work_out()
    browser = world.browser(WORKER)
    browser.call("GET", ELDERS)
    with django_assert_num_queries(8):
        assert browser.call("GET", ELDERS).json()["total"] == 5
