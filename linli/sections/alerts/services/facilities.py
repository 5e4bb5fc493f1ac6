"""Alerts that the devices section itself finds (设施故障): a lamp that does not do what it was told."""

from __future__ import annotations

from datetime import datetime

from linli.kernel.access import SYSTEM
from linli.sections.alerts import facts
from linli.sections.alerts.models import AlertKind
from linli.sections.alerts.services.raising import Finding, Origin, end_condition, raise_alert


def lamp_is_faulty(*, device_id: int, words: str, at: datetime) -> None:
    """Raises “路灯故障” for a lamp in use, or refreshes it."""
    device, kind = facts.device_of(device_id), AlertKind.objects.filter(code="lamp_fault").first()
    if device is not None and kind is not None:
        origin = Origin(
            f"device:{device.id}", device.title, device.area, device.type_title, device.building, device.place,
            device.id,
        )  # fmt: skip
        raise_alert(actor=SYSTEM, kind=kind, origin=origin, finding=Finding(at, words))


def lamp_is_mended(*, device_id: int, at: datetime) -> None:
    """Ends “路灯故障” of a lamp."""
    kind = AlertKind.objects.filter(code="lamp_fault").first()
    if kind is not None:
        end_condition(actor=SYSTEM, kind=kind, source=f"device:{device_id}", at=at)
