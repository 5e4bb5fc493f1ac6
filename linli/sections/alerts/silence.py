"""Offline rules (离线规则): a device silent for longer than a rule allows, on what the devices section reports."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.kernel.access import SYSTEM
from linli.sections.alerts.facts import device_of
from linli.sections.alerts.models import Rule, RuleOverride, RuleState
from linli.sections.alerts.services.raising import end_condition
from linli.sections.alerts.watching import applies, source_of, wake_at


@transaction.atomic
def went_silent(*, device_id: int, last_seen: dt.datetime) -> None:
    """Sets the clock of every offline rule on the device; what is already due is raised at once."""
    device = device_of(device_id)
    if device is None:
        return
    muted = set(
        RuleOverride.objects.filter(device_id=device_id, muted=True).values_list("rule_id", flat=True)
    )
    for rule in _offline_rules(device.type):
        if applies(rule, device) and rule.pk not in muted:
            due = last_seen + dt.timedelta(seconds=_silence(rule, device_id))
            row, _ = RuleState.objects.select_for_update().get_or_create(rule=rule, device_id=device_id)
            if row.raised_at is None and (row.last_at is None or last_seen >= row.last_at):
                row.last_at, row.pending_since, row.due_at = last_seen, last_seen, due
                row.save()
                wake_at([due])


@transaction.atomic
def came_back(*, device_id: int, seen_at: dt.datetime) -> None:
    """Ends the silence: stops the clocks and closes the offline alerts of the device."""
    rows = RuleState.objects.select_for_update(of=("self",)).filter(
        device_id=device_id, rule__form=Rule.Form.OFFLINE
    )
    for row in rows.select_related("rule__kind"):
        if row.last_at is None or row.last_at < seen_at:
            if row.raised_at is not None:
                end_condition(actor=SYSTEM, kind=row.rule.kind, source=source_of(device_id), at=seen_at)
            row.last_at, row.pending_since, row.due_at, row.raised_at = seen_at, None, None, None
            row.save()


def _offline_rules(device_type: str) -> list[Rule]:
    rules = Rule.objects.filter(enabled=True, form=Rule.Form.OFFLINE, device_type=device_type)
    return list(rules.select_related("kind", "area"))


def _silence(rule: Rule, device_id: int) -> int:
    """Seconds of silence allowed to the device."""
    override = RuleOverride.objects.filter(rule=rule, device_id=device_id).first()
    return rule.duration_s if override is None or override.duration_s is None else override.duration_s
