"""What cases do when something happens to the people they are about, and to the call-backs when a case moves on."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.administration.events import PersonErased
from linli.sections.cases import services
from linli.sections.cases.events import CaseClosed, CaseRated, CaseReopened
from linli.sections.cases.services.callbacks import drop_callbacks
from linli.sections.cases.services.draw import ask_again
from linli.sections.registry.events import PeopleMerged


@on(PersonErased)
def forget_person(event: PersonErased) -> None:
    """The right to erasure: the cases stay, the person in them goes."""
    services.forget_reporter(person_id=event.person_id)


@on(PeopleMerged)
def follow_person(event: PeopleMerged) -> None:
    """Two records became one: the cases follow."""
    services.follow_reporter(person_id=event.person_id, gone_id=event.gone_id)


@on(CaseRated)
def need_not_ask(event: CaseRated) -> None:
    """The reporter has rated by themselves: no call-back is needed."""
    drop_callbacks(case_id=event.case_id)


@on(CaseReopened)
def ask_later(event: CaseReopened) -> None:
    """The case runs again: its reporter is not asked about the rounds before."""
    drop_callbacks(case_id=event.case_id, before=event.round)


@on(CaseClosed)
def ask_once_more(event: CaseClosed) -> None:
    """A case that was redone after a call-back is followed up."""
    ask_again(event.case_id)
