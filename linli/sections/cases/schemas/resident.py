"""What a reporter sees: plain sentences, no states, no names of staff."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from linli.sections.cases import flow, words
from linli.sections.cases.models import Case, TimelineEntry


class CaseReceiptOut(Schema):
    """What one gets for a report: keep the number and the query code."""

    id: int
    number: str
    code: str
    words: str

    @staticmethod
    def resolve_words(case: Case) -> str:
        """Where it stands."""
        return words.sentence(case)


class MyPlaceOut(Schema):
    """A place to choose when reporting: the reporter's own home, if the registry knows it."""

    home_id: int
    title: str


class MyCaseRow(Schema):
    """A line of 我的诉求. `stage` runs from 1 (received) to 4 (ended)."""

    id: int
    number: str
    text: str
    category: str
    words: str
    stage: int
    needs_me: bool
    created_at: dt.datetime

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_words(case: Case) -> str:
        """Where it stands, in one sentence."""
        return words.sentence(case)

    @staticmethod
    def resolve_stage(case: Case) -> int:
        """1 to 4."""
        return words.STAGES[flow.State(case.state)]

    @staticmethod
    def resolve_needs_me(case: Case) -> bool:
        """True when the reporter is asked to look and confirm."""
        return case.state == flow.State.HANDLED


class CaseHappeningOut(Schema):
    """One thing that happened, in plain words; photos only where the reader is logged in."""

    at: dt.datetime
    title: str
    text: str
    photos: list[str] = []


class CaseProgressOut(Schema):
    """Progress by number and code: nothing of the request itself, nobody's name."""

    number: str
    category: str
    words: str
    stage: int
    created_at: dt.datetime
    timeline: list[CaseHappeningOut]

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_words(case: Case) -> str:
        """Where it stands, in one sentence."""
        return words.sentence(case)

    @staticmethod
    def resolve_stage(case: Case) -> int:
        """1 to 4."""
        return words.STAGES[flow.State(case.state)]

    @staticmethod
    def resolve_timeline(case: Case) -> list[dict[str, Any]]:
        """Only what happened and when, without free text: it may hold personal data."""
        party = words.party_word(case)
        return [
            {"at": e.at, "title": words.happening(e, party), "text": ""}
            for e in case.timeline.all()
            if e.public and e.action in words.SHOWN
        ]


class MyCaseOut(MyCaseRow):
    """One's own case, whole; `can` are the buttons offered now."""

    code: str
    place: str
    version: int
    rating: int | None
    timeline: list[CaseHappeningOut]
    can: list[str]

    @staticmethod
    def resolve_timeline(case: Case) -> list[dict[str, Any]]:
        """Public entries in plain words, photos by an address only the reporter may read."""
        from linli.sections.cases import queries

        party, names = words.party_word(case), queries.staff_names(case)
        return [
            {
                "at": e.at,
                "title": words.happening(e, party),
                "text": _text(e, names),
                "photos": [f"/api/cases/mine/{case.pk}/photos/{p.pk}" for p in e.photos.all()],
            }
            for e in case.timeline.all()
            if e.public and e.action in words.SHOWN
        ]

    @staticmethod
    def resolve_can(case: Case, context: Any) -> list[str]:
        """confirm, dispute, reopen, append: whichever apply."""
        from linli.sections.cases import queries

        return [s.action for s in queries.actions(context["request"].actor, case, reporter=True)]


def _text(entry: TimelineEntry, names: list[str]) -> str:
    if entry.action in flow.OWN_ACTIONS:
        return entry.text
    return "" if entry.data.get("internal") else words.nameless(entry.text, names)
