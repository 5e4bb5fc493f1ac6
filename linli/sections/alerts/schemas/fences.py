"""Shapes of fences of a person's own over REST."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from linli.sections.alerts.engine.spec import Corner


class FenceShape(Schema):
    """A fence: corners are [longitude, latitude] in WGS-84."""

    node: Literal["zone"] = "zone"
    name: str = ""
    side: Literal["outside", "inside"] = "outside"
    ring: list[Corner]
    buffer_m: float = 30


class FenceIn(Schema):
    """Where somebody may go; `duration_s` empty is as in the rule, `muted` leaves the person out."""

    name: str = Field("", max_length=40)
    ring: Annotated[list[Corner], Field(max_length=200)] = []
    duration_s: int | None = Field(None, ge=0, le=604_800)
    muted: bool = False


class FenceOut(Schema):
    """One person under one fence rule; `zone` and `duration_s` are what holds for them, `usual…` what the rule says."""

    rule_id: int
    rule_title: str
    enabled: bool
    person_id: int
    name: str
    address: str
    devices: list[str]
    apart: list[str]
    excepted: bool
    own: bool
    muted: bool
    duration_s: int
    usual_duration_s: int
    zone: FenceShape
    usual: FenceShape
