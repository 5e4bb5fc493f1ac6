"""Every read of alerts; each takes the actor and returns only what the actor may see."""

from linli.sections.alerts.facts import device_types
from linli.sections.alerts.queries.alerts import AlertFilters, alert, alerts, counts, curve, open_count
from linli.sections.alerts.queries.calm import inhibitions, notifications_of, silences
from linli.sections.alerts.queries.faces import bell, counts_tile, newest_tile, todos
from linli.sections.alerts.queries.library import (
    RuleFilters,
    candidates,
    devices_of_rule,
    kinds,
    rule,
    rules,
    shifts,
    sources,
)
from linli.sections.alerts.queries.roster import changes, duty_calendar, handovers, on_duty_now
from linli.sections.alerts.queries.statistics import false_causes, often_false, statistics
from linli.sections.alerts.queries.trial import trial

__all__ = [
    "AlertFilters",
    "RuleFilters",
    "alert",
    "alerts",
    "bell",
    "candidates",
    "changes",
    "counts",
    "counts_tile",
    "curve",
    "device_types",
    "devices_of_rule",
    "duty_calendar",
    "false_causes",
    "handovers",
    "inhibitions",
    "kinds",
    "newest_tile",
    "notifications_of",
    "often_false",
    "on_duty_now",
    "open_count",
    "rule",
    "rules",
    "shifts",
    "silences",
    "sources",
    "statistics",
    "todos",
    "trial",
]
