"""The evaluator: one round takes some of the log, lets the clock pass, and keeps what must be kept.

Everything it knows is in the tables: what a rule remembers is written in the same transaction as the alert it
raises, with the place in the log; the rest is swept up about once a second, and the place to go on from moves
only when everything before it has been kept. Whatever fails, memory is dropped and made again from the tables, just as after
a power cut. A punctual evaluator leaves what can wait (ends, sweeping) for a moment in which nothing is about to fall due.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext

from django.db import OperationalError, transaction

from linli.kernel import jobs
from linli.kernel.precedence import precedence
from linli.sections.alerts import facts
from linli.sections.alerts.engine.memory import Change, Memory
from linli.sections.alerts.evaluating import store
from linli.sections.alerts.evaluating.book import Book
from linli.sections.alerts.evaluating.recorder import have_recorded
from linli.sections.alerts.evaluating.verdicts import Verdict, carry_out
from linli.sections.alerts.evaluating.watches import Key, Watch, Watches
from linli.sections.alerts.models import Alert, PresenceNote, Watermark
from linli.sections.alerts.services.gathering import take_in_new

DEAF_MS = 30_000
"""After more than this without a sign of life, silence proves nothing: nobody listened."""
AHEAD_MS = 5 * 60_000
"""Readings are at most this far ahead of the clock."""
BATCH, SWEEP, PORTION = 500, 250, 50
SWEEP_MS, ALIVE_MS, LOOK_MS, HEAR_MS = 800, 10_000, 2_000, 1_000
EVE_MS, TOGETHER_MS = 7, 2
"""A punctual evaluator is at its place so long before something falls due, and takes what follows within so long with it."""
SWEEP_GAP_MS, END_GAP_MS, POSTPONED_MS = 15, 80, 500
"""It begins sweeping, and noting ends, only with so much time to spare; they wait for so long at most."""
GATHER_MS = 250
"""It has new alerts recorded, so often at most."""


class Evaluator:
    """What one process needs to follow the log. Not for several threads."""

    def __init__(self, now: Callable[[], int] = facts.clock, *, punctual: bool = False) -> None:
        self.now, self.punctual = now, punctual
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
        self._open_book(store.remembered())
        if self.alive > now + AHEAD_MS:
            self.watches.rewind(now, AHEAD_MS)
        elif now - self.alive > DEAF_MS:
            self.watches.listen_from(now)
        self._sweep: list[Watch] = []
        self._later: list[Verdict] = []
        self._later_since = self._ordered_at = 0
        self._bare = self.punctual and Alert.objects.filter(recorded=False).exists()
        self._unprepared: set[int] = set()
        self._sweep_to = (self.position, self.presence)
        self._swept_at = self.alive = now
        Watermark.objects.filter(pk=mark.pk).update(alive_ms=now)

    def turn(self) -> bool:
        """One round; True when there is more to do at once. Raises what the database raises: then `load` again."""
        if self.punctual:
            self._meet()
        if self.doubtful or self.now() - self._looked_at >= LOOK_MS:
            self.refresh()
        more = self.pull()
        if not more:
            if self.noted or self.now() - self._heard_at >= HEAR_MS:
                self.hear()
            self.tick()
        self._catch_up()
        return more or (bool(self._sweep) and not self.punctual)

    def _meet(self) -> None:
        """When something is about to fall due: reads the log to its end, writes, and commits when the moment has come."""
        due = self.watches.next_due()
        if due is None or due - self.now() > EVE_MS or self.pull():
            return
        self._prepare()
        self.tick(due + TOGETHER_MS)

    def _prepare(self) -> None:
        """Asks beforehand what alerts would say of the devices that something is pending for."""
        if self._unprepared:
            self.watches.book.facts_of(self._unprepared)
            self._unprepared = set()

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

    def tick(self, until: int = 0) -> None:
        """Lets the clock pass, to a moment just ahead if one is given; only for who has read the whole log."""
        now, verdicts = until or self.now(), list[Verdict]()
        for watch in self.watches.due(now):
            changes = watch.pass_to(now)
            if changes:
                self._note(watch, changes, verdicts)
        self._carry_out(verdicts)
        if self.punctual:
            self._announce()

    def sweep(self, *, everything: bool = False) -> None:
        """Keeps some of what has changed; when all of it is kept, the place to go on from moves up."""
        now = self.now()
        if not self._sweep and self._nothing_to_sweep(now) and not everything:
            return
        self._carry_out_now([])
        if not self._sweep:
            self._sweep = list(self.watches.dirty.values())
            self._sweep_to = (self.position, self.presence)
        while True:
            size = PORTION if self.punctual else SWEEP
            some, rest = self._sweep[:size], self._sweep[size:]
            with transaction.atomic():
                store.keep([watch for watch in some if watch.key in self.watches.dirty])
                if not rest:
                    self._move_up(now)
            self._sweep = rest
            for watch in some:
                self.watches.dirty.pop(watch.key, None)
            if not (everything and self._sweep):
                break

    def pause(self) -> float:
        """Seconds for which there is nothing to do unless something is told."""
        due, most = self.watches.next_due(), 1.0
        if self._sweep:
            most = 0.002
        elif self._later or self._bare:
            most = 0.02
        return most if due is None else min(most, (due - EVE_MS) / 1000 - time.time())

    def _catch_up(self) -> None:
        """Does a little of what could wait. A punctual evaluator does not wait for another writer, unless it is late itself."""
        if not self.punctual:
            self.sweep()
            return
        now, due = self.now(), self.watches.next_due()
        late = now - self._swept_at > 3 * SWEEP_MS or bool(
            self._later and now - self._later_since > POSTPONED_MS
        )
        spare = 3600_000 if late or due is None else due - now
        try:
            with nullcontext() if late else precedence.at_once():
                self._catch_up_within(spare, now)
        except OperationalError as error:
            if late or "locked" not in str(error):
                raise

    def _catch_up_within(self, spare: int, now: int) -> None:
        """One thing of: what alerts will say, recording new ones, noting ends, sweeping."""
        if spare > SWEEP_GAP_MS:
            self._prepare()
        waited = now - self._ordered_at if self._bare else 0
        if waited >= GATHER_MS and (spare > END_GAP_MS or (waited > POSTPONED_MS and spare > SWEEP_GAP_MS)):
            have_recorded(myself=spare > END_GAP_MS)
            self._bare, self._ordered_at = False, now
        elif self._later and spare > END_GAP_MS:
            self._carry_out_now([])
        elif not self._later and spare > SWEEP_GAP_MS:
            self.sweep()

    def _announce(self) -> None:
        """Says when it must write next."""
        due = self.watches.next_due()
        precedence.expect((due - EVE_MS) / 1000 if due is not None else 0.0)

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
        if self.punctual and watch.wake is not None:
            self._unprepared.add(watch.device_id)
        for change in changes:
            if change.raised or not self.watches.raised_besides(watch):
                verdicts.append(Verdict(watch, change, watch.device_id))

    def _carry_out(self, verdicts: list[Verdict]) -> None:
        """At once; only that something ended may wait a little when the evaluator is a punctual one."""
        if not self.punctual:
            self._carry_out_now(verdicts)
            return
        raised = {one.watch.key for one in verdicts if one.change.raised}
        if any(one.watch.key in raised for one in self._later):
            self._carry_out_now(verdicts)
        elif verdicts:
            ends = [one for one in verdicts if one.watch.key not in raised]
            if ends and not self._later:
                self._later_since = self.now()
            self._later += ends
            self._write([one for one in verdicts if one.watch.key in raised])

    def _carry_out_now(self, verdicts: list[Verdict]) -> None:
        """These, and before them what was put off."""
        self._write([*self._later, *verdicts])
        self._later = []

    def _write(self, verdicts: list[Verdict]) -> None:
        """Alerts and the states that led to them, in one transaction that does not end before what it tells of."""
        if not verdicts:
            return
        concerned = {one.watch.key: one.watch for one in verdicts}
        with transaction.atomic():
            bare = carry_out(verdicts, self.watches.book)
            store.keep(list(concerned.values()))
            if bare and not self.punctual:
                jobs.enqueue(take_in_new)
            rest = max(one.change.at for one in verdicts) / 1000 - time.time() if self.punctual else 0
            if 0 < rest <= (EVE_MS + TOGETHER_MS) / 1000:
                time.sleep(rest)
        self._bare |= bare and self.punctual
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
        self._carry_out_now([])
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
