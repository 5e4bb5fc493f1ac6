"""The audit trail: readable within one's areas, filterable, verifiable."""

from __future__ import annotations

import pytest

from linli.kernel import audit
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World

pytestmark = pytest.mark.django_db

AUDIT = "/api/administration/audit"


def write(world: World) -> None:
    actor = world.actor("worker")
    for n in range(3):
        audit.record(actor, "cases.case.closed", area=world.near.estate, detail={"n": n})
    audit.record(actor, "cases.case.opened", area=world.far.estate)
    audit.record(actor, "administration.key.made")


@pytest.mark.function("13.3")
def test_entries_of_ones_areas_newest_first(world: World) -> None:
    write(world)
    rows = world.browser("secretary").call("GET", AUDIT).json()["items"]
    assert [(r["action"], r["area_name"], r["detail"]) for r in rows] == [
        ("cases.case.closed", "近水小区", {"n": n}) for n in (2, 1, 0)
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("action=cases.case", 3),
        ("action=registry", 0),
        ("actor=测试worker", 3),
        ("actor=别人", 0),
        ("since=2020-01-01T00:00:00%2B08:00", 3),
        ("until=2020-01-01T00:00:00%2B08:00", 0),
        ("target_model=registry.person", 0),
    ],
)
def test_filters(world: World, query: str, count: int) -> None:
    write(world)
    assert world.browser("secretary").call("GET", f"{AUDIT}?{query}").json()["total"] == count


def test_the_area_filter_reaches_the_subtree_and_no_further(world: World) -> None:
    write(world)
    secretary = world.browser("secretary")
    assert secretary.call("GET", f"{AUDIT}?area_id={world.near.community.pk}").json()["total"] == 3
    assert secretary.call("GET", f"{AUDIT}?area_id={world.far.estate.pk}").json()["total"] == 0


def test_entries_of_no_area_are_for_whoever_reads_the_whole_tree(world: World) -> None:
    write(world)
    one_street = world.browser("admin", world.near.street).call("GET", AUDIT).json()
    assert one_street["total"] == 3


@pytest.mark.function("13.3")
def test_the_chain_verifies_and_tells_the_first_altered_entry(world: World) -> None:
    write(world)
    secretary = world.browser("secretary")
    good = secretary.call("GET", f"{AUDIT}/verify").json()
    last = AuditEntry.objects.order_by("-pk").first()
    assert good == {
        "whole": True,
        "entries": 5,
        "broken_id": None,
        "broken_at": None,
        "last_hash": last.hash,
    }
    altered = AuditEntry.objects.order_by("pk")[1]
    AuditEntry.objects.filter(pk=altered.pk).update(detail={"n": 99})
    bad = secretary.call("GET", f"{AUDIT}/verify").json()
    assert (bad["whole"], bad["broken_id"]) == (False, altered.pk)


@pytest.mark.function("13.3")
def test_the_export_holds_what_the_list_shows(world: World) -> None:
    write(world)
    answer = world.browser("secretary").call("GET", f"{AUDIT}?format=xlsx&columns=at,actor_name,action")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
