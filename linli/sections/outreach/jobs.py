"""What outreach does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.outreach.services import emergencies, matters, programmes, publishing, reporting, running


@every(seconds=60)
def give_up_silent_speakers() -> None:
    """Plays whose time is over and of which nothing was heard are missed."""
    reporting.give_up()


@every(seconds=20)
def order_programmes() -> None:
    """Orders what the programmes have next."""
    programmes.order_due()


@every(seconds=20)
def run_campaigns() -> None:
    """Steps of the ladder that are due, SMS that may go out now, receipts that wait at the gateway."""
    running.run()


@daily("02:50")
def run_matters() -> None:
    """People grow older overnight, move and are corrected: the lists of the open matters follow."""
    matters.run_open_matters()


@every(seconds=20, atomic=False)
def publish_notices() -> None:
    """Notices that were approved for a time which has come."""
    publishing.publish_due()


@every(seconds=30, atomic=False)
def end_warnings() -> None:
    """Warnings past their time."""
    emergencies.end_expired()
