"""Every read of alerts; each takes the actor and returns only what the actor may see."""

from linli.sections.alerts.facts import device_types
from linli.sections.alerts.queries.alerts import AlertFilters, alert, alerts, counts, curve, open_count
from linli.sections.alerts.queries.faces import bell, counts_tile, newest_tile, todos
from linli.sections.alerts.queries.library import (
    RuleFilters,
    candidates,
    devices_of_rule,
    kinds,
    on_duty_now,
    rule,
    rules,
    shifts,
    sources,
)

__all__ = [
    "AlertFilters",
    "RuleFilters",
    "alert",
    "alerts",
    "bell",
    "candidates",
    "counts",
    "counts_tile",
    "curve",
    "device_types",
    "devices_of_rule",
    "kinds",
    "newest_tile",
    "on_duty_now",
    "open_count",
    "rule",
    "rules",
    "shifts",
    "sources",
    "todos",
]
