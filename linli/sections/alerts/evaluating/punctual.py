"""The evaluator that is on time (准时): it has what it needs before an alert falls due, and what can wait makes room.

What readings raise, it raises at once, like every evaluator. What the clock raises, it foresees: on the eve it takes SQLite's one
lock, reads the log to its end, writes, and commits when the moment has come. Ends, records and sweeping wait until nothing is
about to be raised.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import OperationalError, transaction

from linli.kernel.precedence import precedence
from linli.sections.alerts.engine.memory import Change
from linli.sections.alerts.evaluating.evaluator import SWEEP_MS, Evaluator
from linli.sections.alerts.evaluating.recorder import have_recorded
from linli.sections.alerts.evaluating.verdicts import Verdict
from linli.sections.alerts.evaluating.watches import Watch
from linli.sections.alerts.models import Alert

EVE_MS, LAST_MS = 25, 7
"""So long before an alert falls due it takes the lock, and reads the log for the last time."""
TOGETHER_MS = 2
"""What falls due within so long goes with it."""
BREATH_MS = 25
"""Others may write for so long between one alert and the eve of the next, which may be shorter for it."""
SWEEP_GAP_MS, END_GAP_MS = 15, 60
"""It sweeps, and notes ends, only so long before an eve."""
GATHER_MS, POSTPONED_MS = 250, 500
"""New alerts are recorded so often at most; ends and records wait for so long at most."""
LOST_MS, HOUR_MS = 8_000, 3600_000
"""What has found no moment for so long takes one."""
COMMITS = 16
"""A commit begins as much before its moment as the quickest of the last so many took: it is never seen too early."""


@contextmanager
def urgent() -> Iterator[None]:
    """Goes before everything else on the machine for a moment, where the system allows it (`LimitRTPRIO`)."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except (AttributeError, OSError):  # not on macOS; not for everybody
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


class Punctual(Evaluator):
    """Not for a clock other than the machine's."""

    portion = 50

    def load(self) -> None:
        """The same, and whether there are alerts that nobody has recorded."""
        self._later: list[Verdict] = []
        self._later_since = self._ordered_at = self._met_at = self._next_eve = 0
        self._bare = Alert.objects.filter(recorded=False).exists()
        self._unprepared: set[int] = set()
        self._read_at, self._committing_at = 0, 0.0
        self._commits: deque[float] = deque(maxlen=COMMITS)
        super().load()

    def turn(self) -> bool:
        """One round; what is about to be raised comes first."""
        while self._meet():
            pass
        more = super().turn()
        self._next_eve = self._eve()
        precedence.expect(
            self._next_eve / 1000, (self.watches.next_due() or 0) / 1000 if self._next_eve else 0.0
        )
        return more

    def pause(self) -> float:
        """Seconds for which there is nothing to do unless something is told."""
        most, next_ = 1.0, self._next_eve or self.watches.next_due()
        if self._sweep:
            most = 0.002
        elif self._later or self._bare:
            most = 0.02
        return most if next_ is None else min(most, next_ / 1000 - time.time())

    def _eve(self) -> int:
        """When to be at its place for the next alert, in epoch milliseconds; 0 when the clock raises none next."""
        due = self.watches.next_due()
        if due is None or not self.watches.to_be_raised(due + TOGETHER_MS):
            return 0
        return max(due - EVE_MS, min(self._met_at + BREATH_MS, due - LAST_MS))

    def _meet(self) -> bool:
        """On the eve of an alert: keeps others from writing, reads the log to its end, and is done when the moment has come.

        True when it was so.
        """
        eve = self._eve()
        if not eve or self.now() < eve or self._behind(eve):
            return False
        self._prepare()
        self._committing_at = 0.0
        with urgent(), transaction.atomic():
            due = self.watches.next_due() or 0
            self._sleep_until(due - LAST_MS)
            behind = self._behind(due)
            if not behind:
                self.tick(due + TOGETHER_MS)
        self._note_commit()
        return not behind

    def _behind(self, due: int) -> bool:
        """Reads the log to its end, unless that was done in the last moments before `due`; True when there is more of it."""
        if due - self._read_at <= LAST_MS:
            return False
        now = self.now()
        more = self.pull()
        self._read_at = 0 if more else now
        return more

    def _note_commit(self) -> None:
        """How long it took, which is how much sooner the next may begin."""
        self._met_at = self.now()
        if self._committing_at:
            self._commits.append((time.perf_counter() - self._committing_at) * 1000)

    def _sleep_until(self, moment: float) -> None:
        """Lets the time pass to an epoch millisecond, if it is not past and not far."""
        rest = moment / 1000 - time.time()
        if 0 < rest <= EVE_MS / 1000:
            time.sleep(rest)

    def _prepare(self) -> None:
        """Asks beforehand what alerts would say of the devices that something is pending for."""
        if self._unprepared:
            self.watches.book.facts_of(self._unprepared)
            self._unprepared = set()

    def note(self, watch: Watch, changes: list[Change] | None, verdicts: list[Verdict]) -> None:
        """The same; its device may have to be told of soon."""
        super().note(watch, changes, verdicts)
        if changes is not None and watch.wake is not None:
            self._unprepared.add(watch.device_id)

    def carry_out(self, verdicts: list[Verdict]) -> None:
        """Raises at once; that an alert ended may wait a little, but never behind its being raised anew."""
        raised = {one.alert for one in verdicts if one.change.raised}
        if any(one.alert in raised for one in self._later):
            self._settle()
        ends = [one for one in verdicts if one.alert not in raised]
        if ends and not self._later:
            self._later_since = self.now()
        self._later += ends
        super().carry_out([one for one in verdicts if one.alert in raised])

    def complete(self, verdicts: list[Verdict], *, bare: bool) -> None:
        """The transaction does not end before what it tells of, and begins to end sooner; records are written later."""
        self._bare |= bare
        self._sleep_until(max(one.change.at for one in verdicts) - min(self._commits, default=0.0))
        self._committing_at = time.perf_counter()

    def _settle(self) -> None:
        """Carries out what was put off; it stays put off when the database is not free."""
        super().carry_out(self._later)
        self._later = []

    def sweep(self, *, everything: bool = False) -> None:
        """What was put off comes first: no memory is kept without what it led to."""
        self._settle()
        super().sweep(everything=everything)

    def reopen(self) -> None:
        """What was put off belongs to the rules of before."""
        self._settle()
        super().reopen()

    def catch_up(self) -> bool:
        """Does one thing that could wait, if there is time; it waits for no other writer, unless it is late itself."""
        now, eve = self.now(), self._eve()
        late = now - self._swept_at > 3 * SWEEP_MS or bool(
            self._later and now - self._later_since > POSTPONED_MS
        )
        lost = now - min(self._swept_at, self._later_since if self._later else now) > LOST_MS
        spare = HOUR_MS if lost or not eve else eve - now
        try:
            with nullcontext() if late else precedence.at_once():
                self._catch_up_within(spare, SWEEP_GAP_MS if late else END_GAP_MS)
        except OperationalError as error:
            if late or "locked" not in str(error):
                raise
        return False

    def _catch_up_within(self, spare: int, gap: int) -> None:
        """One thing of: what alerts will say, recording new ones, noting ends (in so long a gap), sweeping."""
        if spare > SWEEP_GAP_MS:
            self._prepare()
        waited = self.now() - self._ordered_at if self._bare else 0
        if waited >= GATHER_MS and (spare > END_GAP_MS or (waited > POSTPONED_MS and spare > SWEEP_GAP_MS)):
            have_recorded(myself=spare > END_GAP_MS)
            self._bare, self._ordered_at = False, self.now()
        elif self._later and spare > gap:
            self._settle()
        elif not self._later and spare > SWEEP_GAP_MS:
            self.sweep()
