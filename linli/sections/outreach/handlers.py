"""What outreach does when something has happened."""

from __future__ import annotations

from linli.kernel.events import on
from linli.sections.administration.events import ConsentWithdrawn, PersonErased
from linli.sections.devices.events import CommandEnded
from linli.sections.outreach.events import PersonReached, SmsReceived
from linli.sections.outreach.services import (
    asking,
    attending,
    audiences,
    channels,
    following,
    matterpeople,
    optouts,
    reporting,
)
from linli.sections.registry.events import PeopleMerged, PersonLeft


@on(CommandEnded)
def note_what_a_speaker_answered(event: CommandEnded) -> None:
    """A loudspeaker has its broadcast, or could not be reached."""
    reporting.command_ended(command_id=event.command_id, ok=event.ok)


@on(ConsentWithdrawn)
def no_more_sms(event: ConsentWithdrawn) -> None:
    """Who takes back the consent to SMS gets none but emergencies."""
    if event.purpose == "sms":
        optouts.opt_out(person_id=event.person_id, kind="", way="consent")


@on(PersonLeft)
def leave_campaigns(event: PersonLeft) -> None:
    """Whoever moved away or died is not looked for any more."""
    following.let_go(person_id=event.person_id, status=event.status)


@on(PeopleMerged)
def follow_merged_person(event: PeopleMerged) -> None:
    """Two records became one: told once is told."""
    following.follow_merge(kept=event.person_id, gone=event.gone_id)


@on(PersonErased)
def forget_in_campaigns(event: PersonErased) -> None:
    """The right to erasure: nobody looks for this person, and what was sent to them is not kept."""
    following.forget(person_id=event.person_id)


@on(PersonReached)
def note_who_knows_of_a_matter(event: PersonReached) -> None:
    """A campaign has told somebody of a matter."""
    matterpeople.person_reached(person_id=event.person_id, ref=event.ref, channel=event.channel)


@on(PersonLeft)
def end_matters_of_who_left(event: PersonLeft) -> None:
    """Whoever moved away or died needs nothing more."""
    matterpeople.person_left(person_id=event.person_id, status=event.status)


@on(PeopleMerged)
def follow_merge_in_lists(event: PeopleMerged) -> None:
    """Two records became one: audiences and matters follow."""
    audiences.follow_merge(kept=event.person_id, gone=event.gone_id)
    matterpeople.follow_merge(kept=event.person_id, gone=event.gone_id)


@on(PersonErased)
def forget_in_matters(event: PersonErased) -> None:
    """The right to erasure: what was written about the person and the proxy goes."""
    matterpeople.forget(person_id=event.person_id)


@on(SmsReceived)
def answer_by_sms(event: SmsReceived) -> None:
    """Somebody asked by SMS."""
    channels.answer_sms(incoming_id=event.incoming_id)


@on(PeopleMerged)
def follow_merge_in_notices(event: PeopleMerged) -> None:
    """Two records became one: receipts and sign-ups follow."""
    attending.follow_merge(kept=event.person_id, gone=event.gone_id)


@on(PersonErased)
def forget_in_notices(event: PersonErased) -> None:
    """The right to erasure: what the person read and signed up for goes."""
    attending.forget(person_id=event.person_id)


@on(PersonErased)
def forget_questions(event: PersonErased) -> None:
    """The right to erasure: what the person asked is gone; a case made of it is forgotten by its own section."""
    asking.forget(person_id=event.person_id)
