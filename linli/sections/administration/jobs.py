"""Background work of the administration section."""

from __future__ import annotations

from linli.kernel.jobs import daily
from linli.sections.administration.services import tidying


@daily("03:20")
def tidy() -> None:
    """Removes old counters, codes and sessions."""
    tidying.tidy()
