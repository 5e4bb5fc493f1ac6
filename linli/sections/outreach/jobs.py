"""What outreach does by the clock."""

from __future__ import annotations

from linli.kernel.jobs import every
from linli.sections.outreach.services import programmes, reporting


@every(seconds=60)
def give_up_silent_speakers() -> None:
    """Plays whose time is over and of which nothing was heard are missed."""
    reporting.give_up()


@every(seconds=20)
def order_programmes() -> None:
    """Orders what the programmes have next."""
    programmes.order_due()
