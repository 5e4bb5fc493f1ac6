"""Importing rosters through the API: upload, correct, decide, confirm, re-import, undo."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from linli.kernel import jobs
from linli.kernel.testing.world import Browser, World, row_counts
from linli.sections.registry.models import Home, Household, ImportBatch, Occupancy, Person, PersonTag
from linli.sections.registry.tests import factories
from linli.sections.registry.tests.conftest import DATA, SAMPLE
from linli.sections.registry.tests.rosters import default_rows, numbered, small_roster

pytestmark = [pytest.mark.django_db, pytest.mark.function("2.7")]
KEY = json.loads((DATA / "roster-key.json").read_text())


def confirm(browser: Browser, batch: dict[str, Any]) -> dict[str, Any]:
    """Confirms an import and lets it run; its state afterwards."""
    answer = browser.call("POST", f"/api/registry/imports/{batch['id']}/confirm")
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["state"] == "queued"
    jobs.drain_jobs()
    return dict(browser.call("GET", f"/api/registry/imports/{batch['id']}").json())


def content_of_tables() -> dict[str, int]:
    """The registry's rows, the notes about imports and the kernel's bookkeeping left aside."""
    skip = ("Import", "kernel.", "registry.Tag")
    return {
        name: n for name, n in row_counts().items() if name.startswith("registry.") and skip[0] not in name
    }


def rows_planned_for(table: type[Model]) -> int | None:
    """What PostgreSQL's planner takes the table for."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table._meta.db_table])
        return int(cursor.fetchone()[0])


def test_the_sample_goes_in_once_and_comes_out_whole(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    before = content_of_tables()
    batch = upload(SAMPLE.read_bytes(), browser=browser).json()
    assert batch["state"] == "ready"
    assert batch["summary"]["errors"] == KEY["errors"]
    done = confirm(browser, batch)
    made = {name: KEY[name] for name in ("buildings", "homes", "people", "occupancies")}
    assert done["state"] == "done"
    assert {name: done["result"][name] for name in made} == made
    assert Home.objects.filter(status="vacant").count() == KEY["vacant_homes"]
    assert (
        Person.objects.filter(lives_alone=True, born_on__lte=dt.date(1966, 11, 22)).count()
        == KEY["living_alone_60"]
    )
    tags = {row.tag.name for row in PersonTag.objects.select_related("tag")}
    assert tags == set(KEY["tags"])
    assert PersonTag.objects.count() == sum(KEY["tags"].values())
    assert rows_planned_for(Person) == (KEY["people"] if connection.vendor == "postgresql" else None)
    full = content_of_tables()
    again = confirm(browser, upload(SAMPLE.read_bytes(), browser=browser).json())
    assert set(again["result"].values()) == {0}
    assert content_of_tables() == full
    for undone in (again, done):
        answer = browser.call("POST", f"/api/registry/imports/{undone['id']}/undo")
        assert answer.json()["state"] == "undone", answer.content.decode()
    assert content_of_tables() == {**before, "registry.Tag": full["registry.Tag"]}


def test_personal_numbers_are_ciphertext(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    confirm(browser, upload(small_roster(), browser=browser).json())
    number = numbered("19500102", 31)
    assert Person.objects.get(name="赵明").id_number == number
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            text = str(cursor.fetchall())
        assert number not in text, table
        assert "13853710001" not in text, table


def test_picture_and_columns_by_hand(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    rows = [{**row, "姓名": None, "人员类别": row["姓名"]} for row in default_rows()]
    batch = upload(small_roster(rows), browser=browser).json()
    assert batch["summary"]["people"] == 0
    path = f"/api/registry/imports/{batch['id']}"
    picture = browser.call("GET", f"{path}/picture?sheet=花名册").json()
    assert picture["letters"][:3] == ["A", "B", "C"]
    assert picture["titles"][4] == "姓名"
    assert picture["rows"][0]["kind"] == "header"
    assert picture["rows"][1]["cells"][7] == "3708**********" + numbered("19500102", 31)[-4:]
    columns = {**batch["sheets"][0]["columns"], "name": "L"}
    del columns["tags"]
    fixed = browser.call("PUT", f"{path}/columns", {"sheets": {"花名册": {"columns": columns}}}).json()
    assert fixed["summary"]["people"] == 2
    assert fixed["sheets"][0]["columns"]["name"] == "L"


def test_unclear_columns_wait_for_a_person(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    content = small_roster()
    batch = upload(content, browser=browser).json()
    sheets = {"sheets": {"花名册": {"columns": {"name": "E"}}}}
    waiting = browser.call("PUT", f"/api/registry/imports/{batch['id']}/columns", sheets).json()
    assert (waiting["state"], waiting["sheets"][0]["missing"]) == ("columns", ["房号"])
    answer = browser.call("POST", f"/api/registry/imports/{batch['id']}/confirm")
    assert answer.status_code == 409


def test_doubtful_rows_are_listed_repaired_and_left_out(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    wrong = numbered("19520304", 42)[:6] + "19520403" + numbered("19520304", 42)[14:]
    rows = default_rows()
    rows[1]["身份证号"] = wrong
    rows.append(
        {
            "姓名": "孙丽",
            "与户主关系": "女",
            "性别": "女",
            "身份证号": numbered("19800506", 60),
            "联系电话": "12345",
        }
    )
    batch = upload(small_roster(rows), browser=browser).json()
    listed = browser.call("GET", f"/api/registry/imports/{batch['id']}/rows").json()["items"]
    assert [(r["name"], [i["code"] for i in r["issues"]]) for r in listed] == [
        ("钱芳", ["id_checksum"]),
        ("孙丽", ["phone_bad"]),
    ]
    assert wrong not in json.dumps(listed)
    repair = {"decision": "fix", "repair": True}
    assert (
        browser.call("POST", f"/api/registry/import-rows/{listed[0]['id']}/decide", repair).status_code == 200
    )
    skip = browser.call("POST", f"/api/registry/import-rows/{listed[1]['id']}/decide", {"decision": "skip"})
    assert skip.json()["decision_text"] == "不导入"
    assert confirm(browser, batch)["result"]["people"] == 2
    assert Person.objects.get(name="钱芳").id_number == numbered("19520304", 42)
    assert not Person.objects.filter(name="孙丽").exists()


def test_duplicates_side_by_side_merge_or_new(upload: Callable[..., Any], world: World) -> None:
    browser, estate = world.browser("worker"), world.near.estate
    known = factories.person(estate, name="钱芳", id_number="", born_on=dt.date(1952, 3, 4), hukou="任城区")
    batch = upload(small_roster(), browser=browser).json()
    assert batch["summary"]["perhaps_known"] == 1
    rows = browser.call("GET", f"/api/registry/imports/{batch['id']}/rows?kind=duplicate").json()["items"]
    assert [(r["name"], r["person"]["id"], r["person"]["hukou"]) for r in rows] == [
        ("钱芳", known.pk, "任城区")
    ]
    merge = browser.call("POST", f"/api/registry/import-rows/{rows[0]['id']}/decide", {"decision": "merge"})
    assert merge.status_code == 200
    assert confirm(browser, batch)["result"]["people"] == 1
    merged = Person.objects.get(name="钱芳")
    assert (merged.pk, merged.phones, merged.hukou) == (known.pk, "13853710002", "任城区")
    assert Occupancy.objects.filter(person=merged).count() == 2
    answer = browser.call("POST", f"/api/registry/imports/{batch['id']}/undo")
    assert answer.json()["state"] == "undone", answer.content.decode()
    restored = Person.objects.get(pk=known.pk)
    assert (restored.phones, restored.occupancies.count()) == ("", 1)


def test_an_import_that_was_changed_is_not_undone(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    done = confirm(browser, upload(small_roster(), browser=browser).json())
    person = Person.objects.get(name="赵明")
    browser.call("PATCH", f"/api/registry/people/{person.pk}", {"note": "听力不好"})
    before = content_of_tables()
    answer = browser.call("POST", f"/api/registry/imports/{done['id']}/undo")
    assert answer.status_code == 409
    assert "赵明（档案已修改）" in answer.json()["error"]["message"]
    assert content_of_tables() == before


def test_twice_confirmed_is_imported_once(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    batch = upload(small_roster(), browser=browser).json()
    first = browser.call("POST", f"/api/registry/imports/{batch['id']}/confirm")
    second = browser.call("POST", f"/api/registry/imports/{batch['id']}/confirm")
    assert (first.status_code, second.status_code) == (200, 409)
    jobs.drain_jobs()
    assert Person.objects.count() == 2


def test_a_stopped_import_leaves_nothing(upload: Callable[..., Any], world: World) -> None:
    browser = world.browser("worker")
    batch = upload(small_roster(), browser=browser).json()
    browser.call("POST", f"/api/registry/imports/{batch['id']}/confirm")
    stopped = browser.call("POST", f"/api/registry/imports/{batch['id']}/cancel").json()
    jobs.drain_jobs()
    assert (stopped["state"], Person.objects.count()) == ("ready", 0)
    assert confirm(browser, batch)["state"] == "done"


def test_a_person_of_another_estate_is_another_record(upload: Callable[..., Any], world: World) -> None:
    factories.person(world.far.estate, name="赵明", id_number=numbered("19500102", 31))
    browser = world.browser("worker")
    batch = upload(small_roster(), browser=browser).json()
    assert (batch["summary"]["known_people"], batch["summary"]["new_people"]) == (0, 2)
    assert confirm(browser, batch)["result"]["people"] == 2
    assert Household.objects.filter(estate=world.near.estate).count() == 1


def test_homes_in_a_grid_keep_their_grid(upload: Callable[..., Any], world: World) -> None:
    from linli.kernel.access import SYSTEM
    from linli.sections.registry import services

    estate = world.near.estate
    grid = services.add_grid(actor=SYSTEM, estate=estate, name="第五网格")
    building = factories.building(estate, "3")
    services.assign_buildings(actor=SYSTEM, grid=grid, building_ids=[building.pk])
    browser = world.browser("worker")
    confirm(browser, upload(small_roster(), browser=browser).json())
    assert set(Person.objects.values_list("area", flat=True)) == {grid.area_id}
    assert ImportBatch.objects.get().area_id == estate.pk
