"""Shapes of bindings, consent and relatives, and of the resident pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.kernel.privacy import mask_phone
from linli.sections.eldercare.schemas.elders import Day, Key
from linli.sections.eldercare.schemas.health import ElderAlert, LimitOut, NewsOut, VitalSign, VitalValue

Name = Annotated[str, StringConstraints(max_length=60)]
Short = Annotated[str, StringConstraints(max_length=20)]
Sees = Annotated[int, Field(ge=1, le=3)]


class BindingOut(Schema):
    """A device that is or was worn."""

    id: int
    device_id: int
    number: str = Field(alias="device.number")
    device_name: str = Field(alias="device.name")
    online: bool | None = Field(alias="device.online")
    last_seen_at: dt.datetime | None = Field(alias="device.last_seen_at")
    locate: bool = Field(alias="device.locate")
    wording_version: str
    form_id: int | None
    began_at: dt.datetime
    ended_at: dt.datetime | None
    end: str
    end_title: str = Field(alias="get_end_display")
    ended_by: str


class CareConsent(Schema):
    """The consent in force and what was told."""

    given: bool
    wording: str
    version: str


class BindingsOut(Schema):
    """The devices of an elder, and the consent."""

    consent: CareConsent
    bindings: list[BindingOut]


class BindIn(Schema):
    """A device for an elder, with the signed form."""

    number: Annotated[str, StringConstraints(max_length=40)]
    way: Literal["paper", "online"] = "paper"
    form_id: Key | None = None
    locate: bool = False


class ConsentForm(Schema):
    """The stored form."""

    id: int


class RelativeOut(Schema):
    """A relative."""

    id: int
    name: str
    relation: str
    phone_masked: str
    sees: int
    sees_title: str = Field(alias="get_sees_display")
    order: int
    way_title: str = Field(alias="get_consent_way_display")
    consent_on: dt.date
    ended_at: dt.datetime | None
    ended_by: str

    @staticmethod
    def resolve_phone_masked(row: object) -> str:
        """138****5678."""
        return mask_phone(str(getattr(row, "phone", "")))


class RelativeIn(Schema):
    """A relative that the elder wants to know."""

    name: Name
    relation: Short
    phone: Annotated[str, StringConstraints(max_length=30)]
    sees: Sees = 1
    way: Literal["paper", "spoken"] = "spoken"
    consent_on: Day | None = None
    order: int = Field(1, ge=1, le=20)


class OwnRelativeIn(Schema):
    """A relative that the elder invites."""

    name: Name
    relation: Short
    phone: Annotated[str, StringConstraints(max_length=30)]
    sees: Sees = 1


class SeesIn(Schema):
    """How much a relative may see."""

    sees: Sees


class OwnView(Schema):
    """Somebody looked at my data."""

    viewer: str
    capacity: str
    part: str = Field(alias="get_part_display")
    last_at: dt.datetime
    times: int


class OwnHealth(Schema):
    """My own data: values, devices, relatives, who looked."""

    elder_id: int
    name: str
    values: list[VitalValue]
    news2: NewsOut
    limits: list[LimitOut]
    vitals: list[VitalSign]
    consent: CareConsent
    bindings: list[BindingOut]
    relatives: list[RelativeOut]
    views: list[OwnView]


class FamilyRow(Schema):
    """One of my elders: how they are, in plain words."""

    elder_id: int
    name: str
    relation: str
    sees: int
    state: str
    tone: Literal["good", "watch", "urgent", "unknown"]
    heard_at: dt.datetime | None
    live_alerts: int


class LastPlace(Schema):
    """Where the device was last."""

    latitude: float
    longitude: float
    at: dt.datetime


class FamilyVisit(Schema):
    """Somebody was there, or telephoned."""

    at: dt.datetime
    way: str
    by: str
    answered: bool


class FamilyMedicine(Schema):
    """Something was taken from the medicine cabinet."""

    at: dt.datetime
    text: str


class FamilyOut(FamilyRow):
    """One of my elders with what I may see; values and place are absent where the elder did not agree."""

    values: list[VitalValue] | None
    place: LastPlace | None
    alerts: list[ElderAlert]
    visits: list[FamilyVisit]
    medicines: list[FamilyMedicine] | None
    missed: list[FamilyMedicine] | None
    community_phone: str


class OwnMeasurementIn(Schema):
    """What I measured at home."""

    values: dict[Short, Annotated[float, Field(ge=-1e6, le=1e6)]] = Field(max_length=12)


class ConsentWithdrawnOut(Schema):
    """Nothing is collected any more."""

    ok: bool
    message: str
