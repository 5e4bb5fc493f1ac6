"""Looking at an elder's data leaves a trace that the elder can read (查看留痕)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import ROLES, Actor
from linli.sections.eldercare.models import Elder, FileView

TOGETHER = dt.timedelta(minutes=10)
"""Looks of the same person at the same thing within this time are one line with a count."""
Part = FileView.Part


@transaction.atomic
def note_view(*, actor: Actor, elder: Elder, part: str, capacity: str = "") -> None:
    """Writes down that somebody looked; the elder looking at the own data is not noted."""
    if actor.kind == "system" or (actor.person_id and actor.person_id == elder.person_id):
        return
    now = timezone.now()
    same = FileView.objects.filter(elder=elder, user=actor.user_id, part=part, last_at__gte=now - TOGETHER)
    if same.update(last_at=now, times=F("times") + 1):
        return
    shown = capacity or capacity_of(actor, elder)
    FileView.objects.create(
        elder=elder, user_id=actor.user_id, viewer=actor.name, capacity=shown[:20], part=part, at=now, last_at=now
    )  # fmt: skip
    audit.record(
        actor, "eldercare.elder.viewed", target=elder, area=elder.area, detail={"part": part, "as": shown}
    )


def capacity_of(actor: Actor, elder: Elder) -> str:
    """As what somebody looks: the role that reaches the elder."""
    held = [g.role for g in actor.grants if elder.area.path.startswith(g.area_path)]
    return "、".join(ROLES[role].title for role in dict.fromkeys(held)) or "工作人员"


def note_export(*, actor: Actor, rows: int) -> None:
    """A list left the system as a file."""
    audit.record(actor, "eldercare.elder.exported", detail={"rows": rows})
