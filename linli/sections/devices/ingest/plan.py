"""The plan of one batch: everything that its one transaction will write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from linli.kernel.telemetry import Reading
from linli.sections.devices.ingest.reasons import MAX_DETAIL, Refused

Refusals = dict[tuple[str, str], str]


@dataclass(slots=True)
class Plan:
    """Rows to come, in order of arrival. Refusals are counted by (sender, reason) with the last detail."""

    readings: list[Reading] = field(default_factory=list)
    sequences: list[tuple[int, int]] = field(default_factory=list)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    details: Refusals = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)

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
        self.seen[device_pk] = max(at_ms, self.seen.get(device_pk, 0))

    def merge(self, other: Plan) -> None:
        """Adds another plan's rows to this one's."""
        self.readings += other.readings
        self.sequences += other.sequences
        self.refused += other.refused
        self.details |= other.details
        for device_pk, at_ms in other.seen.items():
            self.saw(device_pk, at_ms)

    @property
    def empty(self) -> bool:
        """True when there is nothing to write."""
        return not (self.readings or self.sequences or self.refused)


def printable(text: str) -> str:
    """The text without control characters, which a stranger may send and PostgreSQL does not store."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
