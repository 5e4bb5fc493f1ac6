"""What happens in outreach that other sections may want to know; no names, no numbers."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True)
class PersonReached(Event):
    """A person of a campaign knows now: read it, got the SMS, was spoken to by phone or at the door."""

    campaign_id: int
    person_id: int
    channel: str
    ref: str = ""


@dataclass(frozen=True)
class SmsReceived(Event):
    """Somebody sent us an SMS. Number and text are in IncomingSms under the key; the phone's blind index is told."""

    incoming_id: int
    phone_index: str


@dataclass(frozen=True)
class BroadcastEnded(Event):
    """A broadcast is over: on how many loudspeakers it was played to the end, and on how many it was not."""

    broadcast_id: int
    area_id: int
    ref: str
    played: int
    left: int


@dataclass(frozen=True)
class NoticePublished(Event):
    """A notice, event or policy is shown, or its next version."""

    notice_id: int
    area_id: int
    kind: str
    version: int


@dataclass(frozen=True)
class NoticeWithdrawn(Event):
    """It is shown no more."""

    notice_id: int
    area_id: int
    kind: str


@dataclass(frozen=True)
class EmergencyIssued(Event):
    """A warning has gone out on every channel; `drill` for an exercise."""

    emergency_id: int
    area_id: int
    drill: bool


@dataclass(frozen=True)
class EmergencyEnded(Event):
    """A warning is over: cancelled, updated by another, or past its time."""

    emergency_id: int
    area_id: int
    state: str
