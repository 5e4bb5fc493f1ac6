"""Between the tables and the pure engine: rule and exception → condition, row → state and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.sections.alerts import engine
from linli.sections.alerts.models import Rule, RuleOverride, RuleState


def condition(rule: Rule, override: RuleOverride | None = None) -> engine.Condition:
    """The condition of a threshold rule for a device with this exception. A new limit drops the old clear limit."""
    limit, clear, duration = float(rule.limit or 0), rule.clear_limit, rule.duration_s
    if override is not None:
        if override.limit is not None:
            limit, clear = override.limit, None
        clear = clear if override.clear_limit is None else override.clear_limit
        duration = duration if override.duration_s is None else override.duration_s
    seconds = timedelta(seconds=duration)
    return engine.Condition(
        rule.operator, limit, seconds, clear, timedelta(seconds=rule.max_gap_s), window(rule)
    )


def window(rule: Rule) -> engine.Window | None:
    """The hours in which the rule counts, or None for always."""
    if rule.starts is None or rule.ends is None:
        return None
    return engine.Window(rule.starts, rule.ends, frozenset(rule.weekdays or range(7)))


def state(row: RuleState) -> engine.State:
    """What the row remembers."""
    return engine.State(row.last_at, row.last_value, row.pending_since, row.raised_at)


def remember(row: RuleState, now: engine.State, due: datetime | None) -> None:
    """Writes the engine's state into the row (not yet into the database)."""
    row.last_at, row.last_value = now.last_at, now.last_value
    row.pending_since, row.raised_at, row.due_at = now.pending_since, now.raised_at, due


def due_at(rule: Rule, row: RuleState, override: RuleOverride | None) -> datetime | None:
    """When the row's pending condition is due under the rule and the device's exception."""
    return engine.due_at(condition(rule, override), state(row))
