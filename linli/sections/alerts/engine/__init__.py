"""The rules engine (规则引擎): pure functions on event time, from readings to conditions that begin and end."""

from linli.sections.alerts.engine.hours import LOCAL, Window
from linli.sections.alerts.engine.threshold import (
    OPERATORS,
    Condition,
    Outcome,
    State,
    advance,
    due_at,
    silent_since,
    step,
)

__all__ = [
    "LOCAL",
    "OPERATORS",
    "Condition",
    "Outcome",
    "State",
    "Window",
    "advance",
    "due_at",
    "silent_since",
    "step",
]
