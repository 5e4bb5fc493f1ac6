"""What elder care does when people move, leave or no longer agree, and when a device has done what it was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.kernel.events import Event, on
from linli.sections.administration.events import ConsentWithdrawn, PersonErased
from linli.sections.alerts.events import AlertFoundFalse, AlertRaised, AlertResolved
from linli.sections.devices.events import CommandEnded
from linli.sections.devices.services import requests
from linli.sections.eldercare.services import (
    bindings,
    dispensing,
    falls,
    guarding,
    people,
    pickup,
    planning,
    reminding,
)
from linli.sections.eldercare.services.working_out import work_out
from linli.sections.registry.events import ImportUndone, PeopleMerged, PersonLeft, PersonMoved, RosterImported


@on(PersonMoved)
def work_out_home(event: PersonMoved) -> None:
    """Who lives in the home has changed for all who live there."""
    work_out(home_ids=[event.home_id])
    work_out(person_ids=[event.person_id])


@on(RosterImported, ImportUndone)
def work_out_everybody(event: Event) -> None:
    """Many homes have changed at once."""
    work_out()


@on(PersonLeft)
def let_go(event: PersonLeft) -> None:
    """Whoever moved away or died is no longer followed: bindings end, relatives see nothing more."""
    people.let_go(person_id=event.person_id)


@on(PeopleMerged)
def follow_person(event: PeopleMerged) -> None:
    """Two records became one: the elder follows."""
    people.follow_merge(kept=event.person_id, gone=event.gone_id)


@on(ConsentWithdrawn)
def stop_collecting(event: ConsentWithdrawn) -> None:
    """Without consent nothing is collected."""
    bindings.stop_after_withdrawal(person_id=event.person_id, purpose=event.purpose)


@on(PersonErased)
def forget(event: PersonErased) -> None:
    """The right to erasure: health data goes."""
    people.forget(person_id=event.person_id)


@on(CommandEnded)
def finish_dispensing(event: CommandEnded) -> None:
    """The cabinet opened the slot, or did not."""
    dispensing.finish(command_id=event.command_id, ok=event.ok)


@on(CommandEnded)
def note_spoken(event: CommandEnded) -> None:
    """The speaker said the reminder, or did not."""
    reminding.speaker_answered(command_id=event.command_id, ok=event.ok)


def of_kind(kind: str) -> Callable[[AlertRaised], bool]:
    """What is asked of a new alert: whether it is of that kind, and a device told it."""
    return lambda event: event.kind == kind and event.device_id is not None


@on(AlertRaised, when=of_kind("fall"))
def suspect_fall(event: AlertRaised) -> None:
    """A band said that somebody fell."""
    if event.device_id is not None:
        falls.suspect(alert_id=event.alert_id, device_id=event.device_id, area_id=event.area_id, at=event.at)


@on(AlertRaised, when=lambda event: event.kind == "inactive")
def answer_silence(event: AlertRaised) -> None:
    """A home fell silent: somebody knocks, unless the elder is known to be away."""
    guarding.answer_silence(alert_id=event.alert_id, at=event.at)


@on(AlertRaised, when=of_kind("sos"))
def knock_after_cry(event: AlertRaised) -> None:
    """Somebody called for help: whoever is nearest goes there."""
    if event.device_id is not None and (elder := falls.wearer(event.device_id, event.at)):
        planning.visit_for_alert(elder=elder, alert_id=event.alert_id, reason="SOS 呼救")


def expects_a_visit(event: AlertResolved | AlertFoundFalse) -> bool:
    """Somebody is still to knock for that alert."""
    return planning.due_for_alert(event.alert_id).exists()


@on(AlertResolved, when=expects_a_visit)
def call_off_visit(event: AlertResolved) -> None:
    """The alert is over: nobody needs to knock for it any more."""
    planning.drop_for_alert(alert_id=event.alert_id)


@on(AlertFoundFalse, when=expects_a_visit)
def call_off_false(event: AlertFoundFalse) -> None:
    """It was nothing."""
    planning.drop_for_alert(alert_id=event.alert_id)


@requests.answers("medicine_cabinet", "pickup")
def open_with_code(request: Any, body: dict[str, Any]) -> str:
    """Somebody typed a code at the cabinet."""
    row = pickup.take_with_code(device_id=request.device_id, code=requests.text_of(body, "code", 6))
    requests.reply(request, ok=True, text=f"{row.slot.number} 号门已开，请取药")
    return "opened"
