"""What the section's endpoints answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.sections.devices.ingest import reasons


class ParameterOut(Schema):
    """A parameter of a command."""

    code: str
    title: str
    kind: str
    unit: str
    decimals: int
    minimum: float | None
    maximum: float | None
    labels: dict[str, str]
    required: bool


class ThingMemberOut(Schema):
    """A property, event or command of a thing model."""

    kind: str
    code: str
    title: str
    unit: str
    decimals: int
    minimum: float | None
    maximum: float | None
    labels: dict[str, str]
    parameters: list[ParameterOut]


class DeviceTypeOut(Schema):
    """A thing model. Times in seconds."""

    code: str
    title: str
    category: str
    report_seconds: int
    offline_seconds: int
    sensitive: bool
    devices_count: int
    members: list[ThingMemberOut]

    @staticmethod
    def resolve_devices_count(row: Any) -> int:
        """How many devices are of this type."""
        return int(getattr(row, "devices_count", 0))

    @staticmethod
    def resolve_members(row: Any) -> list[Any]:
        """In the order of the model."""
        return list(row.members.all())


class DeviceValueOut(Schema):
    """The newest value of a metric; `text` is how a person reads it."""

    metric: str
    title: str
    unit: str
    kind: str
    value: float
    text: str
    at_ms: int


class DeviceRow(Schema):
    """A device in a list. `online` is null until it was heard."""

    id: int = Field(title="序号")
    number: str = Field(title="编号")
    name: str = Field(title="名称")
    type_code: str = Field(title="类型编码")
    type_title: str = Field(title="类型")
    area_id: int = Field(title="区域号")
    area_name: str = Field(title="区域")
    place: str = Field(title="安装位置")
    maker: str = Field(title="厂商")
    status: str = Field(title="状态")
    online: bool | None = Field(title="在线")
    last_seen_at: dt.datetime | None = Field(title="最近上报")
    warranty_until: dt.date | None = Field(title="保修期至")
    latest: list[DeviceValueOut] = Field(title="最新数据")

    @staticmethod
    def resolve_latest(row: Any) -> list[Any]:
        """The newest values, when they were asked for."""
        return list(getattr(row, "latest", []))

    @staticmethod
    def resolve_type_code(row: Any) -> str:
        """The type's code."""
        return str(row.type.code)

    @staticmethod
    def resolve_type_title(row: Any) -> str:
        """The type's name."""
        return str(row.type.title)

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """The area's name."""
        return str(row.area.name)


class OutageOut(Schema):
    """A time without contact."""

    began_at: dt.datetime
    ended_at: dt.datetime | None


class DeviceOut(DeviceRow):
    """One device in full."""

    model_name: str
    serial: str
    remark: str
    installed_on: dt.date | None
    building_id: int | None
    building_name: str
    home_id: int | None
    home_name: str
    point: list[float] | None
    line: str
    terminal: str
    locate: bool
    person_id: int | None
    gateway_number: str
    offline_seconds: int | None
    effective_offline_seconds: int
    report_seconds: int
    sensitive: bool
    values_hidden: bool
    key_issued_at: dt.datetime | None
    created_at: dt.datetime
    retired_at: dt.datetime | None
    availability: float | None
    missing: int
    restarts: int
    outages: list[OutageOut]

    @staticmethod
    def resolve_building_name(row: Any) -> str:
        """How people call the building."""
        return str(row.building) if row.building_id else ""

    @staticmethod
    def resolve_home_name(row: Any) -> str:
        """The home's address within the estate."""
        return row.home.address if row.home_id else ""

    @staticmethod
    def resolve_person_id(row: Any) -> int | None:
        """Who wears it, for those who may see its values."""
        return None if getattr(row, "values_hidden", True) else row.person_id

    @staticmethod
    def resolve_gateway_number(row: Any) -> str:
        """The device that speaks for it."""
        return row.gateway.number if row.gateway_id else ""

    @staticmethod
    def resolve_report_seconds(row: Any) -> int:
        """How often the type reports."""
        return int(row.type.report_seconds)

    @staticmethod
    def resolve_sensitive(row: Any) -> bool:
        """Whether it tells of somebody's health."""
        return bool(row.type.sensitive)

    @staticmethod
    def resolve_outages(row: Any) -> list[Any]:
        """The latest times without contact."""
        return list(row.outages.all()[:20])

    @staticmethod
    def resolve_effective_offline_seconds(row: Any) -> int:
        """The silence after which it counts as offline."""
        return int(row.offline_seconds or row.type.offline_seconds)


class DeviceConnectionOut(Schema):
    """How a device connects; `command` is a line to try it with."""

    host: str
    port: int
    tls: bool
    user: str
    topic: str
    down: str
    sample: str
    command: str


class DeviceKeyOut(Schema):
    """A device with its key: shown this once."""

    device: DeviceRow
    key: str
    connection: DeviceConnectionOut


class DeviceLabelOut(Schema):
    """What a label (标签) shows; `svg` is the QR code."""

    id: int
    number: str
    name: str
    type_title: str
    place: str
    link: str
    svg: str


class DeviceCurveOut(Schema):
    """Points [epoch ms, mean, least, greatest, count]; nulls mark a gap."""

    metric: str
    bucket_seconds: int
    since: dt.datetime
    until: dt.datetime
    points: list[list[float | None]]


class RefusalOut(Schema):
    """How often something was refused."""

    day: dt.date = Field(title="日期")
    sender: str = Field(title="来源")
    reason: str = Field(title="原因代码")
    title: str = Field(title="原因")
    advice: str = Field(title="怎么办")
    count: int = Field(title="次数")
    last_ms: int = Field(title="最近一次")
    detail: str = Field(title="说明")

    @staticmethod
    def resolve_title(row: Any) -> str:
        """What a person reads."""
        return reasons.title(row.reason)

    @staticmethod
    def resolve_advice(row: Any) -> str:
        """What to do about it."""
        return reasons.REASONS[row.reason][1]


class IngestOut(Schema):
    """What became of a message sent by HTTP."""

    accepted: int
    refused: dict[str, int]
