"""Everything that changes in alerts."""

from linli.sections.alerts.services.cases import (
    finish_with_case,
    make_case,
    move_to_case,
    take_back_from_case,
)
from linli.sections.alerts.services.handling import (
    accept_alert,
    mark_false_alarm,
    resolve_alert,
    start_handling,
    tick_step,
    untick_step,
)
from linli.sections.alerts.services.intake import (
    IncomingEvent,
    check_signature,
    create_source,
    set_source_enabled,
    signature,
    take_event,
)
from linli.sections.alerts.services.kinds import KindData, create_kind, update_kind
from linli.sections.alerts.services.raising import (
    Finding,
    Origin,
    end_condition,
    end_with_device,
    escalate,
    raise_alert,
)
from linli.sections.alerts.services.roster import ShiftData, create_shift, delete_shift, update_shift
from linli.sections.alerts.services.rules import (
    RuleData,
    create_rule,
    delete_rule,
    remove_override,
    set_override,
    update_rule,
)

__all__ = [
    "Finding",
    "IncomingEvent",
    "KindData",
    "Origin",
    "RuleData",
    "ShiftData",
    "accept_alert",
    "check_signature",
    "create_kind",
    "create_rule",
    "create_shift",
    "create_source",
    "delete_rule",
    "delete_shift",
    "end_condition",
    "end_with_device",
    "escalate",
    "finish_with_case",
    "make_case",
    "mark_false_alarm",
    "move_to_case",
    "raise_alert",
    "remove_override",
    "resolve_alert",
    "set_override",
    "set_source_enabled",
    "signature",
    "start_handling",
    "take_back_from_case",
    "take_event",
    "tick_step",
    "untick_step",
    "update_kind",
    "update_rule",
    "update_shift",
]
