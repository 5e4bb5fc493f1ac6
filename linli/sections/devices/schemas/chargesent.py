"""What is sent to the charging endpoints. Prices are yuan per kWh."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.devices.charging import bill
from linli.sections.devices.schemas.sent import Id, Text

Price = Annotated[Decimal, Field(ge=0, le=10, decimal_places=4, allow_inf_nan=False)]
"""Yuan per kWh."""


class PeriodIn(Schema):
    """A period of the day: minutes since midnight, `to` excluded."""

    name: Text = Field(min_length=1, max_length=10)
    start: int = Field(ge=0, le=1439)
    end: int = Field(ge=1, le=1440)
    energy: Price
    service: Price

    def as_kept(self) -> dict[str, Any]:
        """As the table keeps it."""
        return {
            "name": self.name, "from": self.start, "to": self.end,
            "energy": int(self.energy * bill.PER_YUAN), "service": int(self.service * bill.PER_YUAN),
        }  # fmt: skip


class TariffIn(Schema):
    """A tariff to save."""

    area_id: Id
    title: Text = Field(min_length=1, max_length=40)
    starts_on: dt.date
    ends_on: dt.date | None = None
    periods: list[PeriodIn] = Field(min_length=1, max_length=24)


class CardIn(Schema):
    """A card to save; `username` is the account of the resident who holds it."""

    area_id: Id
    tag: Text = Field(min_length=1, max_length=20)
    holder: Text = Field(min_length=1, max_length=40)
    username: Text = Field("", max_length=60)
    expires_on: dt.date | None = None


class BlockIn(Schema):
    """Whether the card is lost."""

    blocked: bool


class AdmissionIn(Schema):
    """Whether the pile may run."""

    accepted: bool


class StartIn(Schema):
    """Which connector of which pile."""

    number: Text = Field(min_length=1, max_length=40)
    connector: int = Field(ge=1, le=64)


class StaffStartIn(Schema):
    """Which connector, and for whom."""

    connector: int = Field(ge=1, le=64)
    holder: Text = Field("", max_length=40)


class ChargeCloseIn(Schema):
    """Why staff end it."""

    reason: Text = Field(min_length=1, max_length=100)


class PileFilters(Schema):
    """Filters of the piles."""

    q: Text = Field("", max_length=60)
    state: Literal["", "offline", "Available", "Charging", "Faulted", "Unavailable"] = ""


class SessionFilters(Schema):
    """Filters of the sessions."""

    q: Text = Field("", max_length=60)
    state: Literal["", "starting", "running", "ended", "failed"] = ""
    device_id: Id | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class SearchFilter(Schema):
    """A word to look for."""

    q: Text = Field("", max_length=60)


class SessionPaging(Paging):
    """Paging of the sessions."""

    sortable: ClassVar[tuple[str, ...]] = ("asked_at", "energy_wh", "cost_fen")
