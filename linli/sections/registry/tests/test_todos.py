"""What waits in the registry for whom: corrections, reviews of tags and imports, in one query."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.testing.world import World
from linli.sections.registry import queries
from linli.sections.registry.models import Correction, ImportBatch, PersonTag
from linli.sections.registry.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.function("1.4")]


def waiting(world: World) -> None:
    """Two corrections, a tag to review, and six imports that nobody has confirmed."""
    estate = world.near.estate
    people = [factories.person(estate, name=name) for name in ("王建国", "李秀英")]
    for person in people:
        Correction.objects.create(person=person, area=estate, changes="{}")
    PersonTag.objects.create(person=people[0], tag=factories.tag(estate), review_on=timezone.localdate())
    for nth in range(6):
        ImportBatch.objects.create(area=estate, name=f"{nth}.xlsx", sha256=str(nth))


def test_what_waits_is_told_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    worker = world.actor(r.WORKER)
    with django_assert_num_queries(1):
        assert queries.todos(worker) == []
    waiting(world)
    with django_assert_num_queries(1):
        found = queries.todos(worker)
    assert [t.title for t in found] == [
        "2 条居民更正待审核",
        "1 个标签待复核",
        *(f"花名册“{nth}.xlsx”还没有确认导入" for nth in (5, 4, 3, 2, 1)),
    ]
    newest = ImportBatch.objects.latest("pk")
    assert (found[2].detail, found[2].link) == (newest.area.name, f"/registry/imports/{newest.pk}")
    assert queries.todos(world.actor(r.SECRETARY, world.far.community)) == []
    assert queries.todos(world.actor(r.PROPERTY_STAFF)) == []
