"""Catching up: shows the rules those stored readings that they have not seen, after a failure or a restart."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.sections.alerts import facts
from linli.sections.alerts.models import Rule, RuleState
from linli.sections.alerts.watching import applies, watch_readings

FRESH = dt.timedelta(seconds=10)
"""Readings younger than this are still on their ordinary way."""
LOOK_BACK = dt.timedelta(hours=24)
Key = tuple[int, str]


def catch_up(now: dt.datetime | None = None) -> int:
    """Replays what was missed, in order of event time per device. Returns how many readings were shown."""
    now = now or timezone.now()
    rules = list(Rule.objects.filter(enabled=True).exclude(form=Rule.Form.OFFLINE).select_related("area"))
    metrics = {rule.metric for rule in rules}
    newest = {(device, metric): at for device, metric, at in facts.newest_readings(metrics, now - LOOK_BACK)}
    since = {**_never_seen(rules, newest), **_seen(metrics)}
    missed = [key for key, after in since.items() if key in newest and after < newest[key] < now - FRESH]
    return sum(_replay(device_id, metric, since[device_id, metric], now) for device_id, metric in missed)


def _never_seen(rules: list[Rule], newest: dict[Key, dt.datetime]) -> dict[Key, dt.datetime]:
    """Devices that a rule should watch and has no memory of: from the rule's last change on."""
    known = set(RuleState.objects.values_list("rule_id", "device_id"))
    devices = facts.devices({device_id for device_id, _ in newest})
    return {
        (device.id, rule.metric): rule.updated_at
        for device in devices.values()
        for rule in rules
        if (rule.pk, device.id) not in known and (device.id, rule.metric) in newest and applies(rule, device)
    }


def _seen(metrics: set[str]) -> dict[Key, dt.datetime]:
    """The oldest “last seen” of the rules on each device and metric."""
    rows = RuleState.objects.filter(rule__metric__in=metrics, rule__enabled=True, last_at__isnull=False)
    found: dict[Key, dt.datetime] = {}
    for device_id, metric, last_at in rows.values_list("device_id", "rule__metric", "last_at"):
        key = (device_id, metric)
        if last_at is not None:
            found[key] = min(found.get(key, last_at), last_at)
    return found


def _replay(device_id: int, metric: str, after: dt.datetime, now: dt.datetime) -> int:
    readings = facts.readings_after(device_id, metric, after, now)
    watch_readings(readings, count_late=False)
    return len(readings)
