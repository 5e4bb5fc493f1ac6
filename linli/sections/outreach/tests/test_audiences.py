"""Who meets a rule: counted while it is built, frozen with the reasons, settled by people, compared from day to day."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from linli.kernel.access import SYSTEM
from linli.kernel.models import AuditEntry
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.outreach.models import AudienceMember, RuleVersion
from linli.sections.outreach.tests.peoplesamples import ELDERS, draft, elder, example
from linli.sections.registry import services as registry
from linli.sections.registry.models import Person
from linli.sections.registry.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.function("4.2")]
API = "/api/outreach"


def ok(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def fields(answer: Any) -> tuple[int, dict[str, str]]:
    return answer.status_code, answer.json()["error"]["fields"]


def people(world: World) -> dict[str, Person]:
    """One who meets it, one too young, one of whom the hukou is unknown, one insured, one elsewhere."""
    estate = world.near.estate
    found = {
        "in": elder(estate, name="应享"), "young": elder(estate, name="年轻", years=40),
        "check": elder(estate, name="待查", hukou=""), "insured": elder(estate, name="已保"),
    }  # fmt: skip
    tag = factories.tag(estate, name="已参保")
    registry.set_tag(actor=SYSTEM, person=found["insured"], tag=tag)
    elder(world.far.estate, name="远方")
    return found


def names(browser: Browser, path: str, verdict: str) -> list[tuple[str, str]]:
    page = ok(browser.call("GET", f"{path}/people?verdict={verdict}"))
    return [(row["name"], row["why"]) for row in page["items"]]


def test_an_audience_is_counted_frozen_and_every_reason_is_told(world: World) -> None:
    found, worker = people(world), world.browser("worker")
    area = world.near.community.pk
    counted = ok(worker.call("POST", f"{API}/audiences/count", {"area_id": area, "rule": ELDERS}))
    assert (counted["certain"], counted["to_check"], counted["left_out"]) == (1, 1, 2)
    assert counted["text"] == "年满 60 周岁，并且户籍地含“本市”，并且人工标签不是“已参保”"
    made = ok(worker.call("POST", f"{API}/audiences", {"area_id": area, "rule": ELDERS, "title": "参保"}))
    path = f"{API}/audiences/{made['id']}"
    assert (made["certain"], made["to_check"], made["left_out"]) == (1, 1, 2)
    assert names(worker, path, "in") == [("应享", "")]
    assert names(worker, path, "check") == [("待查", "户籍地含“本市”（没有登记）")]
    assert names(worker, path, "out") == [
        ("年轻", f"年满 60 周岁（{found['young'].born_on} 出生，40 周岁）"),
        ("已保", "人工标签不是“已参保”（已参保）"),
    ]
    assert list(AudienceMember.objects.order_by("-verdict").values_list("verdict", "truths")) == [
        ("in", "110"),
        ("check", "1?0"),
    ]
    why = ok(worker.call("GET", f"{path}/people/{found['check'].pk}"))
    assert [(f["truth"], f["found"]) for f in why["findings"]][2:] == [(None, "没有登记"), (True, "无")]
    _settled(worker, path, found)
    sheet = load_workbook(
        io.BytesIO(worker.call("GET", f"{path}/people?verdict=out&format=xlsx&columns=name,why").content)
    )
    assert [row[0].value for row in sheet.active.iter_rows()] == ["姓名", "年轻", "已保"]
    assert AuditEntry.objects.filter(action="outreach.audience.exported").count() == 1


def _settled(worker: Browser, path: str, found: dict[str, Person]) -> None:
    one = f"{path}/people/{found['check'].pk}/settle"
    assert fields(worker.call("POST", one, {"verdict": "in", "reason": " "})) == (
        422,
        {"reason": "例如：已电话核实出生日期"},
    )
    settled = ok(worker.call("POST", one, {"verdict": "in", "reason": "看过户口本"}))
    assert (settled["verdict"], settled["decided_by"], settled["verdict_now"]) == (
        "in",
        "测试worker",
        "check",
    )
    assert worker.call("POST", one, {"verdict": "in", "reason": "看过户口本"}).status_code == 409
    assert names(worker, path, "in") == [("应享", ""), ("待查", "测试worker：看过户口本")]


def test_staff_reach_only_their_own_area(world: World) -> None:
    people(world)
    worker, far = world.browser("worker"), world.browser("worker", world.far.community)
    made = ok(worker.call("POST", f"{API}/audiences", {"area_id": world.near.estate.pk, "rule": ELDERS}))
    assert far.call("GET", f"{API}/audiences/{made['id']}").status_code == 404
    stolen = {"area_id": world.near.estate.pk, "rule": ELDERS}
    assert far.call("POST", f"{API}/audiences", stolen).status_code == 404
    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    answer = worker.call("POST", f"{API}/audiences", {"area_id": world.near.estate.pk, "person_ids": keys})
    assert fields(answer) == (422, {"person_ids": "有 1 人不能选"})
    grid = world.browser("grid", world.near.grid)
    assert grid.call("POST", f"{API}/audiences", stolen).status_code == 404
    own = ok(grid.call("POST", f"{API}/audiences", {"area_id": world.near.grid.pk, "rule": ELDERS}))
    assert (own["certain"], own["left_out"]) == (0, 0)


def test_the_next_day_shows_who_came_and_who_went(world: World) -> None:
    found, worker = people(world), world.browser("worker")
    area = world.near.community.pk
    first = ok(worker.call("POST", f"{API}/audiences", {"area_id": area, "rule": ELDERS}))
    registry.change_person(actor=SYSTEM, person=found["in"], hukou="外省")
    registry.change_person(actor=SYSTEM, person=found["check"], hukou="本市")
    elder(world.near.estate, name="新来")
    again = ok(worker.call("POST", f"{API}/audiences/{first['id']}/run-again"))
    assert (again["certain"], again["to_check"], again["previous_id"]) == (2, 0, first["id"])
    told = ok(worker.call("GET", f"{API}/audiences/{again['id']}/changes"))
    rows = [(r["name"], r["came"], r["why"]) for r in told["rows"]]
    assert rows == [("新来", True, ""), ("应享", False, "户籍地含“本市”（外省）")]
    assert (told["came"], told["went"]) == (1, 1)
    twin = factories.person(world.near.estate, name="应享", id_number="")
    registry.merge_people(actor=SYSTEM, keep=twin, other=Person.objects.get(pk=found["in"].pk))
    drain()
    assert AudienceMember.objects.filter(audience=first["id"], person=twin).count() == 1


def test_a_rule_is_published_only_when_its_examples_come_out(world: World) -> None:
    worker, area = world.browser("worker"), world.near.community.pk
    wrong = [example("六十整", "in", born_on="1966-03-02"), example("没有户籍", "check", hukou="")]
    body = draft(examples=wrong, basis="") | {"area_id": area, "name": "参保"}
    made = ok(worker.call("POST", f"{API}/eligibility-rules", body))
    path = f"{API}/eligibility-rules/{made['id']}"
    assert fields(worker.call("POST", f"{path}/publish")) == (
        422,
        {
            "basis": "请填写政策依据（文件名称、文号）",
            "examples.0": "“六十整”应为符合，算出来是不符合",
            "examples": "至少要有一个符合的示例和一个不符合的示例",
        },
    )
    tried = ok(worker.call("POST", f"{API}/eligibility-rules/try", {"tree": ELDERS, "examples": wrong}))
    assert [(o["verdict"], o["passed"]) for o in tried["outcomes"]] == [("out", False), ("check", True)]
    ok(worker.call("PUT", f"{path}/draft", draft()))
    live = ok(worker.call("POST", f"{path}/publish"))
    assert (live["in_force"], [v["number"] for v in live["versions"]]) == (1, [1])
    _next_version(world, worker, path, area)


def _next_version(world: World, worker: Browser, path: str, area: int) -> None:
    """The published one stays as it is; the next counts from its own day on."""
    later = ok(worker.call("PUT", f"{path}/draft", draft(valid_from="2099-01-01")))
    assert [(v["number"], v["state"]) for v in later["versions"]] == [(2, "draft"), (1, "published")]
    assert ok(worker.call("POST", f"{path}/publish"))["in_force"] == 1
    assert worker.call("POST", f"{path}/publish").status_code == 409
    elder(world.near.estate)
    made = ok(worker.call("POST", f"{API}/audiences", {"area_id": area, "rule_id": later["id"]}))
    assert (made["rule_name"], made["version"], made["certain"]) == ("参保", 1, 1)
    assert RuleVersion.objects.count() == 2
    assert world.browser("grid").call("PUT", f"{path}/draft", draft()).status_code == 403


def test_lists_take_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    people(world)
    worker = world.browser("worker")
    made = ok(worker.call("POST", f"{API}/audiences", {"area_id": world.near.estate.pk, "rule": ELDERS}))
    with django_assert_max_num_queries(7):  # session, user, roles; count, rows
        ok(worker.call("GET", f"{API}/audiences"))
    with django_assert_max_num_queries(13):  # and the audience, and four for the reasons
        ok(worker.call("GET", f"{API}/audiences/{made['id']}/people?verdict=out"))
    with django_assert_max_num_queries(6):
        ok(worker.call("GET", f"{API}/eligibility-rules"))
