"""Likely duplicates at entry (查重): the same place, kind and time, said in similar words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.sections.cases.flow import OPEN, REPORTER, State
from linli.sections.cases.models import Case, CasePhoto

CANDIDATES = 300
SHOWN = 4
OTHER = "other"
TEXT_WEIGHT, PLACE_WEIGHT = 0.7, 0.3
UNKNOWN = 0.5
"""What a part counts for when one side says nothing of it."""


@dataclass(frozen=True)
class Said:
    """What somebody is about to report."""

    text: str = ""
    category: str = ""
    place: str = ""
    building_id: int | None = None


@dataclass(frozen=True)
class Likely:
    """A case that may be the same; `likeness` is 0 to 1."""

    case: Case
    likeness: float

    @property
    def open(self) -> bool:
        """True when it can be followed."""
        return self.case.state in OPEN


def likely(
    actor: Actor, area: Area, said: Said, *, permission: str = REPORTER, at: dt.datetime | None = None
) -> list[Likely]:
    """The cases of the area that are probably the same, the likeliest first; at most two queries.

    Ended ones count too: who sees that it was done says so instead of asking again. Thresholds are settings.
    """
    if not (said.text.strip() or said.building_id):
        return []
    since = (at or timezone.now()) - dt.timedelta(days=int(conf.get("cases.likely_days")))
    rows = visible(Case.objects.select_related("category", "assigned_org"), actor, permission).filter(
        area__path__startswith=area.path, created_at__gte=since, state__in=(*OPEN, State.CLOSED)
    )
    if said.category and said.category != OTHER:
        rows = rows.filter(category__code__in=(said.category, OTHER))
    if said.building_id:
        rows = rows.filter(Q(building_id=said.building_id) | Q(building=None))
    photos = Prefetch("photos", CasePhoto.objects.filter(entry__public=True).order_by("pk"))
    found = [
        Likely(c, _likeness(said, c))
        for c in rows.order_by("-created_at").prefetch_related(photos)[:CANDIDATES]
    ]
    enough = float(conf.get("cases.likely_share"))
    return sorted((f for f in found if f.likeness >= enough), key=lambda f: -f.likeness)[:SHOWN]


def _likeness(said: Said, case: Case) -> float:
    """A share of 0 to 1: seven tenths by the words, three by the place."""
    return round(TEXT_WEIGHT * alike(said.text, case.text) + PLACE_WEIGHT * _nearness(said, case), 2)


def alike(one: str, other: str) -> float:
    """How alike two sentences are, 0 to 1, by their pairs of neighbouring characters: Chinese has no spaces."""
    from rapidfuzz import fuzz

    left, right = _pairs(one), _pairs(other)
    return fuzz.token_set_ratio(left, right) / 100 if left and right else UNKNOWN


def _pairs(text: str) -> str:
    letters = [c for c in text if c.isalnum()]
    return " ".join(a + b for a, b in zip(letters, letters[1:], strict=False))


def _nearness(said: Said, case: Case) -> float:
    if said.building_id and case.building_id:
        return 1.0
    if not said.place.strip() or not case.place:
        return UNKNOWN
    return alike(said.place, case.place)
