"""Background work: the warning at 80 % of the working time, and the next desk once it has passed."""

from __future__ import annotations

from linli.kernel.jobs import every
from linli.sections.cases.services.escalate import escalate_late
from linli.sections.cases.services.warn import warn_near_deadlines


@every(seconds=60)
def warn() -> None:
    """Publishes CaseDeadlineNear once per case and round."""
    warn_near_deadlines()


@every(seconds=60)
def escalate() -> None:
    """Raises late cases to the next desk, each level once."""
    escalate_late()
