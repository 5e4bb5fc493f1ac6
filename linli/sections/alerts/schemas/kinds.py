"""Shapes of the library of kinds."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field

from linli.sections.alerts.schemas.fields import Code


class LevelIn(Schema):
    """One level of the chain: who is told how many seconds after the first."""

    who: Literal["duty", "second", "grid", "relatives", "doctor", "secretary"]
    after_s: int = Field(0, ge=0, le=86_400)


class KindIn(Schema):
    """What may be changed of a kind."""

    title: str = Field(max_length=40)
    severity: int = Field(2, ge=1, le=4)
    plan: list[str] = Field([], max_length=20)
    latched: bool = False
    health: bool = False
    auto_case: bool = False
    case_category: str = Field("", max_length=60)
    immediate: bool = False
    chain: list[LevelIn] = Field([], max_length=10)
    hold_s: int = Field(0, ge=0, le=86_400)
    speech: str = Field("", max_length=60)
    enabled: bool = True


class NewKind(KindIn):
    """A new kind."""

    code: str = Code


class KindOut(KindIn):
    """A kind in the library."""

    code: str
    severity_title: str = Field(alias="get_severity_display")
    rule_count: int = 0
