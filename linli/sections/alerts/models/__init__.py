"""The tables of alerts, one file per noun."""

from linli.sections.alerts.models.alert import Alert, AlertEntry, PlanTick
from linli.sections.alerts.models.kind import AlertKind, Severity
from linli.sections.alerts.models.roster import Shift
from linli.sections.alerts.models.rule import Rule, RuleOverride, RuleState
from linli.sections.alerts.models.source import EventReceipt, EventSource

__all__ = [
    "Alert",
    "AlertEntry",
    "AlertKind",
    "EventReceipt",
    "EventSource",
    "PlanTick",
    "Rule",
    "RuleOverride",
    "RuleState",
    "Severity",
    "Shift",
]
