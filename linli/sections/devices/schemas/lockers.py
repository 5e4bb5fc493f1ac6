"""Shapes of parcel lockers. Phones are masked; a code is shown to nobody but whom it is for."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from linli.kernel.privacy import mask_phone
from linli.sections.devices.schemas.sent import Id, Text

OVERDUE_H = 24


def hours_in(row: Any) -> int:
    """How long a parcel has been in the locker."""
    until = row.ended_at or timezone.now()
    return int((until - row.placed_at).total_seconds() // 3600) if row.placed_at else 0


class LockerRow(Schema):
    """A locker in the list."""

    id: int
    number: str
    name: str
    place: str
    area_name: str
    online: bool | None
    cells_count: int
    cells_empty: int
    cells_taken: int
    cells_fault: int

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """The area's name."""
        return str(row.area.name)


class ParcelRow(Schema):
    """A parcel in the list."""

    id: int = Field(title="序号")
    locker_name: str = Field(title="快递柜")
    cell_number: int = Field(title="格口")
    company: str = Field(title="快递公司")
    phone: str = Field(title="收件人手机")
    state: str
    state_title: str = Field(title="状态")
    placed_at: dt.datetime | None = Field(title="投放时间")
    ended_at: dt.datetime | None = Field(title="取走时间")
    hours: int = Field(title="在柜小时")
    overdue: bool
    reminded_h: int = Field(title="已催取")
    how: str
    helper: str = Field(title="代取人")
    helper_reason: str = Field(title="代取原因")

    @staticmethod
    def resolve_locker_name(row: Any) -> str:
        """Which locker."""
        return str(row.device.name)

    @staticmethod
    def resolve_cell_number(row: Any) -> int:
        """Which cell."""
        return int(row.cell.number)

    @staticmethod
    def resolve_phone(row: Any) -> str:
        """Masked."""
        return mask_phone(row.phone)

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(row.get_state_display())

    @staticmethod
    def resolve_hours(row: Any) -> int:
        """Hours in the locker."""
        return hours_in(row)

    @staticmethod
    def resolve_overdue(row: Any) -> bool:
        """Waiting for more than a day."""
        return bool(row.state == "waiting" and hours_in(row) >= OVERDUE_H)


class CellParcel(Schema):
    """What is in a cell."""

    id: int
    company: str
    phone: str
    state: str
    state_title: str
    hours: int
    overdue: bool

    resolve_phone = staticmethod(ParcelRow.resolve_phone)
    resolve_state_title = staticmethod(ParcelRow.resolve_state_title)
    resolve_hours = staticmethod(ParcelRow.resolve_hours)
    resolve_overdue = staticmethod(ParcelRow.resolve_overdue)


class CellOut(Schema):
    """A cell."""

    id: int
    number: int
    size: str
    state: str
    open: bool
    parcel: CellParcel | None


class LockerOut(LockerRow):
    """A locker in full."""

    cells: list[CellOut]

    @staticmethod
    def resolve_cells(row: Any) -> list[Any]:
        """The cells with what is in them."""
        return list(row.cells_shown)


class LockerStatistics(Schema):
    """Numbers of the last thirty days; hours."""

    cells: int
    empty: int
    taken: int
    fault: int
    placed: int
    picked: int
    helped: int
    overdue: int
    median_hours: float | None


class CellsIn(Schema):
    """Cells to add."""

    small: int = Field(0, ge=0, le=300)
    medium: int = Field(0, ge=0, le=300)
    large: int = Field(0, ge=0, le=300)


class ReasonIn(Schema):
    """Why."""

    reason: Text = Field(min_length=2, max_length=200)


class MarkCellIn(ReasonIn):
    """Out of use, or back."""

    broken: bool


class PlaceParcelIn(Schema):
    """A parcel that staff put in."""

    phone: Text = Field(min_length=11, max_length=11)
    size: Literal["S", "M", "L"] = "S"
    company: Text = Field("", max_length=20)


class FetchIn(ReasonIn):
    """Who fetches it for whom, and why."""

    helper: Text = Field(min_length=2, max_length=40)


class ShareIn(Schema):
    """Who shall fetch it."""

    helper: Text = Field(min_length=2, max_length=40)
    phone: Text = Field(min_length=11, max_length=11)


class ParcelFilters(Schema):
    """Filters of the parcels."""

    q: Text = Field("", max_length=20)
    state: Literal["", "placing", "waiting", "opening", "picked", "returned", "cancelled"] = ""
    overdue: bool = False
    device_id: Id | None = None


class ParcelNoteOut(Schema):
    """A line of the story."""

    at: dt.datetime
    text: str
    actor_name: str


class ParcelOut(ParcelRow):
    """A parcel with its story."""

    notes: list[ParcelNoteOut]

    @staticmethod
    def resolve_notes(row: Any) -> list[Any]:
        """Newest first."""
        return list(row.notes.all())


class OwnParcel(Schema):
    """One's own parcel; the code only while it waits."""

    id: int
    company: str
    place: str
    cell_number: int
    code: str
    state: str
    words: str
    placed_at: dt.datetime | None
    ended_at: dt.datetime | None
    hours: int
    overdue: bool
    helper: str

    resolve_cell_number = staticmethod(ParcelRow.resolve_cell_number)
    resolve_hours = staticmethod(ParcelRow.resolve_hours)
    resolve_overdue = staticmethod(ParcelRow.resolve_overdue)

    @staticmethod
    def resolve_place(row: Any) -> str:
        """Where the locker stands."""
        return str(row.device.place or row.device.name)

    @staticmethod
    def resolve_words(row: Any) -> str:
        """What a person says."""
        if row.state == "opening":
            return "柜门已打开，请取走后关好门"
        if row.state == "picked":
            return f"{row.helper}已代取" if row.how == "help" else "已取走"
        if row.state == "returned":
            return "已退回快递员"
        days = hours_in(row) // 24
        return f"已放 {days} 天，请尽快取走" if days else "等您来取"
