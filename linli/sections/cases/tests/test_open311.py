"""Reading through Open311: the rules of the public validators, and nothing personal in what is given out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.access import roles as r
from linli.sections.cases import services
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case
from linli.sections.cases.open311.found import NOTES
from linli.sections.cases.tests.factories import bring_to, entered, reported
from linli.sections.cases.tests.georeport import (
    DEFINITION,
    DISCOVERY,
    FAULTS,
    REQUEST,
    SERVICE,
    SHAPES,
    TOKEN,
    Town,
    as_text,
    check,
    many,
    plain,
    town,
)
from linli.sections.registry.models import Building

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.function("13.5")]


@pytest.fixture
def t(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("LINLI_CASES_OPEN311_PER_MINUTE", "100000")
    return town()


def faults(answer: Any, status: int) -> str:
    """The description of a refusal, whose shape is checked."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json; charset=utf-8")
    check(FAULTS, json.loads(answer.content))
    return str(json.loads(answer.content)[0]["description"])


@pytest.mark.parametrize(("form", "content_type"), [("xml", "text/xml"), ("json", "application/json")])
def test_discovery_names_both_endpoints_and_both_formats_in_pure_ascii(
    t: Town, form: str, content_type: str
) -> None:
    answer = t.get(f"discovery.{form}")
    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer.content.isascii()
    found = json.loads(answer.content) if form == "json" else plain(ET.fromstring(answer.content))
    check(DISCOVERY, found)
    assert [(e["type"], e["url"]) for e in found["endpoints"]] == [
        ("production", "http://testserver/open311/v2"),
        ("test", "http://testserver/open311/test/v2"),
    ]


def test_every_kind_of_request_is_listed_and_can_be_asked_for(t: Town) -> None:
    found = t.json("services")
    check(many(SERVICE, 14), found)
    assert [s["service_code"] for s in found][:3] == ["garbage", "leaves", "drain"]
    assert {s["service_code"] for s in found if s["metadata"]} == {"lift", "light", "heating"}
    assert t.xml("services").tag == "services"
    for code in ("lift", "heating", "parking"):
        definition = t.json(f"services/{code}")
        check(DEFINITION, definition)
        assert definition["service_code"] == code
        orders = [a["order"] for a in definition["attributes"]]
        assert orders == list(range(1, len(orders) + 1))
        for attribute in definition["attributes"]:
            assert bool(attribute["values"]) == attribute["datatype"].endswith("list")


def test_a_stopped_kind_and_a_grouping_one_are_not_offered(t: Town) -> None:
    assert faults(t.get("services/facility.json"), 404) == "service_code not found"
    assert faults(t.get("services/0.json"), 404) == "service_code not found"


def test_what_concerns_people_is_neither_offered_nor_shown(t: Town) -> None:
    case = reported(t.world, category="elderly", text="隔壁独居老人三天没出门了")
    alarm = reported(t.world, category="light")
    Case.objects.filter(pk=alarm.pk).update(source="alert")
    assert t.json("requests") == []
    for number in (case.number, alarm.number):
        assert faults(t.get(f"requests/{number}.json"), 404) == "service_request_id not found"
        assert t.json("requests", service_request_id=number) == []
    assert {"elderly", "dispute", "alert"} & {s["service_code"] for s in t.json("services")} == set()
    assert t.refused(service_code="elderly") == (404, "service_code not found")


def test_both_formats_say_the_same(t: Town) -> None:
    bring_to(t.world, reported(t.world), "dispatched")
    for path in ("services", "services/lift", "requests", f"requests/{Case.objects.get().number}"):
        assert plain(t.xml(path)) == as_text(t.json(path)), path


def test_a_request_tells_where_it_stands_and_nothing_about_people(t: Town) -> None:
    case = entered(
        t.world,
        text="王桂兰家楼道灯不亮，电话13869912345",
        place="3号楼2单元501",
        reporter=services.Reporter(name="刘大爷", phone="13869912345"),
    )
    (shown,) = t.json("requests")
    check(REQUEST, shown)
    assert shown == {
        "service_request_id": case.number,
        "status": "open",
        "status_notes": "已收到，等待社区受理",
        "service_name": "路灯楼道灯",
        "service_code": "light",
        "description": "路灯楼道灯，北门小区3号楼",
        "agency_responsible": None,
        "service_notice": None,
        "requested_datetime": shown["requested_datetime"],
        "updated_datetime": shown["updated_datetime"],
        "expected_datetime": shown["expected_datetime"],
        "address": "北门小区3号楼",
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }
    assert dt.datetime.fromisoformat(shown["expected_datetime"]) == case.due_at.replace(microsecond=0)
    raw = t.get("requests.xml").content.decode() + t.get("requests.json").content.decode()
    for secret in ("王桂兰", "刘大爷", "138", "501", "2单元", case.code, "李社工"):
        assert secret not in raw, secret


def test_a_building_is_named_by_its_id_and_coordinates_are_blurred_to_it(t: Town) -> None:
    building = Building.objects.create(estate=t.world.estate, area=t.world.estate, name="12")
    case = reported(t.world, place="我家")
    Case.objects.filter(pk=case.pk).update(building=building, lat=35.414237, long=116.587312)
    (shown,) = t.json("requests")
    assert (shown["address"], shown["address_id"]) == ("北门小区12号楼", str(building.pk))
    assert (shown["lat"], shown["long"]) == (35.4142, 116.5873)


@pytest.mark.parametrize(
    ("state", "resolved", "status", "notes"),
    [
        ("accepted", None, "open", "已受理，正在安排办理"),
        ("working", None, "open", "正在办理"),
        ("handled", None, "open", "办理的一方说已办好，等待核查，尚未确认"),
        ("closed", True, "closed", "已办结，确已解决"),
        ("closed", False, "closed", "已答复，但还没有解决"),
        ("rejected", None, "closed", "不予受理，没有办理"),
        ("merged", None, "closed", "内容相同，并入另一条诉求办理"),
        ("voided", None, "closed", "已作废，没有办理"),
        ("suspended", None, "open", "暂缓办理，条件具备后继续"),
    ],
)
def test_closed_is_called_solved_only_when_it_is(
    t: Town, state: str, resolved: bool | None, status: str, notes: str
) -> None:
    case = reported(t.world)
    ended = timezone.now() if status == "closed" else None
    Case.objects.filter(pk=case.pk).update(state=state, resolved=resolved, ended_at=ended)
    (shown,) = t.json("requests")
    assert (shown["status"], shown["status_notes"]) == (status, notes)
    if ended:
        assert dt.datetime.fromisoformat(shown["updated_datetime"]) == ended.replace(microsecond=0)
    assert [len(t.json("requests", status=s)) for s in ("open", "closed", "open,closed", "")] == [
        int(status == "open"),
        int(status == "closed"),
        1,
        1,
    ]


def test_every_state_has_words_for_the_public() -> None:
    assert set(State) - set(NOTES) == {State.CLOSED, State.MERGED}


def test_whoever_works_on_it_is_named_by_trade_only(t: Town) -> None:
    bring_to(t.world, reported(t.world), "working")
    (shown,) = t.json("requests")
    assert shown["agency_responsible"] == "物业师傅"
    assert "周师傅" not in t.get("requests.json").content.decode()


def test_filters_by_code_id_and_window(t: Town) -> None:
    first, second = reported(t.world), reported(t.world, category="light", text="楼道灯不亮")
    old = reported(t.world, category="drain", text="下水堵了")
    now = timezone.now()
    Case.objects.filter(pk=old.pk).update(created_at=now - dt.timedelta(days=91))

    def numbers(**query: Any) -> list[str]:
        return [s["service_request_id"] for s in t.json("requests", **query)]

    assert numbers() == [second.number, first.number]
    assert numbers(service_code="light,drain") == [second.number]
    assert numbers(service_code="", status="", start_date="") == [second.number, first.number]
    assert numbers(service_request_id=f"{old.number}, {first.number}", status="closed") == [
        first.number,
        old.number,
    ]
    assert numbers(end_date=(now - dt.timedelta(days=90)).isoformat()) == [old.number]
    since = (now - dt.timedelta(days=92)).isoformat()
    assert numbers(start_date=since) == [old.number]
    assert numbers(start_date=since, end_date=(now - dt.timedelta(days=90)).isoformat()) == [old.number]
    assert numbers(jurisdiction_id=t.world.other.pk) == []
    assert numbers(jurisdiction_id=t.world.estate.pk) == [second.number, first.number]


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("status=fixed", 400, "status must be open or closed"),
        (
            "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z",
            400,
            "may not span more than 90 days",
        ),
        ("start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", 400, "start_date comes first"),
        ("start_date=2026-01-01", 400, "start_date must be like"),
        ("end_date=2026-01-01T00:00:00", 400, "end_date must be like"),
        ("start_date=yesterday", 400, "start_date must be like"),
        ("start_date=0001-01-01T00:00:00Z", 400, "start_date must be like"),
        ("jurisdiction_id=city.gov", 404, "jurisdiction_id not found"),
        ("jurisdiction_id=%EF%BC%91", 404, "jurisdiction_id not found"),
        (f"service_code={'x' * 1001}", 400, "service_code: too long"),
        ("service_code=%00", 400, "无法保存"),
    ],
)
def test_what_cannot_be_asked_is_said(t: Town, query: str, status: int, message: str) -> None:
    assert message in faults(t.get(f"requests.json?{query}"), status)


def test_a_plus_sign_lost_on_the_way_is_understood(t: Town) -> None:
    reported(t.world)
    moment = timezone.localtime(timezone.now() - dt.timedelta(days=1)).isoformat(timespec="seconds")
    assert "+08:00" in moment
    for text in (moment, quote(moment)):
        assert len(json.loads(t.get(f"requests.json?start_date={text}").content)) == 1


def test_one_request_by_its_id_and_its_token(t: Town) -> None:
    case = reported(t.world)
    assert [s["service_request_id"] for s in t.json(f"requests/{case.number}")] == [case.number]
    check(many(TOKEN, 1), t.json(f"tokens/{case.number}"))
    assert t.json(f"tokens/{case.number}") == [{"service_request_id": case.number, "token": case.number}]
    for path in ("requests/2026-999999", "tokens/2026-999999", f"requests/{'9' * 300}"):
        assert faults(t.get(f"{path}.json"), 404) == "service_request_id not found"
    faults(t.get(f"requests/{case.number}.json", jurisdiction_id=t.world.other.pk), 404)


def test_errors_are_xml_where_xml_was_asked_for(t: Town) -> None:
    answer = t.get("requests/0.xml")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/xml; charset=utf-8")
    root = ET.fromstring(answer.content)
    assert (root.tag, root[0].tag) == ("errors", "error")
    assert {child.tag: child.text for child in root[0]} == {
        "code": "404",
        "description": "service_request_id not found",
    }


def test_a_list_costs_two_queries(t: Town, django_assert_num_queries: Any) -> None:
    for place in ("3号楼", "5号楼东侧", "广场"):
        bring_to(t.world, reported(t.world, place=place), "working")
    with django_assert_num_queries(2):
        assert len(t.json("requests")) == 3


def test_the_operator_can_keep_the_door_shut(t: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_CASES_OPEN311", "0")
    for path in ("discovery.json", "services.json", "requests.json"):
        faults(t.get(path), 404)
    assert t.refused()[0] == 404


def test_readers_without_a_key_are_slowed_down(t: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_CASES_OPEN311_PER_MINUTE", "0")
    answer = t.get("services.json")
    assert faults(answer, 429) == "too many requests, try again in a minute"
    assert 1 <= int(answer["Retry-After"]) <= 60


@settings(
    max_examples=10, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60))
def test_whatever_people_write_both_formats_agree(t: Town, text: str) -> None:
    Case.objects.all().delete()
    case = reported(t.world)
    Case.objects.filter(pk=case.pk).update(source="open311", text=text, place=text[:100])
    assert plain(t.xml("requests")) == as_text(t.json("requests"))
    check(SHAPES["service_requests"], t.json("requests"))


def test_screen_and_staff_see_the_same_as_everybody(t: Town) -> None:
    reported(t.world)
    open_answer = t.get("requests.json").content
    assert t.world.browser(r.SECRETARY).client.get("/open311/v2/requests.json").content == open_answer
