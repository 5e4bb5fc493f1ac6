"""What happened in elder care, told to whoever wants to know; plain values, nothing of anybody's health."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class MedicineTaken(Event):
    """A medicine was taken from a cabinet."""

    dispensing_id: int
    elder_id: int
    drug_id: int
    quantity: int
    area_id: int


@dataclass(frozen=True)
class ElderVisited(Event):
    """An elder was visited or telephoned."""

    visit_id: int
    elder_id: int
    area_id: int


@dataclass(frozen=True)
class FallDecided(Event):
    """A suspected fall was confirmed or withdrawn."""

    fall_id: int
    alert_id: int
    confirmed: bool
    area_id: int
