"""Shapes of resident sign-in: code by SMS, code on paper."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from linli.sections.administration.schemas.signin import MeOut

PHONE = r"^1[3-9]\d{9}$"


class PhoneIn(Schema):
    """The phone to send a code to."""

    phone: str = Field(pattern=PHONE)


class CodeAskedOut(Schema):
    """The same answer for every number; `wait_seconds` until the next may be asked for."""

    message: str
    wait_seconds: int


class PhoneLoginIn(Schema):
    """Phone and the six digits received."""

    phone: str = Field(pattern=PHONE)
    code: str = Field(pattern=r"^\d{6}$")


class PersonChoice(Schema):
    """One of the people who share the phone; the name is masked."""

    person_id: int
    name: str
    place: str


class ResidentLoginOut(Schema):
    """Signed in (`me`), or choose one of `people` and send it back with the `ticket`."""

    me: MeOut | None = None
    ticket: str = ""
    people: list[PersonChoice] = []


class ChooseIn(Schema):
    """Which of the people who share the phone."""

    ticket: str = Field(min_length=10, max_length=80)
    person_id: int = Field(ge=1, le=2**53)


class PaperLoginIn(Schema):
    """The code on the slip; case, spaces and dashes do not matter."""

    code: str = Field(min_length=8, max_length=20)


class PaperIn(Schema):
    """For whom a code is printed, and for how many days."""

    person_id: int = Field(ge=1, le=2**53)
    days: int | None = Field(None, ge=1, le=90)


class PaperOut(Schema):
    """A printed code in the list; the code itself is gone."""

    id: int
    person_id: int
    person_name: str
    area_name: str
    printed_by: str
    created_at: dt.datetime
    expires_at: dt.datetime
    state: str


class PaperPrintedOut(Schema):
    """The slip, shown this once."""

    id: int
    code: str
    person_name: str
    expires_at: dt.datetime
    steps: list[str]
