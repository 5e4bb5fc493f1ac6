"""Shapes of the medicine cabinet over REST."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.eldercare.models import Restock

Key = Annotated[int, Field(ge=1, le=2**53)]


class DrugIn(Schema):
    """A medicine."""

    name: str = Field(max_length=60)
    spec: str = Field(max_length=60)
    unit: str = Field("盒", max_length=10)
    maker: str = Field("", max_length=60)
    prescription_only: bool = False
    most: int = Field(2, ge=1, le=20)
    price_fen: int = Field(0, ge=0, le=10_000_000)
    advice: str = Field("", max_length=200)


class DrugNew(DrugIn):
    """A new medicine and the area whose cabinets may hold it."""

    area_id: Key


class DrugPatch(DrugIn):
    """The medicine as it shall be."""

    active: bool = True


class DrugOut(DrugPatch):
    """A medicine of the catalogue."""

    id: int
    area_id: int
    area: str = Field(alias="area.name", title="区域")


class CabinetRow(Schema):
    """A cabinet with its numbers."""

    id: int
    name: str
    place: str
    area: str
    active: bool
    device_id: int
    online: bool | None
    waiting: int
    slots: int
    used: int
    low: int
    expired: int


class FreeDevice(Schema):
    """A device that may become a cabinet."""

    id: int
    name: str
    place: str
    area: str


class CabinetNew(Schema):
    """A device to be used as a cabinet."""

    device_id: Key
    slots: int = Field(ge=1, le=60)
    name: str = Field("", max_length=60)


class CabinetSwitch(Schema):
    """Open or closed."""

    active: bool


class DrugStockOut(Schema):
    """Units of a batch in a slot."""

    batch_id: int
    lot: str = Field(alias="batch.lot")
    expires_on: dt.date = Field(alias="batch.expires_on")
    recalled: bool
    quantity: int

    @staticmethod
    def resolve_recalled(row: Any) -> bool:
        """True once the batch was recalled."""
        return bool(row.batch.recalled_at)


class SlotOut(Schema):
    """A slot and what lies in it."""

    id: int
    number: int
    drug_id: int | None
    drug: str
    unit: str
    prescription_only: bool
    low_at: int
    stocks: list[DrugStockOut]

    @staticmethod
    def resolve_drug(row: Any) -> str:
        """Name and spec."""
        return str(row.drug) if row.drug else ""

    @staticmethod
    def resolve_unit(row: Any) -> str:
        """盒, 瓶 …"""
        return row.drug.unit if row.drug else ""

    @staticmethod
    def resolve_prescription_only(row: Any) -> bool:
        """True for 处方药."""
        return bool(row.drug and row.drug.prescription_only)

    @staticmethod
    def resolve_stocks(row: Any) -> list[Any]:
        """First to expire first."""
        return list(row.stocks.all())


class CabinetOut(Schema):
    """One cabinet with its slots."""

    id: int
    name: str
    place: str
    area: str = Field(alias="area.name")
    active: bool
    device_id: int
    slots: list[SlotOut]

    @staticmethod
    def resolve_slots(row: Any) -> list[Any]:
        """By number."""
        return list(row.slots.all())


class SlotIn(Schema):
    """What a slot shall hold."""

    drug_id: Key | None = None
    low_at: int = Field(2, ge=0, le=500)


class RestockLineIn(Schema):
    """Units of a batch for a slot, by the slot's number."""

    slot: int
    lot: str = Field(max_length=40)
    expires_on: dt.date
    quantity: int


class RestockIn(Schema):
    """A filling."""

    lines: list[RestockLineIn] = Field(max_length=40)


class RestockLineOut(Schema):
    """A line of a filling."""

    slot: int
    lot: str
    expires_on: dt.date
    quantity: int


class RestockOut(Schema):
    """A filling and who stands for it."""

    id: int
    cabinet_id: int
    cabinet: str = Field(alias="cabinet.name")
    state: str
    state_title: str = Field(alias="get_state_display")
    lines: list[RestockLineOut]
    made_by_id: int
    made_by: str = Field(alias="made_by.name")
    made_at: dt.datetime
    ended_by: str
    ended_at: dt.datetime | None

    @staticmethod
    def resolve_ended_by(row: Restock) -> str:
        """Who confirmed or cancelled."""
        return row.ended_by.name if row.ended_by else ""


class CountIn(Schema):
    """What was counted."""

    batch_id: Key
    counted: int = Field(ge=0, le=10_000)
    reason: str = Field("", max_length=200)


class MovementOut(Schema):
    """A line of the ledger; it does not say for whom."""

    id: int
    at: dt.datetime = Field(title="时间")
    kind: str
    kind_title: str = Field(alias="get_kind_display", title="类型")
    slot: int = Field(alias="slot.number", title="货道")
    drug: str = Field(title="药品")
    lot: str = Field(alias="batch.lot", title="批号")
    change: int = Field(title="变动")
    balance: int = Field(title="结余")
    by_name: str = Field(title="经手人")
    second_name: str = Field(title="复核人")
    reason: str = Field(title="说明")

    @staticmethod
    def resolve_drug(row: Any) -> str:
        """Name and spec."""
        return str(row.batch.drug)

    @staticmethod
    def resolve_by_name(row: Any) -> str:
        """Staff by name; that somebody took medicine is told elsewhere, to those who may know it."""
        return "" if row.kind in ("dispense", "back") else row.by_name


class MovementPaging(Paging):
    """The ledger sorts by time."""

    sortable: ClassVar[tuple[str, ...]] = ("at",)


class DrugBatchOut(Schema):
    """A batch, how many are left, and whether it was recalled."""

    id: int
    drug: str
    lot: str
    expires_on: dt.date
    held: int
    recalled_at: dt.datetime | None
    recall_reason: str

    @staticmethod
    def resolve_drug(row: Any) -> str:
        """Name and spec."""
        return str(row.drug)


class RecallReason(Schema):
    """Why."""

    reason: str = Field(max_length=200)


class BatchRecalled(Schema):
    """When a batch was recalled."""

    id: int
    recalled_at: dt.datetime


class RecallLine(Schema):
    """Somebody who got units of a batch."""

    elder_id: int
    name: str
    address: str
    quantity: int
    taken_at: dt.datetime
