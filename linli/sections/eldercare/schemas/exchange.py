"""Shapes of FHIR exchange."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class ExportIn(Schema):
    """How many days back."""

    days: int = Field(30, ge=1, le=366)


class ImportIn(Schema):
    """A FHIR R4 Bundle or Observation; with `preview` nothing is written."""

    content: dict[str, Any]
    preview: bool = True


class ImportLine(Schema):
    """One entry: taken, known already, or refused and why."""

    place: str
    at: dt.datetime | None
    text: str
    state: Literal["taken", "known", "refused"]
    why: str


class ImportOut(Schema):
    """What was taken, or would be."""

    preview: bool
    taken: int
    known: int
    refused: int
    lines: list[ImportLine]
