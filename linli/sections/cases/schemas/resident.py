"""What a reporter sees: plain sentences, no states, no names of staff."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from linli.sections.cases import flow, words
from linli.sections.cases.models import Case, CaseFollower, TimelineEntry


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
    """A line of 我的诉求. `stage` runs from 1 (received) to 4 (ended); `following`: reported by somebody else."""

    id: int
    number: str
    text: str
    category: str
    words: str
    stage: int
    needs_me: bool
    following: bool
    created_at: dt.datetime

    @staticmethod
    def resolve_text(case: Case) -> str:
        """One's own words; of a case one follows never the other reporter's."""
        own = _own(case)
        return case.text if own is None else own.text or f"{case.category.name}（别人也说了，一起办）"

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_words(case: Case) -> str:
        """Where it stands, in one sentence."""
        return words.sentence(case, asked=_own(case) is None)

    @staticmethod
    def resolve_stage(case: Case) -> int:
        """1 to 4."""
        return words.STAGES[flow.State(_shown(case).state)]

    @staticmethod
    def resolve_needs_me(case: Case) -> bool:
        """True when the reporter is asked to look and confirm."""
        return case.state == flow.State.HANDLED and _own(case) is None

    @staticmethod
    def resolve_following(case: Case) -> bool:
        """True for a case that somebody else reported."""
        return _own(case) is not None


def _own(case: Case) -> CaseFollower | None:
    """The reader's own row as a follower, when the case was read as one of theirs."""
    return next(iter(getattr(case, "following", ())), None)


def _shown(case: Case) -> Case:
    """The case on which the work is done: the other one, for a merged case."""
    return case.merged_into or case


class CaseHappeningOut(Schema):
    """One thing that happened, in plain words; photos only where the reader is logged in."""

    at: dt.datetime
    title: str
    text: str
    photos: list[str] = []
    sounds: list[str] = []


class CaseProgressOut(Schema):
    """Progress by number and code: nothing of the request itself, nobody's name."""

    number: str
    category: str
    words: str
    stage: int
    created_at: dt.datetime
    can_rate: bool
    timeline: list[CaseHappeningOut]

    @staticmethod
    def resolve_can_rate(case: Case) -> bool:
        """True once it is closed and until it has been rated."""
        return case.state == flow.State.CLOSED and case.rating is None and _own(case) is None

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_words(case: Case) -> str:
        """Where it stands, in one sentence."""
        return words.sentence(case, asked=_own(case) is None)

    @staticmethod
    def resolve_stage(case: Case) -> int:
        """1 to 4."""
        return words.STAGES[flow.State(_shown(case).state)]

    @staticmethod
    def resolve_timeline(case: Case) -> list[dict[str, Any]]:
        """Only what happened and when, without free text: it may hold personal data."""
        return [*_titles(case), *_since_merged(case)]


def _public(case: Case) -> list[TimelineEntry]:
    return [e for e in case.timeline.all() if e.public and e.action in words.SHOWN]


def _titles(case: Case, since: dt.datetime | None = None) -> list[dict[str, Any]]:
    party = words.party_word(case)
    return [
        {"at": e.at, "title": words.happening(e, party), "text": ""}
        for e in _public(case)
        if since is None or e.at > since
    ]


def _since_merged(case: Case) -> list[dict[str, Any]]:
    """What happened to the other case since this one was merged into it; its reporter's own steps in other words."""
    return [
        {**told, "title": words.of_other(told["title"])}
        for told in (_titles(case.merged_into, case.ended_at) if case.merged_into else ())
    ]


class MyCaseOut(MyCaseRow):
    """One's own case, whole; `can` are the buttons offered now, `before` and `after` photos of the spot."""

    code: str
    place: str
    version: int
    rating: int | None
    resolved: bool | None
    timeline: list[CaseHappeningOut]
    before: list[str]
    after: list[str]
    can: list[str]

    @staticmethod
    def resolve_code(case: Case) -> str:
        """The reader's own query code."""
        own = _own(case)
        return str(own.code if own else case.code)

    @staticmethod
    def resolve_place(case: Case) -> str:
        """The place; not for followers, it may be the other reporter's home."""
        return "" if _own(case) else case.place

    @staticmethod
    def resolve_rating(case: Case) -> int | None:
        """The reader's own rating; a follower has given none."""
        return None if _own(case) else case.rating

    @staticmethod
    def resolve_timeline(case: Case) -> list[dict[str, Any]]:
        """Public entries in plain words, photos by an address only the reporter may read."""
        from linli.sections.cases import queries

        if _own(case):
            since = _titles(case) + _since_merged(case)
            return [{**told, "title": words.of_other(told["title"])} for told in since]
        party, names = words.party_word(case), queries.staff_names(case)
        told = [
            {
                "at": e.at,
                "title": words.happening(e, party),
                "text": _text(e, names),
                "photos": _photos(case, e),
                "sounds": _sounds(case, e),
            }
            for e in _public(case)
        ]
        return [*told, *_since_merged(case)]

    @staticmethod
    def resolve_before(case: Case) -> list[str]:
        """Photos the reporter sent."""
        return [] if _own(case) else _photos_of(case, ("report", "append", "dispute", "reopen"))

    @staticmethod
    def resolve_after(case: Case) -> list[str]:
        """Photos of the work done and of the check on the spot."""
        return [] if _own(case) else _photos_of(case, ("handle", "verify"))

    @staticmethod
    def resolve_can(case: Case, context: Any) -> list[str]:
        """confirm, dispute, rate, reopen, append: whichever apply."""
        from linli.sections.cases import queries

        return [s.action for s in queries.actions(context["request"].actor, case, reporter=True)]


def _photos(case: Case, entry: TimelineEntry) -> list[str]:
    return [f"/api/cases/mine/{case.pk}/photos/{photo.pk}" for photo in entry.photos.all()]


def _sounds(case: Case, entry: TimelineEntry) -> list[str]:
    return [f"/api/cases/mine/{case.pk}/sounds/{sound.pk}" for sound in entry.sounds.all()]


def _photos_of(case: Case, actions: tuple[str, ...]) -> list[str]:
    return [url for e in _public(case) if e.action in actions for url in _photos(case, e)]


def _text(entry: TimelineEntry, names: list[str]) -> str:
    if entry.action in flow.OWN_ACTIONS:
        return entry.text
    return "" if entry.data.get("internal") else words.nameless(entry.text, names)
