"""What hangs at the door of a building (张贴的进度单), and what is kept apart from photos."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.cases.flow import OPEN, REPORTER, State
from linli.sections.cases.models import Case, CasePhoto, CaseSound
from linli.sections.cases.queries import door
from linli.sections.cases.queries.found import case, cases
from linli.sections.cases.queries.rights import reported_by

KEPT_DAYS = 14
"""Cases that have ended stay on the list this long, so that people see what came of them."""
LISTED = 200


def progress_list(actor: Actor, area: Area, building_id: int | None = None) -> tuple[str, str, list[Case]]:
    """Title, foot and cases of the list for a building (or a whole area), the oldest first; two queries."""
    title, rows = area.name, cases(actor).filter(area__path__startswith=area.path)
    if building_id is not None:
        name, where = door.building_name(actor, building_id)
        if not area.holds(where):
            raise NotFound
        title, rows = f"{area.name}{name}", rows.filter(building_id=building_id)
    lately = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    rows = rows.filter(Q(state__in=OPEN) | Q(state__in=(State.CLOSED, State.REJECTED), ended_at__gte=lately))
    return title, area.name, list(rows.order_by("created_at", "pk")[:LISTED])


def photo_places(actor: Actor, case_id: int) -> list[dict[str, Any]]:
    """Where the photos of a case say they were taken. Raises NotFound outside the actor's areas."""
    found = case(actor, case_id)
    actor.require("cases.contact.reveal", found.area)
    photos = CasePhoto.objects.filter(case=found, file__taken_at_place__isnull=False).select_related("file")
    return [{"photo": p.file_id, **(p.file.taken_at_place or {})} for p in photos]


def my_sound(actor: Actor, case_id: int, sound_id: int) -> CaseSound:
    """A voice note of the actor's own case; a follower hears none. Raises NotFound otherwise."""
    actor.require(REPORTER)
    sounds = CaseSound.objects.select_related("file").filter(pk=sound_id, case_id=case_id, entry__public=True)
    found = sounds.filter(case__in=Case.objects.filter(reported_by(actor)).order_by().values("pk")).first()
    if found is None:
        raise NotFound
    return found
