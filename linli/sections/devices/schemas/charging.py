"""Shapes of the charging endpoints. Prices are texts in yuan per kWh, money is 分, energy Wh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.kernel.privacy import mask_name
from linli.sections.devices.charging import bill
from linli.sections.devices.charging.words import CONNECTOR, LEVELS, REASONS, TROUBLES
from linli.sections.devices.models import ChargePoint, ChargeSession


def yuan(price: int) -> str:
    """万分之一元 as yuan with four decimals."""
    return f"{Decimal(price) / bill.PER_YUAN:.4f}"


class PeriodOut(Schema):
    """A period with its prices."""

    name: str
    start: int
    end: int
    energy: str
    service: str


class TariffOut(Schema):
    """A tariff."""

    id: int
    area_id: int
    area_name: str
    title: str
    starts_on: dt.date
    ends_on: dt.date | None
    periods: list[PeriodOut]

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """Where it counts."""
        return str(row.area.name)

    @staticmethod
    def resolve_periods(row: Any) -> list[dict[str, Any]]:
        """The periods with prices in yuan."""
        return shown(row.periods)


def shown(periods: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Periods as people read them."""
    return [
        {
            "name": p["name"], "start": p["from"], "end": p["to"], "energy": yuan(p["energy"]), "service": yuan(p["service"]),
        }
        for p in periods
    ]  # fmt: skip


class ChargeCardOut(Schema):
    """A card."""

    id: int
    area_id: int
    area_name: str
    tag: str
    holder: str
    username: str
    blocked: bool
    expires_on: dt.date | None
    created_at: dt.datetime

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """Where it counts."""
        return str(row.area.name)

    @staticmethod
    def resolve_username(row: Any) -> str:
        """Whose account pays."""
        return row.user.username if row.user_id else ""


class BillLineOut(Schema):
    """A line of the bill."""

    name: str
    energy: str
    service: str
    wh: int
    energy_fen: int
    service_fen: int


class SessionRow(Schema):
    """A session in a list."""

    id: int = Field(title="记录号")
    device_id: int = Field(title="设备号")
    number: str = Field(title="桩编号")
    name: str = Field(title="充电桩")
    connector: int = Field(title="枪号")
    state: str = Field(title="状态码")
    state_title: str = Field(title="状态")
    source_title: str = Field(title="方式")
    who: str = Field(title="用户")
    asked_at: dt.datetime = Field(title="申请时间")
    started_at: dt.datetime | None = Field(title="开始时间")
    ended_at: dt.datetime | None = Field(title="结束时间")
    energy_wh: int = Field(title="电量（Wh）")
    power_w: float = Field(title="功率（W）")
    cost_fen: int = Field(title="费用（分）")
    reason_title: str = Field(title="结束原因")
    note: str = Field(title="备注")
    provisional: bool = Field(title="待桩上报")

    @staticmethod
    def resolve_number(row: Any) -> str:
        """The number on the pile."""
        return str(row.device.number)

    @staticmethod
    def resolve_name(row: Any) -> str:
        """The pile's name."""
        return str(row.device.name)

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(ChargeSession.State(row.state).label)

    @staticmethod
    def resolve_source_title(row: Any) -> str:
        """What began it, in words."""
        return str(ChargeSession.Source(row.source).label)

    @staticmethod
    def resolve_who(row: Any) -> str:
        """Who charges: only the family name."""
        return mask_name(row.holder)

    @staticmethod
    def resolve_reason_title(row: Any) -> str:
        """Why it ended, in words."""
        return str(REASONS.get(row.reason, row.reason))


class ChargeSessionOut(SessionRow):
    """A session with its bill and the prices agreed on. A bill is 待缴; paying it is not done here."""

    bill: list[BillLineOut]
    periods: list[PeriodOut]
    meter_start: int | None
    meter_last: int | None
    metered_at: dt.datetime | None
    unpaid: bool

    @staticmethod
    def resolve_bill(row: Any) -> list[dict[str, Any]]:
        """The lines with prices in yuan."""
        return [
            {**line, "energy": yuan(line["energy"]), "service": yuan(line["service"])} for line in row.bill
        ]

    @staticmethod
    def resolve_periods(row: Any) -> list[dict[str, Any]]:
        """The prices it began with."""
        return shown(row.periods)

    @staticmethod
    def resolve_unpaid(row: Any) -> bool:
        """待缴: it has ended and costs something."""
        return bool(row.state == ChargeSession.State.ENDED and row.cost_fen > 0)


class ConnectorOut(Schema):
    """A connector as people see it; `level` is 0 free, 1 plugged, 2 charging, 3 broken, 4 off."""

    number: int
    status: str
    title: str
    level: int
    trouble: str
    info: str
    status_at: dt.datetime | None
    power_w: float
    temperature: float | None
    session: SessionRow | None

    @staticmethod
    def resolve_title(row: Any) -> str:
        """The state in words."""
        return str(CONNECTOR.get(row.status, row.status))

    @staticmethod
    def resolve_level(row: Any) -> int:
        """The state as the thing model counts it."""
        return LEVELS.get(row.status, 4)

    @staticmethod
    def resolve_trouble(row: Any) -> str:
        """What is broken, in words."""
        return str(TROUBLES.get(row.error_code, row.error_code))

    @staticmethod
    def resolve_session(row: Any) -> Any:
        """The live session, where it was asked for."""
        return getattr(row, "session", None)


class PointOut(Schema):
    """What a pile said of itself."""

    vendor: str
    model_name: str
    serial: str
    firmware: str
    firmware_status: str
    diagnostics_status: str
    booted_at: dt.datetime | None
    heard_at: dt.datetime | None
    clock_off_s: int


class PileOut(Schema):
    """A charging pile with its connectors."""

    id: int
    number: str
    name: str
    place: str
    area_id: int
    area_name: str
    connected: bool
    accepted: bool
    about: PointOut | None
    connectors: list[ConnectorOut]

    @staticmethod
    def resolve_area_name(row: Any) -> str:
        """Where it stands."""
        return str(row.area.name)

    @staticmethod
    def resolve_about(row: Any) -> Any:
        """Nothing before it has ever connected."""
        return point_of(row)

    @staticmethod
    def resolve_connectors(row: Any) -> list[Any]:
        """The connectors, each with its live session."""
        live = getattr(row, "live", {})
        found = connectors_of(row)
        for connector in found:
            connector.session = live.get(connector.number)
        return found

    @staticmethod
    def resolve_connected(row: Any) -> bool:
        """True while its connection is open."""
        point = point_of(row)
        return point is not None and point.connected_at is not None

    @staticmethod
    def resolve_accepted(row: Any) -> bool:
        """True when it may run."""
        return accepted(row)


def point_of(row: Any) -> ChargePoint | None:
    """What the pile said of itself, once it has connected."""
    return getattr(row, "charge_point", None)


def connectors_of(row: Any) -> list[Any]:
    """The connectors of a pile."""
    point = point_of(row)
    return list(point.connectors.all()) if point else []


def accepted(row: Any) -> bool:
    """True when the pile may run."""
    point = point_of(row)
    return point is None or point.admission == ChargePoint.Admission.ACCEPTED
