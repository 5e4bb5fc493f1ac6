"""What cases do when something happens to the people they are about."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.administration.events import PersonErased
from linli.sections.cases import services
from linli.sections.registry.events import PeopleMerged


@on(PersonErased)
def forget_person(event: PersonErased) -> None:
    """The right to erasure: the cases stay, the person in them goes."""
    services.forget_reporter(person_id=event.person_id)


@on(PeopleMerged)
def follow_person(event: PeopleMerged) -> None:
    """Two records became one: the cases follow."""
    services.follow_reporter(person_id=event.person_id, gone_id=event.gone_id)
