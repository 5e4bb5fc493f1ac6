"""Limits that hold for an elder: their own where somebody set them, else what everybody has."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.sections.eldercare.models import Elder, PersonLimit

URGENT: dict[tuple[str, bool], float] = {
    ("systolic", True): 180, ("diastolic", True): 110, ("heart_rate", True): 120, ("heart_rate", False): 40,
    ("spo2", False): 90, ("temperature", True): 39, ("temperature", False): 35, ("glucose", True): 16.7,
    ("glucose", False): 3.9,
}  # fmt: skip
"""(vital, above) → what alarms everybody: 国家基本公共卫生服务规范 has ≥180/110 mmHg and ≥16.7 or ≤3.9 mmol/L referred."""


def limits_of(elder: Elder) -> QuerySet[PersonLimit]:
    """The limits in force that were set for this elder."""
    return elder.limits.select_related("user").filter(ended_at=None)


def bands_of(elder: Elder, code: str) -> dict[str, float | None]:
    """The low and high limit of one vital sign as they hold for this elder."""
    own = {row.above: row for row in limits_of(elder).filter(vital=code)}
    return {name: _limit(own.get(above), code, above) for name, above in (("low", False), ("high", True))}


def _limit(own: PersonLimit | None, code: str, above: bool) -> float | None:
    if own is None:
        return URGENT.get((code, above))
    return None if own.muted else own.limit


def own_limits(elder: Elder) -> dict[tuple[str, bool], Any]:
    """The elder's own limits by vital sign and direction."""
    return {(row.vital, row.above): row for row in limits_of(elder)}
