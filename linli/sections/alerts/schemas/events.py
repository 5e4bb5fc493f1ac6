"""Shapes of events from outside systems."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.sections.alerts.schemas.fields import Code


class EventIn(Schema):
    """An event from an outside system."""

    source: str = Code
    event_id: str = Field(min_length=1, max_length=80)
    kind: str = Field(max_length=40)
    key: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=120)
    at: AwareDatetime
    message: str = Field("", max_length=300)
    thing: str = Field("", max_length=40)
    building: str = Field("", max_length=40)
    place: str = Field("", max_length=120)
    ended: bool = False


class EventTaken(Schema):
    """What became of an event; `repeated` when it had been taken before."""

    alert_id: int | None = None
    status: str = ""
    repeated: bool


class SourceIn(Schema):
    """A new event source."""

    code: str = Code
    title: str = Field(min_length=1, max_length=60)
    area_id: int


class SourceSwitch(Schema):
    """On or off."""

    enabled: bool


class SourceOut(Schema):
    """An event source."""

    id: int
    code: str
    title: str
    area_id: int
    area: str = Field(alias="area.name")
    enabled: bool
    refused: int
    last_event_at: dt.datetime | None = None


class SourceCreated(SourceOut):
    """A new event source with its signing secret, shown this once."""

    secret: str
