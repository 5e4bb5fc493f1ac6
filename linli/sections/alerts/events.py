"""What happened to alerts, in the past tense, plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linli.kernel.events import Event


@dataclass(frozen=True)
class AlertRaised(Event):
    """A new alert is open. `at` is event time; `kind` is the kind's code."""

    alert_id: int
    kind: str
    severity: int
    area_id: int
    device_id: int | None
    at: datetime


@dataclass(frozen=True)
class AlertAccepted(Event):
    """A named person has taken it."""

    alert_id: int
    user_id: int | None


@dataclass(frozen=True)
class AlertEscalated(Event):
    """Nobody took it in time: the second on duty is asked."""

    alert_id: int
    user_id: int | None


@dataclass(frozen=True)
class AlertResolved(Event):
    """It is over, by a person or because the condition ended (`by_itself`)."""

    alert_id: int
    by_itself: bool


@dataclass(frozen=True)
class AlertFoundFalse(Event):
    """A person says it was a false alarm (误报)."""

    alert_id: int
    kind: str
    device_id: int | None
