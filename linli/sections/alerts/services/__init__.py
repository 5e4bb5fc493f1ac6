"""Everything that changes in alerts."""

from linli.sections.alerts.services.cases import (
    finish_with_case,
    make_case,
    move_to_case,
    take_back_from_case,
)
from linli.sections.alerts.services.fences import (
    FenceData,
    drop_fences,
    follow_person,
    remove_fence,
    set_fence,
)
from linli.sections.alerts.services.handling import (
    accept_alert,
    accept_group,
    mark_false_alarm,
    mark_seen,
    resolve_alert,
    start_handling,
    tick_step,
    untick_step,
)
from linli.sections.alerts.services.handover import confirm_handover, write_handover
from linli.sections.alerts.services.hypotheses import confirm_alert, suppose, withdraw_alert
from linli.sections.alerts.services.inhibitions import create_inhibition, delete_inhibition
from linli.sections.alerts.services.intake import (
    IncomingEvent,
    check_signature,
    create_source,
    set_source_enabled,
    signature,
    take_event,
)
from linli.sections.alerts.services.kinds import KindData, create_kind, update_kind
from linli.sections.alerts.services.leave import cancel_absence, cancel_swap, note_absence, swap_duty
from linli.sections.alerts.services.listing import Listed, keep_list, set_numbers
from linli.sections.alerts.services.raising import (
    Finding,
    Origin,
    end_condition,
    end_with_device,
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
from linli.sections.alerts.services.silencing import (
    SilenceData,
    create_silence,
    lift_silence,
    silence_source,
)

__all__ = [
    "FenceData",
    "Finding",
    "IncomingEvent",
    "KindData",
    "Listed",
    "Origin",
    "RuleData",
    "ShiftData",
    "SilenceData",
    "accept_alert",
    "accept_group",
    "cancel_absence",
    "cancel_swap",
    "check_signature",
    "confirm_alert",
    "confirm_handover",
    "create_inhibition",
    "create_kind",
    "create_rule",
    "create_shift",
    "create_silence",
    "create_source",
    "delete_inhibition",
    "delete_rule",
    "delete_shift",
    "drop_fences",
    "end_condition",
    "end_with_device",
    "finish_with_case",
    "follow_person",
    "keep_list",
    "lift_silence",
    "make_case",
    "mark_false_alarm",
    "mark_seen",
    "move_to_case",
    "note_absence",
    "raise_alert",
    "remove_fence",
    "remove_override",
    "resolve_alert",
    "set_fence",
    "set_numbers",
    "set_override",
    "set_source_enabled",
    "signature",
    "silence_source",
    "start_handling",
    "suppose",
    "swap_duty",
    "take_back_from_case",
    "take_event",
    "tick_step",
    "untick_step",
    "update_kind",
    "update_rule",
    "update_shift",
    "withdraw_alert",
    "write_handover",
]
