"""Background work of the administration section."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.administration.services import pushing, tidying


@daily("03:20")
def tidy() -> None:
    """Removes old counters, codes and sessions."""
    tidying.tidy()


@every(seconds=60, atomic=False)
def push_events() -> None:
    """Sends pushed events that are due; also asked for at once whenever there is a new one."""
    pushing.push_due()
