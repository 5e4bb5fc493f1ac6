"""The rules in force, and which of them look at which device."""

from __future__ import annotations

import json
import logging
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from linli.kernel.models import Area
from linli.sections.alerts import conditions, facts
from linli.sections.alerts.engine.tree import Tree
from linli.sections.alerts.exceptions import Exceptions
from linli.sections.alerts.facts import Brief, DeviceFact
from linli.sections.alerts.models import AlertKind, Rule, RuleOverride

log = logging.getLogger(__name__)
Scope = Rule.Scope


@dataclass(frozen=True, slots=True)
class Card:
    """One rule in force, with its condition for one subject."""

    rule: Rule
    tree: Tree
    basis: str
    """What its states were written under: they are forgotten when the first part of it changes."""
    written: conditions.Json
    """The condition as it is written, with the numbers of the exception."""


class Book:
    """Read from the tables at once; made anew when they have changed."""

    def __init__(self) -> None:
        self.words = facts.words()
        self.devices: dict[int, Brief] = {brief.id: brief for brief in facts.briefs()}
        self._kinds = {kind.pk: kind for kind in AlertKind.objects.all()}
        self._areas = {area.pk: area for area in Area.objects.filter(pk__in=Rule.objects.values("area"))}
        self.rules = {rule.pk: rule for rule in map(self._whole, Rule.objects.filter(enabled=True)) if rule}
        self._exceptions = Exceptions(
            RuleOverride.objects.filter(rule_id__in=Rule.objects.filter(enabled=True).values("pk"))
        )
        self._cards: dict[tuple[int, Tree], Card] = {}
        self._facts: dict[int, DeviceFact] = {}
        self._together: dict[str, list[Brief]] = defaultdict(list)
        self._index: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in self.rules.values():
            for type_ in self._types(rule):
                self._index[type_, rule.area.path].append(rule)

    def _whole(self, rule: Rule) -> Rule | None:
        """The rule with its kind and area, which many rules share; None when its condition cannot be run."""
        rule.kind, rule.area = self._kinds[rule.kind_id], self._areas[rule.area_id]
        try:
            conditions.compiled(rule)
        except ValueError as error:
            log.error("alerts: rule %s cannot be run: %s", rule.pk, error)
            return None
        return rule

    def cards(self, device: Brief) -> Iterator[tuple[str, Card]]:
        """(subject, rule) for everything that looks at a device."""
        path = device.area_path
        for end in [place for place, letter in enumerate(path) if letter == "/" and place]:
            for rule in self._index.get((device.type, path[: end + 1]), ()):
                subject = subject_of(rule, device)
                card = self._card(rule, device) if subject else None
                if card is not None:
                    yield subject, card

    def facts_of(self, device_ids: set[int]) -> dict[int, DeviceFact]:
        """What alerts say of these devices, asked for once."""
        missing = device_ids - self._facts.keys()
        if missing:
            self._facts |= facts.devices(missing)
        return {pk: self._facts[pk] for pk in device_ids if pk in self._facts}

    def person_of(self, rule_id: int, subject: str) -> int | None:
        """Whom a rule on a whole home concerns there: the listed person."""
        kind, _, number = subject.partition(":")
        return self._exceptions.person_in(rule_id, int(number)) if kind == Scope.HOME else None

    def card_of(self, rule_id: int, subject: str) -> tuple[Brief, Card] | None:
        """A device of the subject with the rule as it holds for it, or None when the rule does not look at it."""
        rule = self.rules.get(rule_id)
        for device in self._devices_of(subject) if rule else ():
            if rule and device.type in self._types(rule) and device.area_path.startswith(rule.area.path):
                card = self._card(rule, device) if subject_of(rule, device) == subject else None
                if card is not None:
                    return device, card
        return None

    def unasked(self) -> Iterator[Brief]:
        """Devices that a rule must watch although they say nothing."""
        trees = [(conditions.compiled(rule), self._types(rule)) for rule in self.rules.values()]
        silent = {t for tree, types in trees if tree.watchful for t in types}
        offline = {
            t
            for tree, types in trees
            if any(c.endswith(conditions.ONLINE) for c in tree.channels)
            for t in types
        }
        for device in self.devices.values() if silent or offline else ():
            gone = device.online is False and device.type in offline
            if device.last_seen_at is not None and (gone or device.type in silent):
                yield device

    def _types(self, rule: Rule) -> set[str]:
        return {rule.device_type} if rule.scope == Scope.DEVICE else conditions.compiled(rule).types

    def _card(self, rule: Rule, device: Brief) -> Card | None:
        """The rule as it holds for a device; None when an exception silences it."""
        if self._exceptions.silences(rule, rule.pk, device):
            return None
        one = self._exceptions.of(rule.pk, rule.scope, device)
        try:
            tree = conditions.compiled(rule, one)
        except ValueError as error:
            log.error("alerts: an exception of rule %s does not fit it any more: %s", rule.pk, error)
            one, tree = None, conditions.compiled(rule)
        if (rule.pk, tree) not in self._cards:
            watched = f"{rule.form}|{rule.scope}|{rule.device_type}|{rule.metric}|{rule.area_id}"
            written = conditions.tree_of(rule, one)
            text = zlib.crc32(json.dumps(written, sort_keys=True).encode())
            self._cards[rule.pk, tree] = Card(rule, tree, json.dumps([watched, tree.marks, text]), written)
        return self._cards[rule.pk, tree]

    def _devices_of(self, subject: str) -> list[Brief]:
        kind, number = subject.split(":")
        if kind == Scope.DEVICE:
            return [self.devices[int(number)]] if int(number) in self.devices else []
        if not self._together:
            for device in self.devices.values():
                for scope, owner in ((Scope.HOME, device.home_id), (Scope.PERSON, device.person_id)):
                    if owner:
                        self._together[f"{scope}:{owner}"].append(device)
        return self._together.get(subject, [])


def subject_of(rule: Rule, device: Brief) -> str:
    """Whose readings the rule looks at together, or "" when the device belongs to nobody such. All rules share one text."""
    if rule.scope == Scope.DEVICE:
        return sys.intern(f"device:{device.id}")
    owner = device.home_id if rule.scope == Scope.HOME else device.person_id
    return sys.intern(f"{rule.scope}:{owner}") if owner else ""
