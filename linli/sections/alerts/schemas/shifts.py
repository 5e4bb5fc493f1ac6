"""Shapes of the weekly shifts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field


class ShiftIn(Schema):
    """A weekly shift; weekdays 0 = Monday; equal start and end mean 24 hours."""

    area_id: int
    title: str = Field(max_length=40)
    weekdays: list[int] = Field([], max_length=7)
    starts: dt.time
    ends: dt.time
    first_id: int
    second_id: int | None = None
    holiday: bool = False


class ShiftOut(ShiftIn):
    """A shift with names."""

    id: int
    area: str = Field(alias="area.name")
    first: str = Field(alias="first.name")
    second: str = ""

    @staticmethod
    def resolve_second(row: Any) -> str:
        """The name of the 备班."""
        return row.second.name if row.second else ""


class CandidateOut(Schema):
    """Somebody who may be put on duty."""

    id: int
    name: str
