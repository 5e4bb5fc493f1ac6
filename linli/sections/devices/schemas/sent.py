"""What is sent to the section's endpoints."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import AfterValidator, Field

from linli.kernel.api import Paging


def _clean(text: str) -> str:
    if any(not c.isprintable() for c in text):
        raise ValueError("不能含有控制字符。")
    return text


Text = Annotated[str, AfterValidator(_clean)]
Id = Annotated[int, Field(ge=1, le=2**53)]
Metres = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
Point = Annotated[list[Metres], Field(min_length=2, max_length=2)]


class ParameterIn(Schema):
    """A parameter of a command, to save."""

    code: Text = Field(min_length=1, max_length=40)
    title: Text = Field(min_length=1, max_length=40)
    kind: Literal["number", "choice", "flag", "text", "phone"] = "number"
    unit: Text = Field("", max_length=12)
    decimals: int = Field(0, ge=0, le=6)
    minimum: float | None = Field(None, allow_inf_nan=False)
    maximum: float | None = Field(None, allow_inf_nan=False)
    labels: dict[Text, Text] = Field(default_factory=dict, max_length=50)
    required: bool = True


class ThingMemberIn(Schema):
    """A member to save."""

    kind: Literal["property", "event", "command"] = "property"
    code: Text = Field(min_length=1, max_length=40)
    title: Text = Field(min_length=1, max_length=40)
    unit: Text = Field("", max_length=12)
    decimals: int = Field(0, ge=0, le=6)
    minimum: float | None = Field(None, allow_inf_nan=False)
    maximum: float | None = Field(None, allow_inf_nan=False)
    labels: dict[Text, Text] = Field(default_factory=dict, max_length=50)
    parameters: list[ParameterIn] = Field(default_factory=list, max_length=20)


class DeviceTypeIn(Schema):
    """A thing model to save."""

    title: Text = Field(min_length=1, max_length=40)
    category: Text = Field(min_length=1, max_length=20)
    report_seconds: int = Field(60, ge=1, le=604_800)
    offline_seconds: int = Field(900, ge=1, le=2_592_000)
    sensitive: bool = False
    members: list[ThingMemberIn] = Field(max_length=100)


class DeviceIn(Schema):
    """What may be said of a device."""

    name: Text = Field(min_length=1, max_length=60)
    place: Text = Field("", max_length=100)
    maker: Text = Field("", max_length=60)
    model_name: Text = Field("", max_length=60)
    serial: Text = Field("", max_length=60)
    remark: Text = Field("", max_length=200)
    installed_on: dt.date | None = None
    warranty_until: dt.date | None = None
    offline_seconds: int | None = Field(None, ge=1, le=2_592_000)
    building_id: Id | None = None
    home_id: Id | None = None
    point: Point | None = Field(None, description="在小区平面图上的位置（米）")
    line: Literal["mqtt", "watch", "http", "ocpp"] = Field("mqtt", description="接入方式")
    terminal: Text = Field("", max_length=40, description="终端编号：手表自己的 10 位或 15 位编号")
    locate: bool = Field(False, description="保存位置（须经佩戴人同意）")


class DeviceNew(DeviceIn):
    """A device to register; without a number it gets the next one of its type."""

    type_code: Text = Field(min_length=1, max_length=40)
    area_id: Id
    number: Text = Field("", max_length=40)


class DevicePatch(Schema):
    """The fields to change."""

    name: Text | None = Field(None, min_length=1, max_length=60)
    place: Text | None = Field(None, max_length=100)
    maker: Text | None = Field(None, max_length=60)
    model_name: Text | None = Field(None, max_length=60)
    serial: Text | None = Field(None, max_length=60)
    remark: Text | None = Field(None, max_length=200)
    installed_on: dt.date | None = None
    warranty_until: dt.date | None = None
    offline_seconds: int | None = Field(None, ge=1, le=2_592_000)
    building_id: Id | None = None
    home_id: Id | None = None
    area_id: Id | None = None
    point: Point | None = None
    line: Literal["mqtt", "watch", "http", "ocpp"] | None = None
    terminal: Text | None = Field(None, max_length=40)
    locate: bool | None = None


class RetireIn(Schema):
    """Why."""

    reason: Text = Field(min_length=1, max_length=200)


class TakeInIn(Schema):
    """How the taken-in device is to be called."""

    name: Text = Field(min_length=1, max_length=60)
    type_code: Text = Field("generic", min_length=1, max_length=40)
    number: Text = Field("", max_length=40)
    place: Text = Field("", max_length=100)


class DeviceFilters(Schema):
    """Filters of the list."""

    q: Text = Field("", max_length=60)
    type_code: Text = Field("", max_length=40)
    presence: Literal["", "online", "offline", "never"] = ""
    status: Literal["", "active", "retired"] = ""
    area_id: Id | None = None


class DevicePaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("number", "name", "last_seen_at", "warranty_until", "created_at")


class RefusalFilters(Schema):
    """Filters of the refusals."""

    days: int = Field(7, ge=1, le=90)
    sender: Text = Field("", max_length=64)
    reason: Text = Field("", max_length=20)


class RefusalPaging(Paging):
    """Paging of the refusals."""

    sortable: ClassVar[tuple[str, ...]] = ("day", "count", "last_ms")


class EntityFilters(Schema):
    """Filters of the announcements."""

    state: Literal["", "found", "taken", "ignored"] = "found"


class ExportQuery(Schema):
    """Which raw readings, as what; without times, the last 30 days."""

    format: Literal["csv", "parquet"] = "csv"
    since: dt.datetime | None = None
    until: dt.datetime | None = None


class CurveQuery(Schema):
    """Which curve; without times, the last 24 hours."""

    metric: Text = Field(min_length=1, max_length=40)
    since: dt.datetime | None = None
    until: dt.datetime | None = None
