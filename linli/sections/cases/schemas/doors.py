"""At the doors (诉求入口): places by QR code, likely duplicates, following instead of reporting again."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from linli.sections.cases import flow, words
from linli.sections.cases.models import Case
from linli.sections.cases.open311.publictext import redacted
from linli.sections.cases.paper import PRIVATE, matter
from linli.sections.cases.queries.likely import Likely


class CaseHereOut(Schema):
    """The place behind a QR code at an entrance."""

    title: str
    area_id: int
    building_id: int | None


class CaseSoundOut(Schema):
    """A stored voice note and where to listen to it."""

    id: int
    url: str


class CaseLikelyIn(Schema):
    """What somebody is about to report."""

    text: Annotated[str, Field(max_length=4000)] = ""
    category: str = Field("", max_length=20)
    place: Annotated[str, Field(max_length=120)] = ""
    building_id: int | None = None
    area_id: int | None = None


class CaseLikelyOut(Schema):
    """What another resident may know of a case: what, where, when and how far; no photo, no room, no name."""

    id: int
    what: str
    text: str
    at: dt.datetime
    words: str
    open: bool
    mine: bool

    @staticmethod
    def resolve_mine(found: Likely, context: Any) -> bool:
        """True when the asker has reported it."""
        from linli.sections.cases import queries

        return queries.is_reporter(context["request"].actor, found.case)

    @staticmethod
    def resolve_id(found: Likely) -> int:
        """Number by which it is followed."""
        return found.case.pk

    @staticmethod
    def resolve_what(found: Likely) -> str:
        """Category and place, as far as it is not somebody's home."""
        return matter(found.case)

    @staticmethod
    def resolve_text(found: Likely) -> str:
        """Its words without people, rooms and numbers; none where they are somebody's own affair."""
        case = found.case
        private = case.home_id or case.category.code in PRIVATE
        return "" if private else redacted(case.text, case.reporter_name)[:60]

    @staticmethod
    def resolve_at(found: Likely) -> dt.datetime:
        """When it was reported."""
        return found.case.created_at

    @staticmethod
    def resolve_words(found: Likely) -> str:
        """Where it stands; who only looks on is not asked to confirm."""
        case = found.case
        if case.state == flow.State.HANDLED:
            return f"{words.party_word(case)}说已经办好了，正等诉求人确认"
        return words.sentence(case)


class CaseTwinOut(Schema):
    """What staff see of a likely duplicate, side by side with what they write down."""

    id: int
    number: str
    text: str
    category: str
    place: str
    state_title: str
    at: dt.datetime
    likeness: float
    open: bool
    photos: list[str]

    @staticmethod
    def of(found: Likely) -> dict[str, object]:
        """The row of a likely duplicate."""
        case = found.case
        return {
            "id": case.pk,
            "number": case.number,
            "text": case.text,
            "category": case.category.name,
            "place": case.place,
            "state_title": str(flow.State(case.state).label),
            "at": case.created_at,
            "likeness": found.likeness,
            "open": found.open,
            "photos": [f"/api/kernel/files/{photo.file_id}" for photo in case.photos.all()],
        }


class CaseFollowIn(Schema):
    """What one would have said."""

    text: Annotated[str, Field(max_length=4000)] = ""


class CaseFollowForIn(CaseFollowIn):
    """For whom a clerk follows."""

    reporter_name: str = Field("", max_length=40)
    reporter_phone: str = Field("", max_length=20)
    person_id: int | None = None


class CaseFollowedOut(Schema):
    """The number of the case that is followed, and one's own query code for it."""

    id: int
    number: str
    code: str
    words: str


class CasePhotoPlaceOut(Schema):
    """Where a photo says it was taken (WGS 84); kept apart from the photo, which tells nobody."""

    photo: int
    lat: float
    lon: float


def followed(case: Case, code: str) -> dict[str, object]:
    """The answer to who follows."""
    return {"id": case.pk, "number": case.number, "code": code, "words": words.sentence(case)}
