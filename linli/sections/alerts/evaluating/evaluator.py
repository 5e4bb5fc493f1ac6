"""The evaluator: one round takes some of the log, lets the clock pass, and keeps what must be kept.

Everything it knows is in the tables: what a rule remembers is written in the same transaction as the alert it
raises, with the place in the log; the rest is swept up about once a second, and the place to go on from moves
only when everything before it has been kept. Whatever fails, memory is dropped and made again from the tables, just as after
a power cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from linli.kernel import jobs
from linli.sections.alerts import facts
from linli.sections.alerts.engine.memory import Change, Memory
from linli.sections.alerts.evaluating import store
from linli.sections.alerts.evaluating.book import Book
from linli.sections.alerts.evaluating.hearing import DEAF_MS, Hearing
from linli.sections.alerts.evaluating.verdicts import Verdict, carry_out
from linli.sections.alerts.evaluating.watches import Key, Watch, Watches
from linli.sections.alerts.models import PresenceNote, Watermark
from linli.sections.alerts.services.gathering import take_in_new

AHEAD_MS = 5 * 60_000
"""Readings are at most this far ahead of the clock."""
BATCH = 500
SWEEP_MS, ALIVE_MS, LOOK_MS, HEAR_MS = 800, 10_000, 2_000, 1_000


class Evaluator:
    """What one process needs to follow the log. Not for several threads."""

    portion = 250
    """So many memories are kept in one transaction."""

    def __init__(self, now: Callable[[], int] = facts.clock) -> None:
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
        self._open_book(store.remembered())
        self.hearing = Hearing(now, self.alive)
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
            if self.unwatched:
                self.watch_silent()
            if self.noted or self.now() - self._heard_at >= HEAR_MS:
                self.hear()
            self.tick()
        return self.catch_up() or more

    def catch_up(self) -> bool:
        """Does some of what need not happen at once; True when there is more of it."""
        self.sweep()
        return bool(self._sweep)

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
                self.note(watch, watch.hear(sample, device.type if device else ""), verdicts)
        self.carry_out(verdicts)
        if samples:
            self.position = samples[-1].id
            self.hearing.hear(self.now(), samples)
        return len(samples) == limit

    def watch_silent(self) -> None:
        """Who has not spoken is watched from now on; only after the log, whose messages count from their own times."""
        self.watches.watch_silent(self.now())
        self.unwatched = False

    def hear(self) -> None:
        """Takes the notes of devices that fell silent or came back."""
        self.noted, self._heard_at = False, self.now()
        notes = list(PresenceNote.objects.filter(pk__gt=self.presence).order_by("pk")[:BATCH])
        verdicts: list[Verdict] = []
        for note in notes:
            device = self.watches.book.devices.get(note.device_id)
            for watch in self.watches.of(note.device_id, note.at_ms) if device else ():
                found = watch.presence(note.device_id, device.type if device else "", note.at_ms, note.online)
                self.note(watch, found, verdicts)
        self.carry_out(verdicts)
        if notes:
            self.presence = notes[-1].pk

    def tick(self, until: int = 0) -> None:
        """Lets the clock pass, to a moment just ahead if one is given; only for who has read the whole log."""
        now, verdicts = until or self.now(), list[Verdict]()
        for watch in self.watches.due(now):
            if watch.tree.watchful and not self.hearing.believes(
                now, None if watch.tree.wide else watch.device_id
            ):
                watch.wake = self.hearing.again(now)
            elif changes := watch.pass_to(now):
                self.note(watch, changes, verdicts)
        self.carry_out(verdicts)

    def sweep(self, *, everything: bool = False) -> None:
        """Keeps some of what has changed; when all of it is kept, the place to go on from moves up."""
        now = self.now()
        if not self._sweep and self._nothing_to_sweep(now) and not everything:
            return
        if not self._sweep:
            self._sweep = list(self.watches.dirty.values())
            self._sweep_to = (self.position, self.presence)
        while True:
            some, rest = self._sweep[: self.portion], self._sweep[self.portion :]
            with transaction.atomic():
                store.keep([watch for watch in some if watch.key in self.watches.dirty])
                if not rest:
                    self._move_up(now)
            self._sweep = rest
            for watch in some:
                self.watches.dirty.pop(watch.key, None)
            if not (everything and self._sweep):
                break

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

    def note(self, watch: Watch, changes: list[Change] | None, verdicts: list[Verdict]) -> None:
        """What a watch has found: it must be kept, and it may be a verdict."""
        if changes is None:
            return
        self.watches.dirty[watch.key] = watch
        self.watches.plan(watch)
        for change in changes:
            if change.raised or not self.watches.raised_besides(watch):
                verdicts.append(Verdict(watch, change, watch.device_id))

    def carry_out(self, verdicts: list[Verdict]) -> None:
        """Alerts and the states that led to them, in one transaction."""
        if not verdicts:
            return
        concerned = {one.watch.key: one.watch for one in verdicts}
        with transaction.atomic(savepoint=False):
            bare = carry_out(verdicts, self.watches.book)
            store.keep(list(concerned.values()))
            self.complete(verdicts, bare=bare)
        for key in concerned:
            self.watches.dirty.pop(key, None)

    def complete(self, verdicts: list[Verdict], *, bare: bool) -> None:
        """The end of that transaction; `bare` says that there are alerts still to be recorded."""
        if bare:
            jobs.enqueue(take_in_new)

    def lose_hearing(self) -> None:
        """Nothing can arrive, the broker is away."""
        self.hearing.lose(self.now())

    def regain_hearing(self) -> None:
        """It is back, and will deliver what it and the devices have kept."""
        now = self.now()
        if self.hearing.regain(now):
            self.watches.listen_from(now)
        self.watches.hurry()

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
        self.watches.listening_since = before.listening_since
        now = self.watches.by_key
        self.watches.dirty |= {key: now[key] for key in before.dirty if key in now}
        self.watches.gone |= before.gone
        self._sweep = []

    def _open_book(self, memories: Iterable[tuple[Key, Memory, str]]) -> None:
        self.watches = Watches(Book())
        for key, memory, basis in memories:
            self.watches.take_up(key, memory, basis)
        self.unwatched = True
