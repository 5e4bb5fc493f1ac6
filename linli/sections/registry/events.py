"""What happens in the registry that other sections may want to know; no personal data."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class RosterImported(Event):
    """A roster went into an estate, whole."""

    batch_id: int
    area_id: int
    people: int


@dataclass(frozen=True)
class ImportUndone(Event):
    """A whole import was taken back."""

    batch_id: int
    area_id: int


@dataclass(frozen=True)
class PersonMoved(Event):
    """A person moved into or out of a home."""

    person_id: int
    home_id: int
    area_id: int
    resides: bool


@dataclass(frozen=True)
class PersonLeft(Event):
    """A person moved away from the estate or died; other sections stop what they do for them."""

    person_id: int
    area_id: int
    status: str


@dataclass(frozen=True)
class CorrectionDecided(Event):
    """A resident's correction was accepted or refused."""

    correction_id: int
    person_id: int
    area_id: int
    accepted: bool


@dataclass(frozen=True)
class GridHandedOver(Event):
    """A grid got another warden."""

    grid_id: int
    area_id: int
    user_id: int


@dataclass(frozen=True)
class PeopleMerged(Event):
    """Two records of one person became one: whoever refers to `gone_id` must refer to `person_id`."""

    person_id: int
    gone_id: int
    area_id: int
