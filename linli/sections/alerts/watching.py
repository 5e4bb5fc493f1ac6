"""Watching readings and the clock: feeds the pure engine and turns what it finds into alerts.

What a rule remembers is written in the same transaction as the alerts it raises, so a crash undoes both; the
readings come again (a batch is acknowledged only afterwards) and those already counted are late and change nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.access import SYSTEM
from linli.kernel.telemetry import Reading
from linli.sections.alerts import conditions, engine, wording
from linli.sections.alerts.facts import DeviceFact, devices, moment
from linli.sections.alerts.models import Rule, RuleOverride, RuleState
from linli.sections.alerts.services.raising import Finding, Origin, end_condition, raise_alert

log = logging.getLogger(__name__)
COLUMNS = ("last_at", "last_value", "pending_since", "raised_at", "due_at", "late")
PER_TICK = 500
Key = tuple[int, int]


@dataclass(slots=True)
class Watch:
    """One rule on one device, ready to take readings."""

    rule: Rule
    device: DeviceFact
    condition: engine.Condition
    row: RuleState
    due_before: dt.datetime | None = None

    def see(self, at: dt.datetime, value: float) -> None:
        """Takes one reading that is newer than the last. An event (事件) is raised each time it happens."""
        if self.rule.form == Rule.Form.EVENT:
            conditions.remember(self.row, engine.State(at, value), None)
            raise_for(self.rule, self.device, at, None)
        else:
            self.take(engine.step(self.condition, conditions.state(self.row), at, value))

    def take(self, outcome: engine.Outcome) -> None:
        """Keeps the new state and raises or ends the alert that the outcome asks for."""
        conditions.remember(self.row, outcome.state, engine.due_at(self.condition, outcome.state))
        if outcome.raised:
            raise_for(self.rule, self.device, outcome.raised, outcome.state.last_value)
        if outcome.cleared:
            end_condition(
                actor=SYSTEM, kind=self.rule.kind, source=source_of(self.device.id), at=outcome.cleared
            )


def watch_readings(readings: Sequence[Reading], *, count_late: bool = True) -> int:
    """Takes a batch of committed readings in order of arrival. Returns how many were late (and only counted).

    `count_late` is off when stored readings are shown again: those a rule has seen already are not late.
    """
    rules = _rules_for({reading.metric for reading in readings})
    if not rules:
        return 0
    with transaction.atomic():
        known = devices({reading.device_id for reading in readings})
        watches = _watches(rules, known)
        late = _feed(readings, watches, count_late)
        touched = [watch for group in watches.values() for watch in group]
        save_states(watch.row for watch in touched)
        wake_at(w.row.due_at for w in touched if w.row.due_at and w.row.due_at != w.due_before)
    if late:
        log.info("alerts: %d late readings counted, nothing else", late)
    return late


def _feed(readings: Sequence[Reading], watches: dict[tuple[int, str], list[Watch]], count_late: bool) -> int:
    """Each reading to each rule that watches it."""
    late = 0
    for reading in readings:
        at = moment(reading.at_ms)
        for watch in watches.get((reading.device_id, reading.metric), ()):
            seen = watch.row.last_at is not None and at <= watch.row.last_at
            if not seen:
                watch.see(at, reading.value)
            elif count_late and at != watch.row.last_at:
                watch.row.late += 1
                late += 1
    return late


def wake_at(moments: Iterable[dt.datetime]) -> None:
    """Has `raise_due` run at these moments, rounded up to whole seconds; durable, and once per second at most."""
    for second in {math.ceil(when.timestamp()) for when in moments}:
        jobs.enqueue(
            on_the_second, run_at=dt.datetime.fromtimestamp(second, dt.UTC), key=f"alerts.due.{second}"
        )


def on_the_second() -> None:
    """The durable job behind `wake_at`."""
    raise_due()


def raise_due(now: dt.datetime | None = None) -> int:
    """Raises what has become due by the clock without a further reading. Returns how many."""
    now = now or timezone.now()
    with transaction.atomic():
        rows = RuleState.objects.select_for_update(of=("self",), skip_locked=True).filter(due_at__lte=now)
        found = list(rows.select_related("rule__kind", "rule__area").order_by("due_at")[:PER_TICK])
        if not found:
            return 0
        known = devices({row.device_id for row in found})
        overrides = _overrides({row.rule_id for row in found}, known)
        raised = sum(_raise_row(row, known, overrides, now) for row in found)
        save_states(found)
    return raised


def _raise_row(
    row: RuleState, known: dict[int, DeviceFact], overrides: dict[Key, RuleOverride], now: dt.datetime
) -> bool:
    device = known.get(row.device_id)
    if device is None or not row.rule.enabled:
        row.due_at = row.pending_since = None
        return False
    if row.rule.form == Rule.Form.OFFLINE:
        due, row.raised_at, row.pending_since, row.due_at = row.due_at, row.due_at, None, None
        raise_for(row.rule, device, due or now, None)
        return True
    condition = conditions.condition(row.rule, overrides.get((row.rule_id, row.device_id)))
    outcome = engine.advance(condition, conditions.state(row), now)
    Watch(row.rule, device, condition, row).take(outcome)
    return outcome.raised is not None


def raise_for(rule: Rule, device: DeviceFact, at: dt.datetime, value: float | None) -> None:
    """Raises the rule's alert for a device."""
    finding = Finding(at, wording.finding(rule, device, value), rule.metric, value, rule.severity, rule.pk)
    raise_alert(actor=SYSTEM, kind=rule.kind, origin=origin_of(device), finding=finding)


def origin_of(device: DeviceFact) -> Origin:
    """The device as the source of an alert."""
    return Origin(
        source_of(device.id),
        device.title,
        device.area,
        device.type_title,
        device.building,
        device.place,
        device.id,
    )


def source_of(device_id: int) -> str:
    """The key of a device as a source."""
    return f"device:{device_id}"


def save_states(rows: Iterable[RuleState]) -> None:
    """Writes the rows, new ones and old ones alike, in one statement."""
    RuleState.objects.bulk_create(
        list(rows),
        update_conflicts=True,
        unique_fields=("rule", "device"),
        update_fields=COLUMNS,
        batch_size=200,
    )


def _rules_for(metrics: set[str]) -> list[Rule]:
    """The rules in force on any of these metrics."""
    rules = Rule.objects.filter(enabled=True, metric__in=metrics).exclude(form=Rule.Form.OFFLINE)
    return list(rules.select_related("kind", "area"))


def _watches(rules: list[Rule], known: dict[int, DeviceFact]) -> dict[tuple[int, str], list[Watch]]:
    """Every rule on every device it applies to, with what it remembers, locked."""
    pairs = [(rule, device) for device in known.values() for rule in rules if applies(rule, device)]
    overrides = _overrides({rule.pk for rule in rules}, known)
    rows = _locked_rows(pairs)
    found: dict[tuple[int, str], list[Watch]] = defaultdict(list)
    for rule, device in pairs:
        key = (rule.pk, device.id)
        override = overrides.get(key)
        if override is None or not override.muted:
            row = rows.get(key) or RuleState(rule=rule, device_id=device.id)
            found[device.id, rule.metric].append(
                Watch(rule, device, conditions.condition(rule, override), row, row.due_at)
            )
    return found


def applies(rule: Rule, device: DeviceFact) -> bool:
    """True when the device is of the rule's type and in its area's subtree."""
    return device.type == rule.device_type and rule.area.holds(device.area)


def _locked_rows(pairs: list[tuple[Rule, DeviceFact]]) -> dict[Key, RuleState]:
    rows = RuleState.objects.select_for_update().filter(
        rule_id__in={rule.pk for rule, _ in pairs}, device_id__in={device.id for _, device in pairs}
    )
    return {(row.rule_id, row.device_id): row for row in rows.order_by("pk")}


def _overrides(rule_ids: set[int], known: dict[int, DeviceFact]) -> dict[Key, RuleOverride]:
    rows = RuleOverride.objects.filter(rule_id__in=rule_ids, device_id__in=known)
    return {(row.rule_id, row.device_id): row for row in rows}
