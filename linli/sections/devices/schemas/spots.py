"""A pile as a resident sees it: what is free, what a kWh costs now."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Schema

from linli.sections.devices.charging import bill
from linli.sections.devices.charging.words import CONNECTOR
from linli.sections.devices.schemas.charging import PeriodOut, accepted, connectors_of, point_of, shown, yuan


class SpotConnectorOut(Schema):
    """A connector as a resident sees it."""

    number: int
    title: str
    free: bool

    @staticmethod
    def resolve_title(row: Any) -> str:
        """The state in words."""
        return str(CONNECTOR.get(row.status, row.status))

    @staticmethod
    def resolve_free(row: Any) -> bool:
        """True when one may begin."""
        return row.status in ("Available", "Preparing")


class SpotRow(Schema):
    """A pile where a resident may charge."""

    number: str
    name: str
    place: str
    connected: bool
    connectors: list[SpotConnectorOut]

    @staticmethod
    def resolve_place(row: Any) -> str:
        """Where it stands."""
        return str(row.place or row.area.name)

    @staticmethod
    def resolve_connected(row: Any) -> bool:
        """True while it can be started."""
        point = point_of(row)
        return point is not None and point.connected_at is not None and accepted(row)

    @staticmethod
    def resolve_connectors(row: Any) -> list[Any]:
        """The connectors."""
        return connectors_of(row)


class SpotOut(SpotRow):
    """One pile with the prices now and over the day; `mine` is the resident's own live session, wherever it is."""

    price: str
    period: str
    periods: list[PeriodOut]
    mine: int | None

    @staticmethod
    def resolve_periods(row: Any) -> list[dict[str, Any]]:
        """The prices over the day; none without a tariff."""
        return shown(row.tariff.periods) if row.tariff else []

    @staticmethod
    def resolve_price(row: Any) -> str:
        """Energy and service together, now, in yuan per kWh."""
        period = _now(row)
        return yuan(period["energy"] + period["service"]) if period else ""

    @staticmethod
    def resolve_period(row: Any) -> str:
        """The name of the period in force."""
        period = _now(row)
        return str(period["name"]) if period else ""


def _now(row: Any) -> dict[str, Any] | None:
    return bill.period_at(row.tariff.periods, timezone.now()) if row.tariff else None
