"""From what the engine found to alerts: raised and ended in its order, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linli.kernel.access import SYSTEM
from linli.sections.alerts import facts, wording
from linli.sections.alerts.conditions import leading
from linli.sections.alerts.engine.memory import Change
from linli.sections.alerts.evaluating.book import Book
from linli.sections.alerts.evaluating.watches import Watch
from linli.sections.alerts.facts import DeviceFact, moment
from linli.sections.alerts.services.raising import End, Finding, Origin, Raise, end_many, raise_lean


class Verdict(NamedTuple):
    """What was found for a watch, told by this device."""

    watch: Watch
    change: Change
    device_id: int

    @property
    def alert(self) -> tuple[int, str]:
        """Which alert it is about: kind and source. Several rules may be about the same."""
        return self.watch.card.rule.kind_id, self.watch.subject


def carry_out(verdicts: Sequence[Verdict], book: Book) -> bool:
    """Raises and ends the alerts, in the current transaction. A device no longer in use raises nothing.

    True when there are alerts for `gathering.take_in_new` to record.
    """
    bare = False
    known = book.facts_of({verdict.device_id for verdict in verdicts})
    for some in _runs(verdict for verdict in verdicts if verdict.device_id in known):
        raises = [_raise(one, known[one.device_id], book) for one in some if one.change.raised]
        ends = [_end(one) for one in some if not one.change.raised]
        if raises:
            bare = raise_lean(raises=raises) or bare
        if ends:
            end_many(actor=SYSTEM, ends=ends)
    return bare


def _runs(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """Verdicts that may be carried out together: none on the same alert as an earlier one of another sort."""
    runs: list[list[Verdict]] = []
    told: dict[tuple[int, str], tuple[int, bool]] = {}
    for one in verdicts:
        last, raised = told.get(one.alert, (0, one.change.raised))
        place = last if raised == one.change.raised else last + 1
        if place == len(runs):
            runs.append([])
        runs[place].append(one)
        told[one.alert] = (place, one.change.raised)
    return runs


def _raise(one: Verdict, device: DeviceFact, book: Book) -> Raise:
    rule, value = one.watch.card.rule, one.change.value
    metric = rule.metric or leading(one.watch.card.written).get("metric", "")
    shown = metric if metric[:1] not in "$*" else ""
    text = wording.finding(rule, device, value, book.words, one.watch.card.written)
    finding = Finding(_at(one.change), text, shown, value, rule.severity, rule.pk)
    person = book.person_of(rule.pk, one.watch.subject)
    return Raise(rule.kind, origin_of(device, one.watch.subject, person), finding)


def _end(one: Verdict) -> End:
    return End(one.watch.card.rule.kind, one.watch.subject, _at(one.change))


def _at(change: Change) -> dt.datetime:
    return moment(change.at)


def origin_of(device: DeviceFact, subject: str = "", person_id: int | None = None) -> Origin:
    """The device as the source of an alert; a rule on a whole home or person names that as its source."""
    key = subject or facts.source_of(device.id)
    person = int(key.split(":")[1]) if key.startswith("person:") else person_id or device.person_id
    return Origin(
        key, device.title, device.area, device.type_title, device.building, device.place, device.id, person
    )
