"""The bill of a session (充电账单): energy split over the tariff's periods, money to the 分.

Between two meter values the energy is taken to flow evenly, so a border between two periods cuts it in proportion
to time; the Wh of all periods together are exactly the Wh of the meter. Of each period the energy fee and the service
fee are each price × Wh / 1000, rounded half up to the 分, as they stand on the bill; the total is the sum of the lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils import timezone

from linli.kernel.money import round_fen

DAY_MINUTES = 24 * 60
PER_YUAN = 10_000
"""Prices are integers of 万分之一元 per kWh: electricity is priced with four decimals."""
Period = dict[str, Any]


class Sample(NamedTuple):
    """The register at a moment, in Wh."""

    at: dt.datetime
    wh: int


def period_at(periods: Sequence[Period], at: dt.datetime) -> Period:
    """The period in force at a moment. The periods cover the day."""
    local = timezone.localtime(at)
    minute = local.hour * 60 + local.minute
    return next(p for p in periods if p["from"] <= minute < p["to"])


def rising(samples: Iterable[Sample]) -> list[Sample]:
    """The samples in order of time, without those where the meter went backward."""
    kept: list[Sample] = []
    for sample in sorted(samples):
        if not kept or sample.wh >= kept[-1].wh:
            kept.append(sample)
    return kept


def split(periods: Sequence[Period], samples: Sequence[Sample]) -> list[int]:
    """Wh in each period; they sum to last − first. `samples` rise in time and Wh."""
    shares = [Fraction(0)] * len(periods)
    for before, after in zip(samples, samples[1:], strict=False):
        _spread(periods, before, after, shares)
    return _whole(shares)


def _spread(periods: Sequence[Period], before: Sample, after: Sample, shares: list[Fraction]) -> None:
    """Adds the energy between two samples to the shares, in proportion to time."""
    whole, wh = after.at - before.at, after.wh - before.wh
    if wh <= 0:
        return
    if not whole:
        shares[periods.index(period_at(periods, after.at))] += wh
        return
    at = before.at
    while at < after.at:
        period = period_at(periods, at)
        until = min(after.at, _end(period, at))
        shares[periods.index(period)] += Fraction(_us(until - at) * wh, _us(whole))
        at = until


def _end(period: Period, at: dt.datetime) -> dt.datetime:
    """When the period that holds `at` ends. China has no summer time, so minutes of the day are plain."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + dt.timedelta(minutes=int(period["to"]))


def _us(span: dt.timedelta) -> int:
    return span // dt.timedelta(microseconds=1)


def _whole(shares: list[Fraction]) -> list[int]:
    """Whole Wh with the same sum (largest remainder; ties: first comes first)."""
    found = [int(share) for share in shares]
    missing = int(sum(shares)) - sum(found)
    by_remainder = sorted(range(len(shares)), key=lambda i: (found[i] - shares[i], i))
    for i in by_remainder[:missing]:
        found[i] += 1
    return found


def lines(periods: Sequence[Period], samples: Iterable[Sample]) -> list[dict[str, Any]]:
    """The lines of the bill: periods of the same name and prices are one line; those without energy are left out."""
    found: dict[tuple[str, int, int], int] = {}
    for period, wh in zip(periods, split(periods, rising(samples)), strict=True):
        key = (str(period["name"]), int(period["energy"]), int(period["service"]))
        found[key] = found.get(key, 0) + wh
    return [_line(*key, wh) for key, wh in found.items() if wh]


def _line(name: str, energy: int, service: int, wh: int) -> dict[str, Any]:
    return {
        "name": name, "energy": energy, "service": service, "wh": wh,
        "energy_fen": fee_fen(energy, wh), "service_fen": fee_fen(service, wh),
    }  # fmt: skip


def fee_fen(price: int, wh: int) -> int:
    """Price (万分之一元 per kWh) × Wh, in 分, rounded half up."""
    return round_fen(Decimal(price * wh) / Decimal(PER_YUAN * 10))


def total_fen(bill: Sequence[dict[str, Any]]) -> int:
    """What the lines come to."""
    return sum(int(line["energy_fen"]) + int(line["service_fen"]) for line in bill)
