"""Shapes of lighting."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from linli.sections.devices.schemas.sent import Id, Text

Percent = Field(ge=0, le=100)


class LampStep(Schema):
    """From when a level (percent) holds: "dusk", "dawn" or "HH:MM", minutes of offset, days with 0 for Monday."""

    at: Text = Field(min_length=4, max_length=5)
    offset: int = Field(0, ge=-240, le=240)
    level: int = Percent
    days: list[int] = Field(default_factory=list, max_length=7)


class LampGroupPatch(Schema):
    """What may be changed of a group."""

    name: Text | None = Field(None, min_length=1, max_length=40)
    place: Text | None = Field(None, max_length=100)
    steps: list[LampStep] | None = Field(None, max_length=12)
    latitude: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    presence_level: int | None = Field(None, ge=1, le=100)
    presence_minutes: int = Field(5, ge=1, le=120)
    lamp_ids: list[Id] | None = Field(None, max_length=2000)
    sensor_ids: list[Id] | None = Field(None, max_length=200)


class LampGroupIn(LampGroupPatch):
    """A new group."""

    area_id: Id
    name: Text = Field(min_length=1, max_length=40)


class LampOverrideIn(Schema):
    """A level by hand, and its end."""

    level: int = Percent
    until: Literal["1h", "2h", "4h", "dawn", "next"]


class AppliedOut(Schema):
    """The level that holds and why."""

    level: int
    source: Literal["manual", "presence", "plan"]
    words: str
    until: dt.datetime | None
    then: str


class LampOut(Schema):
    """One lamp: what it should do, what it does."""

    id: int
    number: str
    name: str
    place: str
    point: list[float] | None
    building_id: int | None
    online: bool | None
    desired: int | None
    confirmed: bool
    tries: int
    level: int | None
    power: float | None
    seen_at: dt.datetime | None
    fault: str
    fault_at: dt.datetime | None


class LampSpanOut(Schema):
    """A stretch of the night with one level."""

    since: dt.datetime
    until: dt.datetime
    level: int
    words: str


class LampNightOut(Schema):
    """From noon to noon."""

    since: dt.datetime
    until: dt.datetime
    now: dt.datetime
    dusk: dt.datetime
    dawn: dt.datetime
    spans: list[LampSpanOut]


class LampGroupRow(Schema):
    """A group in the list. Energy in Wh."""

    id: int
    name: str
    place: str
    area_id: int
    area_name: str
    applied: AppliedOut | None
    lamps_count: int
    faults_count: int
    away_count: int
    waiting_count: int
    today_wh: int
    month_wh: int

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """The area's name."""
        return str(row.area.name)


class LampSensorOut(Schema):
    """A sensor that lights a group."""

    id: int
    name: str
    place: str
    online: bool | None


class LampGroupOut(LampGroupRow):
    """A group in full."""

    steps: list[LampStep]
    latitude: float | None
    longitude: float | None
    used_latitude: float
    used_longitude: float
    presence_level: int | None
    presence_minutes: int
    lamps: list[LampOut]
    sensors: list[LampSensorOut]
    night: LampNightOut

    @staticmethod
    def resolve_sensors(row: Any) -> list[Any]:
        """The sensors."""
        return list(row.sensors.all())

    @staticmethod
    def resolve_lamps(row: Any) -> list[Any]:
        """The lamps as they are shown, not the rows."""
        return list(row.lamps_shown)


class LampEnergyOut(Schema):
    """The energy of a day, or of the month that begins on it."""

    day: dt.date
    wh: int


class LampEnergyQuery(Schema):
    """By what."""

    by: Literal["day", "month"] = "day"


class LampGroupFilters(Schema):
    """Filters of the list."""

    area_id: Id | None = None
