"""The evaluator: one round takes some of the log, lets the clock pass, and keeps what must be kept.

Everything it knows is in the tables: what a rule remembers is written in the same transaction as the alert it
raises, with the place in the log; the rest is swept up at least once a second, and the place to go on from moves
only when everything before it has been kept. Whatever fails, memory is dropped and made again from the tables, just as after
a power cut.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable

from django.db import transaction

from linli.sections.alerts import facts
from linli.sections.alerts.engine.memory import Change, Memory
from linli.sections.alerts.evaluating import store
from linli.sections.alerts.evaluating.book import Book
from linli.sections.alerts.evaluating.verdicts import Verdict, carry_out
from linli.sections.alerts.evaluating.watches import Key, Watch, Watches
from linli.sections.alerts.models import PresenceNote, Watermark

DEAF_MS = 30_000
"""After more than this without a sign of life, silence proves nothing: nobody listened."""
AHEAD_MS = 5 * 60_000
"""Readings are at most this far ahead of the clock."""
BATCH, SWEEP = 500, 250
SWEEP_MS, ALIVE_MS, LOOK_MS, HEAR_MS = 800, 10_000, 2_000, 1_000


def clock() -> int:
    """Now, in epoch milliseconds."""
    return time.time_ns() // 1_000_000


class Evaluator:
    """What one process needs to follow the log. Not for several threads."""

    def __init__(self, now: Callable[[], int] = clock) -> None:
        self.now = now
        self.doubtful = False
        self.load()

    def load(self) -> None:
        """Everything from the tables. The first time ever, it begins at the end of the log."""
        now = self._looked_at = self._heard_at = self.now()
        self.noted = True
        self.strangers: set[int] = set()
        """Devices in the log that are not in use: nothing watches them."""
        mark = store.watermark()
        if mark is None:
            mark = Watermark.objects.create(position=facts.end_of_log(), alive_ms=now)
        self.mark = mark
        self.position, self.presence, self.alive = mark.position, mark.presence, mark.alive_ms
        self.kept = mark.position
        self._open_book(self._from_tables())
        if self.alive > now + AHEAD_MS:
            self.watches.rewind(now, AHEAD_MS)
        elif now - self.alive > DEAF_MS:
            self.watches.listen_from(now)
        self._sweep: list[Watch] = []
        self._sweep_to = (self.position, self.presence)
        self._swept_at = self.alive = now
        Watermark.objects.filter(pk=mark.pk).update(alive_ms=now)

    def turn(self) -> bool:
        """One round; True when there is more to do at once. Raises what the database raises: then `load` again."""
        if self.doubtful or self.now() - self._looked_at >= LOOK_MS:
            self.refresh()
        more = self.pull()
        if not more:
            if self.noted or self.now() - self._heard_at >= HEAR_MS:
                self.hear()
            self.tick()
        self.sweep()
        return more or bool(self._sweep)

    def pull(self, limit: int = BATCH) -> bool:
        """Takes the next messages of the log; True when there may be more."""
        samples = facts.samples_after(self.position, limit)
        if not {sample.device_id for sample in samples} - self.strangers <= self.watches.book.devices.keys():
            self.reopen()
            self.strangers |= {sample.device_id for sample in samples} - self.watches.book.devices.keys()
        verdicts: list[Verdict] = []
        for sample in samples:
            device = self.watches.book.devices.get(sample.device_id)
            for watch in self.watches.of(sample.device_id, sample.at_ms) if device else ():
                self._note(watch, watch.hear(sample, device.type if device else ""), verdicts)
        self._carry_out(verdicts)
        if samples:
            self.position = samples[-1].id
        return len(samples) == limit

    def hear(self) -> None:
        """Takes the notes of devices that fell silent or came back."""
        self.noted, self._heard_at = False, self.now()
        notes = list(PresenceNote.objects.filter(pk__gt=self.presence).order_by("pk")[:BATCH])
        verdicts: list[Verdict] = []
        for note in notes:
            device = self.watches.book.devices.get(note.device_id)
            for watch in self.watches.of(note.device_id, note.at_ms) if device else ():
                found = watch.presence(note.device_id, device.type if device else "", note.at_ms, note.online)
                self._note(watch, found, verdicts)
        self._carry_out(verdicts)
        if notes:
            self.presence = notes[-1].pk

    def tick(self) -> None:
        """Lets the clock pass; only for who has read the whole log."""
        now, verdicts = self.now(), list[Verdict]()
        for watch in self.watches.due(now):
            changes = watch.pass_to(now)
            if changes:
                self._note(watch, changes, verdicts)
        self._carry_out(verdicts)

    def sweep(self, *, everything: bool = False) -> None:
        """Keeps some of what has changed; when all of it is kept, the place to go on from moves up."""
        now = self.now()
        if not self._sweep and self._nothing_to_sweep(now) and not everything:
            return
        if not self._sweep:
            self._sweep = list(self.watches.dirty.values())
            self._sweep_to = (self.position, self.presence)
        while True:
            some, self._sweep = self._sweep[:SWEEP], self._sweep[SWEEP:]
            with transaction.atomic():
                store.keep([watch for watch in some if watch.key in self.watches.dirty])
                if not self._sweep:
                    self._move_up(now)
            for watch in some:
                self.watches.dirty.pop(watch.key, None)
            if not (everything and self._sweep):
                break

    def wait_ms(self) -> int | None:
        """How long nothing can happen by the clock alone."""
        due = self.watches.next_due()
        return None if due is None else max(0, due - self.now())

    def _nothing_to_sweep(self, now: int) -> bool:
        behind = self.watches.dirty or self.watches.gone or (self.position, self.presence) != self._sweep_to
        return now - self._swept_at < (SWEEP_MS if behind else ALIVE_MS)

    def _move_up(self, now: int) -> None:
        """Writes the place to go on from and the sign of life."""
        self.kept, presence = self._sweep_to
        store.forget(self.watches.gone - self.watches.by_key.keys())
        self.watches.gone.clear()
        Watermark.objects.filter(pk=self.mark.pk).update(position=self.kept, presence=presence, alive_ms=now)
        if presence != self.mark.presence:
            PresenceNote.objects.filter(pk__lte=presence).delete()
            self.mark.presence = presence
        self._swept_at = self.alive = now

    def _note(self, watch: Watch, changes: list[Change] | None, verdicts: list[Verdict]) -> None:
        if changes is None:
            return
        self.watches.dirty[watch.key] = watch
        self.watches.plan(watch)
        for change in changes:
            if change.raised or not self._raised_besides(watch):
                verdicts.append(Verdict(watch, change, watch.device_id))

    def _raised_besides(self, watch: Watch) -> bool:
        """True while another rule keeps the same alert open."""
        kind = watch.card.rule.kind_id
        return any(
            other.memory.raised is not None
            and other.card.rule.kind_id == kind
            and other.subject == watch.subject
            for other in self.watches.of(watch.device_id, 0)
            if other is not watch
        )

    def _carry_out(self, verdicts: list[Verdict]) -> None:
        """Alerts and the states that led to them, in one transaction."""
        if not verdicts:
            return
        concerned = {one.watch.key: one.watch for one in verdicts}
        with transaction.atomic():
            carry_out(verdicts, self.watches.book)
            store.keep(list(concerned.values()))
        for key in concerned:
            self.watches.dirty.pop(key, None)

    def refresh(self) -> None:
        """Takes up rules and exceptions that have changed since they were read."""
        self.doubtful, self._looked_at = False, self.now()
        rules = Watermark.objects.values_list("rules", flat=True).get(pk=self.mark.pk)
        if rules != self.mark.rules:
            self.mark.rules = rules
            self.reopen()

    def reopen(self) -> None:
        """Rules, exceptions or devices have changed: the same memories go on under what holds now."""
        before = self.watches
        self._open_book([(key, watch.memory, watch.basis) for key, watch in before.by_key.items()])
        now = self.watches.by_key
        self.watches.dirty |= {key: now[key] for key in before.dirty if key in now}
        self.watches.gone |= before.gone
        self._sweep = []

    def _open_book(self, memories: Iterable[tuple[Key, Memory, str]]) -> None:
        self.watches = Watches(Book())
        for key, memory, basis in memories:
            self.watches.take_up(key, memory, basis)
        self.watches.watch_silent(self.now())

    def _from_tables(self) -> Iterable[tuple[Key, Memory, str]]:
        for key, memory, basis in store.remembered():
            yield key, store.read(memory, json.loads(basis)[1]), basis
