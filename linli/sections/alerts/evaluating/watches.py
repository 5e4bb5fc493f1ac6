"""Watches (盯着的事): one per rule and subject, found by device, woken by the clock."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator

from linli.kernel.telemetry import Sample
from linli.sections.alerts.conditions import ONLINE
from linli.sections.alerts.engine.memory import Change, Memory
from linli.sections.alerts.engine.run import begin, listen_from, rewind, step, tick
from linli.sections.alerts.evaluating.book import Book, Card
from linli.sections.alerts.facts import Brief

Key = tuple[int, str]
ANY = "*"


class Watch:
    """One rule on one subject with what it remembers. `wake` is when it is to be woken, `device_id` who spoke last."""

    __slots__ = ("basis", "card", "device_id", "key", "memory", "subject", "tree", "wake")

    def __init__(self, subject: str, card: Card, memory: Memory, device_id: int) -> None:
        self.subject, self.card, self.tree, self.memory = subject, card, card.tree, memory
        self.device_id, self.basis = device_id, card.basis
        self.wake: int | None = None
        self.key: Key = (card.rule.pk, subject)

    def hear(self, sample: Sample, type_: str) -> list[Change] | None:
        """Takes a message that it has not had yet; None when it does not concern it."""
        memory, tree = self.memory, self.tree
        if sample.id <= memory.seen:
            return None
        values = sample.values
        if ANY in tree.channels:
            values = {**values, ANY: 0.0}
        if tree.wide:
            values = {f"{type_}.{metric}": value for metric, value in values.items()}
        if values.keys().isdisjoint(tree.channels):
            return None
        memory.seen, self.device_id = sample.id, sample.device_id
        return step(tree, memory, sample.at_ms, values, f"#{sample.device_id}" if tree.wide else "")

    def presence(self, device_id: int, type_: str, at_ms: int, online: bool) -> list[Change] | None:
        """Takes the note that the device fell silent or came back."""
        channel = f"{type_}.{ONLINE}" if self.tree.wide else ONLINE
        if channel not in self.tree.channels:
            return None
        self.device_id = device_id
        device = f"#{device_id}" if self.tree.wide else ""
        return step(self.tree, self.memory, at_ms, {channel: float(online)}, device)

    def pass_to(self, now: int) -> list[Change]:
        """Lets the clock pass."""
        changes, self.wake = tick(self.tree, self.memory, now)
        return changes


class Watches:
    """All watches that anything is known of; those of a device are made when it first speaks."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.by_key: dict[Key, Watch] = {}
        self.dirty: dict[Key, Watch] = {}
        self.gone: set[Key] = set()
        self.listening_since = 0
        """Since when nothing was missed, if something was."""
        self._of_device: dict[int, tuple[Watch, ...]] = {}
        self._heap: list[tuple[int, int, Watch]] = []
        self._count = 0

    def take_up(self, key: Key, memory: Memory, basis: str) -> None:
        """Goes on with what was remembered, under the rules of today; forgets it if nothing watches it any more."""
        found = self.book.card_of(*key)
        if found is None or json.loads(found[1].basis)[0] != json.loads(basis)[0]:
            self.gone.add(key)
            return
        device, card = found
        if card.basis != basis:
            memory = card.tree.adopt(memory, [_tupled(mark) for mark in json.loads(basis)[1]])
        watch = self._add(Watch(key[1], card, memory, device.id))
        if card.basis != basis:
            self.dirty[key] = watch

    def of(self, device_id: int, at_ms: int) -> tuple[Watch, ...]:
        """The watches of a device."""
        found = self._of_device.get(device_id)
        if found is None:
            device = self.book.devices.get(device_id)
            found = (
                ()
                if device is None
                else tuple(self._watch(device, *one, at_ms) for one in self.book.cards(device))
            )
            self._of_device[device_id] = found
        return found

    def watch_silent(self, now: int) -> None:
        """Rules that silence alone can raise need no message to begin."""
        for device in self.book.unasked():
            for watch in self.of(device.id, now):
                if watch.tree.watchful and not watch.memory.seen:
                    self.dirty[watch.key] = watch

    def raised_besides(self, watch: Watch) -> bool:
        """True while another rule keeps the same alert open."""
        kind = watch.card.rule.kind_id
        return any(
            other.memory.raised is not None
            and other.card.rule.kind_id == kind
            and other.subject == watch.subject
            for other in self.of(watch.device_id, 0)
            if other is not watch
        )

    def plan(self, watch: Watch) -> None:
        """Has the clock wake it when its time comes."""
        due = watch.memory.due
        if due is not None and (watch.wake is None or due < watch.wake):
            self._push(watch, due)

    def due(self, now: int) -> Iterator[Watch]:
        """Watches whose time has come, in order of their times."""
        while self._heap and self._heap[0][0] <= now:
            at, _, watch = heapq.heappop(self._heap)
            if watch.wake == at:
                watch.wake = None
                yield watch
                if watch.wake is not None:
                    self._push(watch, watch.wake)

    def next_due(self) -> int | None:
        """When the next one is to be woken; whatever a reading has put off meanwhile is put back."""
        while self._heap:
            at, _, watch = self._heap[0]
            due = watch.memory.due
            if watch.wake == at and due is not None and due <= at:
                return at
            heapq.heappop(self._heap)
            if watch.wake == at:
                watch.wake = None
                self.plan(watch)
        return None

    def to_be_raised(self, until: int, place: int = 0) -> bool:
        """True when the clock alone will raise something up to that moment."""
        if place >= len(self._heap) or self._heap[place][0] > until:
            return False
        at, _, watch = self._heap[place]
        found = tick(watch.tree, watch.memory.ahead(), until)[0] if watch.wake == at else ()
        if any(change.raised for change in found):
            return True
        return self.to_be_raised(until, 2 * place + 1) or self.to_be_raised(until, 2 * place + 2)

    def listen_from(self, now: int) -> None:
        """Nobody listened for a while: silence counts from now on."""
        self.listening_since = now
        for watch in self.by_key.values():
            if watch.tree.watchful:
                listen_from(watch.tree, watch.memory, now)
                self._changed(watch)

    def hurry(self) -> None:
        """What was put off because nothing could arrive is asked again now."""
        for watch in self.by_key.values():
            if watch.tree.watchful:
                self.plan(watch)

    def rewind(self, now: int, ahead: int) -> None:
        """The clock was set back: what lies further than `ahead` in the future is forgotten."""
        self.listening_since = min(self.listening_since, now)
        for watch in self.by_key.values():
            if watch.memory.t > now + ahead:
                rewind(watch.tree, watch.memory, now)
                self._changed(watch)

    def _changed(self, watch: Watch) -> None:
        self.dirty[watch.key] = watch
        self.plan(watch)

    def _push(self, watch: Watch, at: int) -> None:
        self._count += 1
        watch.wake = at
        heapq.heappush(self._heap, (at, self._count, watch))

    def _add(self, watch: Watch) -> Watch:
        self.by_key[watch.key] = watch
        self.plan(watch)
        return watch

    def _watch(self, device: Brief, subject: str, card: Card, at_ms: int) -> Watch:
        known = self.by_key.get((card.rule.pk, subject))
        if known is not None:
            return known
        memory = begin(card.tree, at_ms)
        memory.born = max(memory.born, self.listening_since)
        watch = self._add(Watch(subject, card, memory, device.id))
        if device.online is False and device.last_seen_at is not None:
            watch.presence(
                device.id, device.type, round(device.last_seen_at.timestamp() * 1000), online=False
            )
            self._changed(watch)
        return watch


def _tupled(mark: list[object]) -> tuple[object, ...]:
    """Marks come back from JSON as lists."""
    return tuple(tuple(part) if isinstance(part, list) else part for part in mark)
