"""The plan of one batch: everything that its one transaction will write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from linli.sections.devices.ingest.acks import Answer
from linli.sections.devices.ingest.asks import Asked
from linli.sections.devices.ingest.reasons import MAX_DETAIL, Refused

Refusals = dict[tuple[str, str], str]
Rows = dict[tuple[int, int], dict[str, float]]


class Trouble(NamedTuple):
    """Something that stopped messages for a while: what, from when to when (epoch ms), how many waited."""

    kind: str
    began_ms: int
    ended_ms: int
    waited: int
    detail: str


@dataclass(slots=True)
class Plan:
    """Rows to come, in order of arrival: (device, epoch ms) → values.

    Refusals are counted by (sender, reason) with the last detail.
    """

    rows: Rows = field(default_factory=dict)
    sequences: list[tuple[int, int]] = field(default_factory=list)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    details: Refusals = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    incidents: list[Trouble] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    asks: list[Asked] = field(default_factory=list)

    def add(self, device_pk: int, at_ms: int, values: dict[str, float]) -> None:
        """Adds one message's values; the first value of a metric at a time counts."""
        key = (device_pk, at_ms)
        before = self.rows.get(key)
        self.rows[key] = values if before is None else merged(before, values)

    def refuse(self, sender: str, reason: str, detail: str = "") -> None:
        """Counts one refusal."""
        key = (printable(sender)[:64], reason)
        self.refused[key] += 1
        self.details[key] = printable(detail)[:MAX_DETAIL]

    def refuse_error(self, sender: str, error: Refused) -> None:
        """Counts one refusal from the exception that says it."""
        self.refuse(sender, error.reason, error.detail)

    def saw(self, device_pk: int, at_ms: int) -> None:
        """Notes that the device was heard."""
        if at_ms > self.seen.get(device_pk, 0):
            self.seen[device_pk] = at_ms

    @property
    def empty(self) -> bool:
        """True when there is nothing to write."""
        return not (self.rows or self.sequences or self.refused or self.incidents)

    @property
    def count(self) -> int:
        """How many values there are to write."""
        return sum(map(len, self.rows.values()))


def merged(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Both; what `first` says of a metric counts, whatever `second` says."""
    return {**first, **{metric: value for metric, value in second.items() if metric not in first}}


def printable(text: str) -> str:
    """The text without control characters, which a stranger may send and PostgreSQL does not store."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
