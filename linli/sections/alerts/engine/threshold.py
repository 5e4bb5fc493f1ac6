"""Rules engine (规则引擎): pure functions from readings on event time to raised and cleared conditions.

A reading's value is *held* until the next reading, but for at most ``max_gap``: after that the value is unknown.
A condition that is broken by a normal value or by a gap starts again from zero; one that has been raised is ended
only by a reading that clears it, never by silence. Everything is a function of the readings alone: asking the clock
in between (`advance`) may find a due alert earlier, but never another one.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": op.gt, ">=": op.ge, "<": op.lt, "<=": op.le, "==": op.eq, "!=": op.ne,
}  # fmt: skip


from linli.sections.alerts.engine.hours import Window


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, and for how long: `value operator limit` for `duration` (持续时间) of event time."""

    operator: str
    limit: float
    duration: timedelta = timedelta(0)
    clear_limit: float | None = None
    max_gap: timedelta = timedelta(minutes=5)
    window: Window | None = None

    def breached(self, value: float, at: datetime) -> bool:
        """True if this reading counts towards raising."""
        return OPERATORS[self.operator](value, self.limit) and self.active(at)

    def persists(self, value: float) -> bool:
        """True if a raised condition goes on with this value (滞回: the clear limit is easier to stay beyond)."""
        limit = self.limit if self.clear_limit is None else self.clear_limit
        return OPERATORS[self.operator](value, limit)

    def active(self, at: datetime) -> bool:
        """True if the rule counts at this moment."""
        return self.window is None or self.window.covers(at)


@dataclass(frozen=True, slots=True)
class State:
    """What must be remembered of one rule on one device; `pending_since` and `raised_at` are never both set."""

    last_at: datetime | None = None
    last_value: float | None = None
    pending_since: datetime | None = None
    raised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """State after a step and what happened: raised (its due time), cleared (reading's time), late (ignored)."""

    state: State
    raised: datetime | None = None
    cleared: datetime | None = None
    late: bool = False


def due_at(condition: Condition, state: State) -> datetime | None:
    """When the pending condition will be raised if no reading contradicts it; None if it can't be."""
    if state.pending_since is None or state.last_at is None:
        return None
    due = state.pending_since + condition.duration
    if due > state.last_at + condition.max_gap or not condition.active(due):
        return None
    return due


def advance(condition: Condition, state: State, now: datetime) -> Outcome:
    """Let time pass to `now` without a reading: raises what is due, changes nothing else."""
    due = due_at(condition, state)
    if due is None or due > now:
        return Outcome(state)
    return Outcome(replace(state, pending_since=None, raised_at=due), raised=due)


def step(condition: Condition, state: State, at: datetime, value: float) -> Outcome:
    """Take one reading. A reading not newer than the last one is late: it changes nothing."""
    if state.last_at is not None and at <= state.last_at:
        return Outcome(state, late=True)
    passed = advance(condition, state, at)
    after = _forget_broken(condition, passed.state, at)
    if after.raised_at is not None:
        ended = not condition.persists(value)
        after = replace(after, raised_at=None) if ended else after
        return Outcome(replace(after, last_at=at, last_value=value), passed.raised, at if ended else None)
    return _watch(condition, replace(after, last_at=at, last_value=value), at, value)


def _forget_broken(condition: Condition, state: State, at: datetime) -> State:
    """Drop what was pending if the value was unknown for a while before `at`, or fell due outside the hours."""
    if state.pending_since is None or state.last_at is None:
        return state
    gap = at - state.last_at > condition.max_gap
    missed = state.pending_since + condition.duration <= at
    return replace(state, pending_since=None) if gap or missed else state


def _watch(condition: Condition, state: State, at: datetime, value: float) -> Outcome:
    """Start, go on with, or drop the pending condition; a duration of zero is raised at once."""
    if not condition.breached(value, at):
        return Outcome(replace(state, pending_since=None))
    if state.pending_since is None:
        state = replace(state, pending_since=at)
    return advance(condition, state, at)


def silent_since(last_seen: datetime | None, silence: timedelta, now: datetime) -> datetime | None:
    """When a device counts as offline (离线): the moment its silence reached `silence`, or None if it has not."""
    if last_seen is None or now < last_seen + silence:
        return None
    return last_seen + silence
