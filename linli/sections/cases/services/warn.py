"""时限预警: one durable warning when 80 % of the working time has passed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.events import publish
from linli.sections.cases import events
from linli.sections.cases.flow import RUNNING
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import write_entry

BATCH = 500


def warn_near_deadlines() -> int:
    """Warns about every running case whose time has come and that was not warned of. Returns how many."""
    due = Case.objects.filter(state__in=RUNNING, warned_at__isnull=True, warn_at__lte=timezone.now())
    return sum(_warn(pk) for pk in due.order_by("warn_at").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _warn(case_id: int) -> bool:
    """One case: the mark, the timeline entry and the event stand or fall together; a second caller does nothing."""
    running = Case.objects.filter(pk=case_id, state__in=RUNNING, warned_at__isnull=True)
    if not running.filter(warn_at__lte=timezone.now()).update(warned_at=timezone.now()):
        return False
    case = Case.objects.select_related("area").get(pk=case_id)
    write_entry(SYSTEM, case, "warn", case.state, text="办理时限已过八成", public=False)
    publish(events.CaseDeadlineNear(case.pk, case.area_id, case.round))
    return True
