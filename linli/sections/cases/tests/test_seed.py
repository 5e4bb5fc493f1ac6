"""The demo: the same for the same seed, believable, and nothing left over when run again."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from linli.sections.cases import seed as seed_module
from linli.sections.cases import services
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, CaseRequest, TimelineEntry
from linli.sections.cases.queries import measures
from linli.sections.cases.queries.measures import ON_THE_WALL
from linli.sections.cases.seed import COUNT, DAYS, seed
from linli.sections.cases.tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.once]
COLUMNS = ("number", "text", "place", "state", "created_at", "rating")


def test_the_demo_is_deterministic_and_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    monkeypatch.setattr(seed_module, "COUNT", 120)
    world()
    with transaction.atomic():
        seed(random.Random(7))
        first = list(Case.objects.order_by("pk").values_list(*COLUMNS))
        assert len(first) == 120
        assert seed(random.Random(7)) == []
        transaction.set_rollback(True)
    seed(random.Random(7))
    assert list(Case.objects.order_by("pk").values_list(*COLUMNS)) == first


def test_the_demo_has_every_state_and_its_numbers_go_on() -> None:
    w = world()
    seed(random.Random(1))
    states = Counter(Case.objects.values_list("state", flat=True))
    assert set(states) == set(State.values)
    assert states[State.CLOSED] > COUNT * 0.8
    last = {c.case_id: c.to_state for c in TimelineEntry.objects.order_by("pk")}
    assert last == dict(Case.objects.values_list("pk", "state"))
    year = timezone.localdate() - timedelta(days=DAYS)  # a month has so few that the hour of the test decides
    shares = {m.id: m.percent for m in measures(w.worker, since=year).measures}
    assert all(70 < (shares[name] or 0) <= 100 for name in ON_THE_WALL), shares
    assert {r.kind for r in CaseRequest.objects.filter(state="waiting")} == {"extension", "objection"}
    case = services.report_case(actor=w.worker, source="patrol", text="再来一条", area=w.estate)
    year = timezone.localdate().year
    assert int(case.number[5:]) == Case.objects.filter(number__startswith=str(year)).count()
