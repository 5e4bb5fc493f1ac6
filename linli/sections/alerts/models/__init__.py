"""The tables of alerts, one file per noun."""

from linli.sections.alerts.models.alert import Alert, AlertEntry, PlanTick
from linli.sections.alerts.models.calm import Inhibition, Silence
from linli.sections.alerts.models.kind import AlertKind, Severity
from linli.sections.alerts.models.notice import AlertGroup, Notification
from linli.sections.alerts.models.roster import Absence, Handover, Shift, Swap
from linli.sections.alerts.models.rule import PresenceNote, Rule, RuleOverride, RuleState, Watermark
from linli.sections.alerts.models.source import EventReceipt, EventSource

__all__ = [
    "Absence",
    "Alert",
    "AlertEntry",
    "AlertGroup",
    "AlertKind",
    "EventReceipt",
    "EventSource",
    "Handover",
    "Inhibition",
    "Notification",
    "PlanTick",
    "PresenceNote",
    "Rule",
    "RuleOverride",
    "RuleState",
    "Severity",
    "Shift",
    "Silence",
    "Swap",
    "Watermark",
]
