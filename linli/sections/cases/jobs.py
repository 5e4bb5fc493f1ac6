"""Background work: the warning at 80 % of the working time, the next desk once it has passed, the end of a pause."""

from __future__ import annotations

from linli.kernel.jobs import daily, every
from linli.sections.cases.services.draw import draw_weeks
from linli.sections.cases.services.escalate import escalate_late
from linli.sections.cases.services.looks import escalate_missed_looks, plan_looks
from linli.sections.cases.services.pause import resume_due
from linli.sections.cases.services.warn import warn_near_deadlines


@every(seconds=60)
def warn() -> None:
    """Publishes CaseDeadlineNear once per case and round."""
    warn_near_deadlines()


@every(seconds=60)
def escalate() -> None:
    """Raises late cases to the next desk, each level once."""
    escalate_late()


@every(seconds=60)
def resume() -> None:
    """Suspended cases whose date has come go on; on time however long nobody was there to do so."""
    resume_due()


@every(seconds=60)
def look_at_boards() -> None:
    """Lays down the looks at notice boards whose time has come; reports those that nobody did."""
    plan_looks()
    escalate_missed_looks()


@daily("06:00")
def draw_callbacks() -> None:
    """Draws the reporters to be asked about the week before, once per community and week."""
    draw_weeks()
