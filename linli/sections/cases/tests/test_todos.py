"""What waits for whom among the cases: every kind of to-do, each role's own, all in one query; one case's page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.sections.cases import queries
from linli.sections.cases.models import (
    BoardCheck,
    Callback,
    Case,
    CaseAssist,
    CaseRequest,
    Escalation,
    NoticeBoard,
    TimelineEntry,
)
from linli.sections.cases.tests.factories import World, bring_to, entered, world

pytestmark = [pytest.mark.django_db, pytest.mark.once]
STATES = ("reported", "accepted", "dispatched", "working", "handled", "closed")


@pytest.fixture
def w() -> World:
    return world()


def plenty(w: World) -> dict[str, Case]:
    """A case at every state, and on them everything that can wait for somebody; the cases by state."""
    found = {state: bring_to(w, entered(w, text=state), state) for state in STATES}
    hung = {"due_at": timezone.now(), "area": w.estate, "kind": "phone", "assigned_role": r.GRID}
    Callback.objects.create(case=found["closed"], round=1, **hung)
    Callback.objects.create(case=found["working"], round=9, state="reached", redone=True, **hung)
    CaseRequest.objects.create(case=found["working"], kind="extension", reason="缺配件")
    CaseAssist.objects.create(case=found["working"], role=r.GRID, task="一起上门")
    Case.objects.filter(pk=found["dispatched"].pk).update(escalation=2)
    for level, role in enumerate((r.WORKER, r.SECRETARY), 1):
        Escalation.objects.create(case=found["dispatched"], round=1, level=level, role=role)
    TimelineEntry.objects.create(case=found["working"], action="urge", who="孙书记")
    board = NoticeBoard.objects.create(name="东门", place="东门", area=w.estate, keeper=w.users[r.GRID])
    missed = timezone.now() - dt.timedelta(hours=5)
    BoardCheck.objects.create(board=board, planned_at=missed, escalated_at=missed)
    return found


WAITS = {
    r.SECRETARY: [
        "请审批延期：working",
        "留言板漏看，请督促：东门",
        "超期升级到您：dispatched",
        "回访退回重办：working",
    ],
    r.WORKER: ["请审批延期：working", "回访退回重办：working", "首接负责，请跟到有人接单：dispatched"],
    r.GRID: ["请协办并回报：working", "留言板漏看，请督促：东门", "请电话回访：closed"],
    r.PROPERTY_STAFF: ["请接单：dispatched", "请处置：working", "督办：working"],
}
RECEIVES = ["请受理：reported", "请派遣：accepted"]
VERIFIES = ["请核查：handled"]
ASKER = 3
"""Session, user, roles."""


@pytest.mark.parametrize("role", WAITS)
def test_every_kind_comes_in_one_query_each_role_its_own(
    w: World, role: str, django_assert_num_queries: Any
) -> None:
    plenty(w)
    more = {r.SECRETARY: RECEIVES + VERIFIES, r.WORKER: RECEIVES + VERIFIES, r.GRID: VERIFIES}
    actor = w.actor(role)
    with django_assert_num_queries(1):
        found = queries.todos(actor)
    assert Counter(t.title for t in found) == Counter(WAITS[role] + more.get(role, []))
    first = RECEIVES[0]
    for _ in range(3):
        entered(w, text="reported")
    with django_assert_num_queries(1):
        again = Counter(t.title for t in queries.todos(actor))
    assert again == Counter(t.title for t in found) + Counter(
        {first: 3 if first in more.get(role, []) else 0}
    )


@pytest.mark.parametrize(("state", "most"), [("accepted", 4), ("closed", 5), ("working", 8)])
def test_a_page_costs_the_same_however_long_its_story(
    w: World, state: str, most: int, django_assert_max_num_queries: Any
) -> None:
    """Case, people and places, what hangs on it, timeline; closed: the call-back; a request: who may decide it."""
    case, browser = plenty(w)[state], w.browser(r.WORKER)
    for _ in range(2):
        with django_assert_max_num_queries(ASKER + most):
            assert browser.get(f"cases/{case.pk}").json()["id"] == case.pk
        more = [TimelineEntry(case=case, action="note", who="李社工", text="看过") for _ in range(20)]
        TimelineEntry.objects.bulk_create(more)
