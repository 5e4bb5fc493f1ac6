"""Near-expiry and low stock (近效期、缺货): alerts that begin and end with the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import SYSTEM
from linli.sections.alerts import queries as alert_queries
from linli.sections.alerts import services as alerts
from linli.sections.eldercare.models import Slot, Stock
from linli.sections.eldercare.services.ledger import usable_stock

STOCK, EXPIRY = "med_stock", "med_expiry"
NOTICE, MINOR, MAJOR = 1, 2, 3


def watch_all() -> int:
    """Looks at every slot of every cabinet; returns how many."""
    return watch_slots(Slot.objects.select_related("cabinet__area", "drug"))


def watch_slots(slots: Iterable[Slot]) -> int:
    """Raises and ends the alerts of these slots."""
    n = 0
    for n, slot in enumerate(slots, 1):  # noqa: B007 - counted
        _watch_stock(slot)
        _watch_expiry(slot)
    return n


def _watch_stock(slot: Slot) -> None:
    left = sum(stock.quantity for stock in usable_stock(slot))
    if slot.drug is not None and slot.cabinet.active and left <= slot.low_at:
        told = f"{slot.drug} 剩 {left} {slot.drug.unit}，请补货"
        _raise(STOCK, slot, f"slot:{slot.pk}", told, None if left else MINOR)
    else:
        _end(STOCK, f"slot:{slot.pk}")


def _watch_expiry(slot: Slot) -> None:
    """Each batch of the slot has an alert of its own, which ends when the batch is gone from it."""
    today = timezone.localdate()
    far = today + dt.timedelta(days=int(conf.get("eldercare.expiry_days")))
    for stock in Stock.objects.select_related("batch").filter(slot=slot):
        key = f"slot:{slot.pk}:batch:{stock.batch_id}"
        if not stock.quantity or stock.batch.recalled_at or stock.batch.expires_on > far:
            _end(EXPIRY, key)
            continue
        told, severity = _expiry(stock, (stock.batch.expires_on - today).days)
        _raise(EXPIRY, slot, key, f"{slot.drug} {told}", severity)


def _expiry(stock: Stock, days: int) -> tuple[str, int]:
    """In words, and how bad it is."""
    soon = int(conf.get("eldercare.expiry_soon_days"))
    severity = MAJOR if days < 0 else MINOR if days <= soon else NOTICE
    when = "已过期，请下架" if days < 0 else f"还有 {days} 天到期"
    return f"批号 {stock.batch.lot} {when}（剩 {stock.quantity}）", severity


def _raise(code: str, slot: Slot, key: str, message: str, severity: int | None) -> None:
    """Raises, or refreshes the live alert of the same source."""
    kind = alert_queries.kinds().filter(code=code, enabled=True).first()
    if kind is None:
        return
    cabinet = slot.cabinet
    origin = alerts.Origin(
        key, f"{cabinet.name} {slot}", cabinet.area, "买药柜", "", cabinet.place, cabinet.device_id
    )
    finding = alerts.Finding(timezone.now(), message, severity=severity)
    alerts.raise_alert(actor=SYSTEM, kind=kind, origin=origin, finding=finding)


def _end(code: str, key: str) -> None:
    kind = alert_queries.kinds().filter(code=code).first()
    if kind is not None:
        alerts.end_condition(actor=SYSTEM, kind=kind, source=key, at=timezone.now())
