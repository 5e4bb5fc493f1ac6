"""Shapes of plans (平面图)."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class PlanProperties(Schema):
    """What a shape is; `building` is the building's number where the registry knows it."""

    kind: str
    name: str = ""
    building: int | None = None
    width: float | None = None
    note: str = ""


class PlanFeature(Schema):
    """A GeoJSON feature."""

    type: Literal["Feature"]
    geometry: dict[str, Any]
    properties: PlanProperties


class PlanCollection(Schema):
    """GeoJSON in metres on the plan, x to the right and y downwards."""

    type: Literal["FeatureCollection"]
    features: list[PlanFeature]


class PlanOut(Schema):
    """The plan of one estate; version 0 when none was uploaded. `origin` is [longitude, latitude] of its zero point."""

    area_id: int
    area: str
    version: int
    origin: tuple[float, float] | None = None
    plan: PlanCollection


class PlanRow(Schema):
    """One estate, the file in use, and how many of its buildings are drawn."""

    area_id: int
    area: str
    version: int
    file: str
    made_at: dt.datetime | None
    buildings: int
    drawn: int


class PlanCheck(Schema):
    """What an upload would do: which house numbers match the registry and which do not."""

    features: list[PlanFeature]
    degrees: bool
    notes: list[str]
    matched: int
    unnamed: int
    unknown: list[str]
    twice: list[str]
    missing: list[str]


class PlanRestore(Schema):
    """The version in use, as the person saw it."""

    version: int = Field(ge=1, le=2**31 - 1)
