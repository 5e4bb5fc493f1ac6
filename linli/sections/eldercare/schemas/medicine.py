"""Shapes of prescriptions and of medicine handed out, over REST."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.eldercare.models import Dispensing, Prescription

Key = Annotated[int, Field(ge=1, le=2**53)]


class PrescriptionLineOut(Schema):
    """A medicine on a prescription and how many are left."""

    drug_id: int
    drug: str
    quantity: int
    left: int
    usage: str

    @staticmethod
    def resolve_drug(row: Any) -> str:
        """Name and spec."""
        return str(row.drug)


class PrescriptionOut(Schema):
    """A prescription."""

    id: int
    elder_id: int
    name: str = Field(alias="elder.person.name")
    photo_url: str
    hospital: str
    doctor: str
    issued_on: dt.date | None
    valid_until: dt.date | None
    state: str
    state_title: str = Field(alias="get_state_display")
    reason: str
    checked_by: str
    checked_at: dt.datetime | None
    created_at: dt.datetime
    lines: list[PrescriptionLineOut]

    @staticmethod
    def resolve_photo_url(row: Prescription) -> str:
        """Where the photo is."""
        return f"/api/kernel/files/{row.photo_id}" if row.photo_id else ""

    @staticmethod
    def resolve_checked_by(row: Prescription) -> str:
        """The doctor of ours who looked at it."""
        return row.checked_by.name if row.checked_by else ""

    @staticmethod
    def resolve_lines(row: Prescription) -> list[Any]:
        """In the order written."""
        return list(row.lines.all())


class PrescribedIn(Schema):
    """A medicine on the paper."""

    drug_id: Key
    quantity: int = Field(ge=1, le=100)
    usage: str = Field("", max_length=80)


class PrescriptionCheck(Schema):
    """What the paper says."""

    hospital: str = Field(max_length=60)
    doctor: str = Field(max_length=30)
    issued_on: dt.date
    valid_until: dt.date
    lines: list[PrescribedIn] = Field(max_length=20)


class WishIn(Schema):
    """A medicine to be taken; the same `key` is the same wish."""

    cabinet_id: Key
    drug_id: Key
    quantity: int = Field(1, ge=1, le=20)
    key: str = Field(min_length=8, max_length=64)


class PickupIn(Schema):
    """A medicine to be taken with a code at the machine."""

    drug_id: Key
    quantity: int = Field(1, ge=1, le=20)


class PickupOut(Schema):
    """The code, and until when it is good."""

    code: str
    until: dt.datetime


class HelpedWishIn(WishIn):
    """A medicine that staff fetch for an elder."""

    elder_id: Key


class DispensingOut(Schema):
    """What was taken."""

    id: int
    elder_id: int
    name: str = Field(alias="elder.person.name", title="老人")
    cabinet: str = Field(alias="cabinet.name", title="药柜")
    slot: int = Field(alias="slot.number", title="货道")
    drug: str = Field(title="药品")
    unit: str = Field(alias="drug.unit")
    advice: str = Field(alias="drug.advice")
    quantity: int = Field(title="数量")
    amount_fen: int = Field(title="金额（分）")
    way: str
    way_title: str = Field(alias="get_way_display", title="方式")
    state: Literal["opening", "done", "failed"]
    state_title: str = Field(alias="get_state_display", title="状态")
    problem: str = Field(title="没有取成的原因")
    asked_by: str = Field(title="经办人")
    asked_at: dt.datetime = Field(title="时间")

    @staticmethod
    def resolve_drug(row: Dispensing) -> str:
        """Name and spec."""
        return str(row.drug)


class DispensingPaging(Paging):
    """By time."""

    sortable: ClassVar[tuple[str, ...]] = ("asked_at",)


class ShelfDrug(Schema):
    """A medicine on the phone page; `most` of 0 cannot be taken now."""

    id: int
    name: str
    spec: str
    unit: str
    price_fen: int
    advice: str
    prescription_only: bool
    prescribed: int
    stocked: bool
    most: int


class ShelfCabinet(Schema):
    """A cabinet near the elder."""

    id: int
    name: str
    place: str
    drugs: list[ShelfDrug]
