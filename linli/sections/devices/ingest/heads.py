"""What is newest of each device, gathered in memory between two writes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linli.sections.devices.ingest.plan import Rows

Stamped = dict[str, tuple[int, float]]
"""Metric → (epoch ms, value)."""


class Head(NamedTuple):
    """The newest values of one device, and the newest and oldest of their times."""

    device_pk: int
    newest: int
    oldest: int
    values: Stamped


class Heads:
    """The newest value of each metric of each device. Quick for the usual device, which sends the same metrics again."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[int, dict[str, float]]] = {}
        self._others: dict[int, Stamped] = {}

    def add(self, rows: Rows) -> None:
        """Takes in what was committed."""
        last = self._last
        for (pk, at_ms), values in rows.items():
            before = last.get(pk)
            if before is None or (at_ms > before[0] and values.keys() == before[1].keys()):
                last[pk] = (at_ms, values)
            else:
                self._others[pk] = newer(self._others.get(pk, {}), stamped(at_ms, values))

    def __iter__(self) -> Iterator[Head]:
        for pk, (at_ms, values) in self._last.items():
            kept = stamped(at_ms, values)
            if pk in self._others:
                kept = newer(self._others[pk], kept)
            times = [at for at, _ in kept.values()]
            yield Head(pk, max(times), min(times), kept)

    def __bool__(self) -> bool:
        return bool(self._last)

    def clear(self) -> None:
        """All of it is written."""
        self._last.clear()
        self._others.clear()


def stamped(at_ms: int, values: dict[str, float]) -> Stamped:
    """The values with their time."""
    return {metric: (at_ms, value) for metric, value in values.items()}


def newer(first: Stamped, second: Stamped) -> Stamped:
    """Of each metric the newer value; of two at the same time the first."""
    return first | {m: pair for m, pair in second.items() if m not in first or pair[0] > first[m][0]}
