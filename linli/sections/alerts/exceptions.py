"""Which exception (例外) holds for whom: a device's own, else its wearer's; on a home, that of somebody who lives there."""

from __future__ import annotations

from collections.abc import Iterable

from linli.sections.alerts.facts import Brief
from linli.sections.alerts.models import Rule, RuleOverride

Scope = Rule.Scope


class Exceptions:
    """Exceptions of rules, found by device. Where several people of a home are listed, the first who is not muted."""

    def __init__(self, overrides: Iterable[RuleOverride]) -> None:
        self._of_device: dict[tuple[int, int], RuleOverride] = {}
        self._of_person: dict[tuple[int, int], RuleOverride] = {}
        self._of_home: dict[tuple[int, int], RuleOverride] = {}
        for one in overrides:
            if one.device_id:
                self._of_device[one.rule_id, one.device_id] = one
            if one.person_id:
                self._of_person[one.rule_id, one.person_id] = one
            if one.home_id:
                key = one.rule_id, one.home_id
                held = self._of_home.get(key)
                if held is None or (held.muted, held.pk) > (one.muted, one.pk):
                    self._of_home[key] = one

    def of(self, rule_id: int, scope: str, device: Brief) -> RuleOverride | None:
        """The exception that holds when the rule looks at this device."""
        if scope == Scope.HOME:
            return self._of_home.get((rule_id, device.home_id)) if device.home_id else None
        own = self._of_device.get((rule_id, device.id)) if scope == Scope.DEVICE else None
        return own or (self._of_person.get((rule_id, device.person_id)) if device.person_id else None)

    def silences(self, rule: Rule, rule_id: int, device: Brief) -> bool:
        """True when the rule does not look at this device: an exception says so, or it is for listed people only."""
        one = self.of(rule_id, rule.scope, device)
        return rule.listed if one is None else one.muted

    def person_in(self, rule_id: int, home_id: int) -> int | None:
        """Whom an alert about this home concerns."""
        one = self._of_home.get((rule_id, home_id))
        return one.person_id if one else None
