"""Shapes of the programmes (定时节目)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from linli.sections.outreach.schemas.broadcasts import Id, Text, ZoneName


class ProgrammePatch(Schema):
    """What may be changed of a programme."""

    title: Text | None = Field(None, min_length=1, max_length=60)
    text: Text | None = Field(None, max_length=500)
    audio: Id | None = None
    zone_ids: list[Id] | None = Field(None, max_length=100)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(None, max_length=7)
    times: list[Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]] | None = Field(
        None, max_length=12
    )
    starts_on: dt.date | None = None
    until: dt.date | None = None
    repeats: int | None = Field(None, ge=1, le=5)
    active: bool | None = None


class ProgrammeIn(ProgrammePatch):
    """A new programme."""

    area_id: Id
    title: Text = Field(min_length=1, max_length=60)
    text: Text = Field("", max_length=500)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(min_length=1, max_length=7)
    times: list[Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]] = Field(
        min_length=1, max_length=12
    )


class ProgrammeOut(Schema):
    """A programme and when it plays next."""

    id: int
    area_id: int
    area_name: str = Field(alias="area.name")
    title: str
    text: str
    recording_id: int | None
    zones: list[ZoneName]
    weekdays: list[int]
    times: list[str]
    starts_on: dt.date
    until: dt.date | None
    repeats: int
    active: bool
    next_at: dt.datetime | None
    actor_name: str
