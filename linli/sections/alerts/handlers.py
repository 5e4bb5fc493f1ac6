"""What alerts do when something happens elsewhere."""

from __future__ import annotations

from linli.kernel.access import SYSTEM
from linli.kernel.events import on
from linli.sections.alerts import presence, services
from linli.sections.alerts.events import AlertRaised
from linli.sections.alerts.models import Alert
from linli.sections.alerts.services import facilities
from linli.sections.cases.events import CaseClosed, CaseMerged, CaseRejected, CaseVoided
from linli.sections.devices.events import (
    DeviceCameBack,
    DeviceRetired,
    DeviceWentOffline,
    LampFaultEnded,
    LampFaultFound,
)


def needs_a_case(event: AlertRaised) -> bool:
    """True for the kinds that always need somebody's work."""
    rows = Alert.objects.filter(pk=event.alert_id, kind__auto_case=True, case_id=None)
    return rows.filter(status__in=Alert.LIVE).exists()


@on(AlertRaised, when=needs_a_case)
def open_case_for_alert(event: AlertRaised) -> None:
    """Kinds that always need somebody's work become a case at once."""
    if needs_a_case(event):
        services.make_case(actor=SYSTEM, alert_id=event.alert_id)


@on(CaseClosed)
def end_alert_of_case(event: CaseClosed) -> None:
    """The work is done: the alert it came from is over."""
    services.finish_with_case(case_id=event.case_id, source_ref=event.source_ref, resolved=event.resolved)


@on(CaseRejected)
def take_back_refused(event: CaseRejected) -> None:
    """Nobody will do the work under that number: the alert is live, and so are its people."""
    services.take_back_from_case(case_id=event.case_id, source_ref=event.source_ref)


@on(CaseVoided)
def take_back_voided(event: CaseVoided) -> None:
    """The case was struck off: the same as refused."""
    services.take_back_from_case(case_id=event.case_id, source_ref=event.source_ref)


@on(CaseMerged)
def follow_merged(event: CaseMerged) -> None:
    """The work goes on under another number."""
    services.move_to_case(case_id=event.case_id, source_ref=event.source_ref, into_id=event.into_id)


@on(DeviceRetired)
def end_alerts_of_device(event: DeviceRetired) -> None:
    """A device out of use can no longer say that all is well again."""
    services.end_with_device(device_id=event.device_id)


@on(DeviceWentOffline)
def start_offline_clocks(event: DeviceWentOffline) -> None:
    """A device fell silent: offline rules count from when it was last heard."""
    presence.note(device_id=event.device_id, online=False, at=event.last_seen_at)


@on(DeviceCameBack)
def stop_offline_clocks(event: DeviceCameBack) -> None:
    """A device is heard again."""
    presence.note(device_id=event.device_id, online=True, at=event.seen_at)


@on(LampFaultFound)
def raise_lamp_fault(event: LampFaultFound) -> None:
    """A lamp does not do what it was told."""
    facilities.lamp_is_faulty(device_id=event.device_id, words=event.words, at=event.at)


@on(LampFaultEnded)
def end_lamp_fault(event: LampFaultEnded) -> None:
    """The lamp is mended."""
    facilities.lamp_is_mended(device_id=event.device_id, at=event.at)
