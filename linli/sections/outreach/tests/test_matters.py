"""A matter from the rule to the last person: told, agreed, handled, done, or ended with a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from linli.kernel.access import RELATIVE, RESIDENT, SYSTEM
from linli.kernel.models import AuditEntry, User
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.outreach.events import PersonReached
from linli.sections.outreach.models import Matter, MatterEntry, MatterPerson
from linli.sections.outreach.queries.matters import todos
from linli.sections.outreach.services import matterpeople
from linli.sections.outreach.services.matters import run_open_matters
from linli.sections.outreach.tests.peoplesamples import elder, matter, rule
from linli.sections.registry import services as registry
from linli.sections.registry.models import Person
from linli.sections.registry.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.function("4.8")]
API = "/api/outreach"


def ok(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def states(made: Matter) -> dict[str, str]:
    return dict(made.people.values_list("person__name", "state"))


def move(browser: Browser, made: Matter, name: str, state: str, **more: Any) -> Any:
    row = made.people.get(person__name=name)
    return browser.call("POST", f"{API}/matters/{made.pk}/move", {"row_ids": [row.pk], "state": state} | more)


def test_a_matter_goes_from_the_rule_to_the_last_person(world: World) -> None:
    estate, worker = world.near.estate, world.browser("worker")
    for name in ("张一", "王二", "李三"):
        elder(estate, name=name)
    elder(estate, name="赵疑", hukou="")
    body = {
        "area_id": world.near.community.pk, "rule_id": rule(world.near.community).pk, "title": "医保代办",
        "materials": ["身份证", " "], "steps": ["申报"], "starts_on": "2026-01-01", "deadline": "2025-01-01",
    }  # fmt: skip
    assert list(worker.call("POST", f"{API}/matters", body).json()["error"]["fields"]) == ["deadline"]
    row = ok(worker.call("POST", f"{API}/matters", body | {"deadline": "2099-12-31"}))
    opened = ok(worker.call("POST", f"{API}/matters/{row['id']}/open"))
    assert (opened["people"], opened["left"], opened["materials"]) == (4, 4, ["身份证"])
    made = Matter.objects.get(pk=row["id"])
    assert states(made) == {"张一": "waiting", "王二": "waiting", "李三": "waiting", "赵疑": "check"}
    ok(move(worker, made, "张一", "told", way="phone"))
    ok(move(worker, made, "张一", "handled"))
    ok(move(worker, made, "张一", "done"))
    assert move(worker, made, "王二", "refused").json()["error"]["fields"] == {
        "reason": "例如：本人说已在外地参保"
    }
    ok(move(worker, made, "王二", "refused", reason="在外地参保"))
    assert move(worker, made, "赵疑", "told").status_code == 409
    ok(move(worker, made, "赵疑", "waiting", reason="看过户口本"))
    assert move(worker, made, "张一", "told").status_code == 409
    left = ok(worker.call("GET", f"{API}/matters/left"))["items"]
    assert sorted((r["name"], r["state_text"]) for r in left) == [("李三", "待告知"), ("赵疑", "待告知")]
    assert [t.title for t in todos(world.actor("worker"))] == ["惠民事项还有 2 人没有办结"]
    one = made.people.get(person__name="张一")
    page = ok(worker.call("GET", f"{API}/matter-people/{one.pk}"))
    assert [(e["state_text"], e["text"]) for e in page["entries"]] == [
        ("已告知", "电话"),
        ("已受理", ""),
        ("已办结", ""),
    ]
    assert (page["verdict"], [f["truth"] for f in page["findings"]]) == ("in", [True] * 4)
    _closed(worker, made)


def _closed(worker: Browser, made: Matter) -> None:
    assert ok(worker.call("POST", f"{API}/matters/{made.pk}/close"))["state"] == "closed"
    assert move(worker, made, "李三", "told").status_code == 409
    assert AuditEntry.objects.get(action="outreach.matter.closed").detail["left"] == 2


def test_the_night_brings_the_list_up_to_date(world: World) -> None:
    estate = world.near.estate
    gone, stays, moved = (elder(estate, name=name) for name in ("走了", "在办", "搬走"))
    made = matter(world.near.community)
    before = made.audience_id
    run_open_matters()
    assert Matter.objects.get().audience_id == before
    worker = world.browser("worker")
    ok(move(worker, made, "在办", "agreed"))
    for person in (gone, stays):
        registry.change_person(actor=SYSTEM, person=Person.objects.get(pk=person.pk), hukou="外省")
    elder(estate, name="新满")
    registry.close_person(actor=SYSTEM, person=moved, status="moved", on=dt.date(2026, 1, 2))
    drain()
    run_open_matters()
    assert states(made) == {"走了": "dropped", "在办": "agreed", "搬走": "moved", "新满": "waiting"}
    told = made.people.get(person=gone)
    assert told.reason == "户籍地含“本市”（外省）"
    registry.change_person(actor=SYSTEM, person=Person.objects.get(pk=gone.pk), hukou="本市")
    run_open_matters()
    assert states(made)["走了"] == "waiting"
    twin = factories.person(estate, name="在办", id_number="")
    registry.merge_people(actor=SYSTEM, keep=twin, other=Person.objects.get(pk=stays.pk))
    drain()
    assert made.people.get(person=twin).state == "agreed"


def test_a_resident_sees_only_their_own_and_a_relative_acts_for_them(world: World) -> None:
    estate = world.near.estate
    her, _ = elder(estate, name="王桂兰", phones="13853710001"), elder(estate, name="别人")
    elder(estate, name="疑", hukou="")
    made = matter(world.near.community)
    user = world.user(RESIDENT, estate)
    user.person_id = her.pk
    user.save()
    resident = Browser(user)
    mine = ok(resident.call("GET", f"{API}/my/matters"))
    assert [(m["title"], m["state"], m["mine"]) for m in mine] == [("居民医保免缴代办", "waiting", True)]
    other = made.people.get(person__name="别人")
    assert resident.call("POST", f"{API}/my/matters/{other.pk}/answer", {"agree": True}).status_code == 404
    own = f"{API}/my/matters/{mine[0]['id']}"
    nameless = resident.call("PUT", f"{own}/proxy", {"relation": "女儿", "phone": "13900000001"})
    assert nameless.json()["error"]["fields"] == {"name": "请填写姓名"}
    assert list(resident.call("PUT", f"{own}/proxy", {"name": "王丽"}).json()["error"]["fields"]) == [
        "relation",
        "phone",
    ]
    ok(resident.call("PUT", f"{own}/proxy", {"name": "王丽", "relation": "女儿", "phone": "139 0000 0001"}))
    daughter = Browser(User.objects.get(holdings__role=RELATIVE, person_id=None))
    seen = ok(daughter.call("GET", f"{API}/my/matters"))
    assert [(m["for_name"], m["mine"], m["proxy"]) for m in seen] == [("王桂兰", False, "")]
    assert daughter.call("PUT", f"{own}/proxy", {}).status_code == 404
    assert ok(daughter.call("POST", f"{own}/answer", {"agree": True}))[0]["state"] == "agreed"
    assert [e.text for e in MatterEntry.objects.order_by("pk")] == [
        "代办人：王丽（女儿）",
        "手机页面，本人同意",
    ]
    ok(resident.call("PUT", f"{own}/proxy", {}))
    assert daughter.call("GET", f"{API}/my/matters").status_code in (401, 403)
    matterpeople.forget(person_id=her.pk)
    assert {e.text for e in MatterEntry.objects.all()} == {""}


def test_the_upper_office_gets_its_list_and_a_campaign_tells_people(world: World) -> None:
    who = elder(world.near.estate, name="张一", phones="13853710001")
    elder(world.near.estate, name="王二")
    made, worker = matter(world.near.community), world.browser("worker")
    path = f"{API}/matters/{made.pk}"
    said = {"title": "请办理参保", "text": "请带身份证到社区服务大厅。", "brief": "请带身份证到社区办理参保"}
    told = worker.call("POST", f"{path}/tell", said)
    assert ok(told)["people"] == 2
    assert worker.call("POST", f"{path}/tell", said).status_code == 409
    event = PersonReached(
        campaign_id=told.json()["campaign_id"], person_id=who.pk, channel="sms", ref=f"matter:{made.pk}"
    )
    for _ in range(2):
        matterpeople.person_reached(person_id=event.person_id, ref=event.ref, channel=event.channel)
    row = MatterPerson.objects.get(person=who)
    assert (row.state, row.told_way, row.entries.count()) == ("told", "短信", 1)
    ok(move(worker, made, "张一", "done"))
    assert worker.call("POST", f"{path}/export", {"reason": " "}).status_code == 422
    answer = worker.call("POST", f"{path}/export", {"reason": "报街道医保所"})
    rows = [[c.value for c in line] for line in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert [(r[1], r[3], r[7]) for r in rows[1:]] == [("张一", who.id_number, "已办结")]
    assert AuditEntry.objects.get(action="outreach.matter.exported").detail["people"] == 1
    assert world.browser("grid").call("POST", f"{path}/export", {"reason": "报街道医保所"}).status_code == 403


def test_a_grid_worker_sees_the_people_of_the_own_grid(
    world: World, django_assert_max_num_queries: Any
) -> None:
    elder(world.near.estate, name="小区")
    inside = elder(world.near.estate, name="网格内")
    Person.objects.filter(pk=inside.pk).update(area=world.near.grid)
    made = matter(world.near.community)
    grid, far = world.browser("grid", world.near.grid), world.browser("grid", world.far.grid)
    with django_assert_max_num_queries(8):
        rows = ok(grid.call("GET", f"{API}/matters/{made.pk}/people"))["items"]
    assert [r["name"] for r in rows] == ["网格内"]
    with django_assert_max_num_queries(6):
        assert [(m["title"], m["people"]) for m in ok(grid.call("GET", f"{API}/matters"))] == [
            ("居民医保免缴代办", 1)
        ]
    assert move(grid, made, "小区", "told").status_code == 404
    assert far.call("GET", f"{API}/matters/{made.pk}").status_code == 404
    assert ok(far.call("GET", f"{API}/matters/left"))["items"] == []
