"""Shapes of drinking water. Money in 分, water in ml, TDS in mg/L."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from linli.sections.devices.schemas.sent import Id, Text


class WaterNow(Schema):
    """How the water of a machine is, in numbers and in plain words."""

    tds: float | None
    mean: float | None
    filter_life: float | None
    dispensed: float | None
    at: dt.datetime | None
    kind: Literal["ok", "warn", "muted"]
    words: str
    filter_words: str


class DispenserLimits(Schema):
    """Limits and price of a machine."""

    tds_limit: int = Field(100, ge=10, le=1000, description="水质控制值（mg/L）")
    filter_limit: int = Field(10, ge=0, le=90, description="滤芯更换线（%）")
    fen_per_litre: int = Field(20, ge=0, le=10_000, description="单价（分/升），0 为免费")
    most_ml: int = Field(7500, ge=100, le=50_000, description="一次最多（毫升）")


class DispenserRow(Schema):
    """A machine in the list."""

    id: int
    number: str
    name: str
    place: str
    area_name: str
    online: bool | None
    last_seen_at: dt.datetime | None
    water: WaterNow
    limits: DispenserLimits

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """The area's name."""
        return str(row.area.name)


class FilterChangeOut(Schema):
    """A change of filters."""

    id: int
    changed_on: dt.date
    what: str
    person: str
    note: str
    photo_id: int | None
    entered_by: str


class WaterUseOut(Schema):
    """One day's use."""

    day: dt.date
    ml: int
    draws: int
    fen: int


class DispenserOut(DispenserRow):
    """A machine in full."""

    filters: list[FilterChangeOut]
    use: list[WaterUseOut]


class FilterPhotoOut(Schema):
    """A stored photo."""

    id: int


class FilterChangeIn(Schema):
    """A change of filters to log."""

    changed_on: dt.date
    what: Text = Field(min_length=1, max_length=60)
    person: Text = Field(min_length=1, max_length=40)
    note: Text = Field("", max_length=200)
    photo_id: Id | None = None


class WaterDrawOut(Schema):
    """One drawing of water."""

    id: int
    card_number: str = Field(title="卡号")
    state: str
    state_title: str = Field(title="状态")
    allowed_ml: int
    ml: int = Field(title="出水（毫升）")
    fen: int = Field(title="扣费（分）")
    reason: str = Field(title="原因")
    asked_at: dt.datetime = Field(title="刷卡时间")

    @staticmethod
    def resolve_card_number(row: Any) -> str:
        """The card's number."""
        return row.card.number if row.card_id else "—"

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(row.get_state_display())


class WaterCardFilters(Schema):
    """Filters of the cards."""

    q: Text = Field("", max_length=40)
    state: Literal["", "active", "lost", "closed"] = ""
    low: bool = False


class WaterCardOut(Schema):
    """A card."""

    id: int = Field(title="序号")
    number: str = Field(title="卡号")
    holder: str = Field(title="持卡人")
    person_id: int | None
    area_name: str = Field(title="区域")
    state: str
    state_title: str = Field(title="状态")
    balance_fen: int = Field(title="余额（分）")
    created_at: dt.datetime = Field(title="办卡时间")

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """The area's name."""
        return str(row.area.name)

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(row.get_state_display())


class WaterCardIn(Schema):
    """A card to hand out."""

    area_id: Id
    number: Text = Field(min_length=4, max_length=20)
    holder: Text = Field("", max_length=40)
    person_id: Id | None = None
    fen: int = Field(0, ge=0, le=100_000)


class TopUpIn(Schema):
    """Money for a card."""

    fen: int = Field(ge=1, le=100_000)
    note: Text = Field("", max_length=100)


class CardStepIn(Schema):
    """What becomes of a card: lost, found, closed, or replaced by `number`."""

    step: Literal["lost", "found", "close", "replace"]
    number: Text = Field("", max_length=20)
    note: Text = Field("", max_length=100)


class WaterEntryOut(Schema):
    """A line of the ledger."""

    id: int
    kind: str
    kind_title: str
    fen: int
    balance_fen: int
    note: str
    actor_name: str
    at: dt.datetime

    @staticmethod
    def resolve_kind_title(row: Any) -> str:
        """The kind in words."""
        return str(row.get_kind_display())


class PublicDispenser(Schema):
    """A machine as residents see it; `metres` from the own home, null when unknown."""

    id: int
    name: str
    place: str
    online: bool | None
    metres: int | None
    water: WaterNow
    fen_per_litre: int

    @staticmethod
    def resolve_fen_per_litre(row: Any) -> int:
        """The price."""
        return int(row.limits.fen_per_litre)


class OwnWaterLine(Schema):
    """A line of one's own card."""

    kind_title: str
    fen: int
    balance_fen: int
    note: str
    at: dt.datetime

    @staticmethod
    def resolve_kind_title(row: Any) -> str:
        """The kind in words."""
        return str(row.get_kind_display())


class OwnWaterCard(Schema):
    """One's own card with its last lines; `low` when it should be topped up."""

    id: int
    number: str
    state: str
    state_title: str
    balance_fen: int
    low: bool
    lines: list[OwnWaterLine]

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(row.get_state_display())

    @staticmethod
    def resolve_low(row: Any) -> bool:
        """Below ¥2."""
        return bool(row.balance_fen < 200)

    @staticmethod
    def resolve_lines(row: Any) -> list[Any]:
        """The last ten."""
        return list(row.entries.all()[:10])
