"""What the section offers to the others' pages: menu badge, search hits, a part of 一人一档."""

from __future__ import annotations

from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import ProfilePart, SearchHit
from linli.sections.cases.flow import RUNNING, State
from linli.sections.cases.models import Case
from linli.sections.cases.queries.found import cases
from linli.sections.cases.queries.wanted import Wanted


def open_count(actor: Actor) -> int:
    """Cases that still run in the actor's areas: the menu badge."""
    return visible(Case.objects.all(), actor, "cases.case.read").filter(state__in=RUNNING).count()


def search(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Cases by number, words, or the reporter's whole phone number."""
    return [
        SearchHit(
            "诉求",
            f"{c.number} {c.text[:30]}",
            f"{c.category.name} · {State(c.state).label}",
            f"/cases/{c.pk}",
        )
        for c in cases(actor, Wanted(text=text))[:limit]
    ]


def person_profile(actor: Actor, person_id: int) -> ProfilePart | None:
    """The cases a person has reported, for 一人一档; None when there are none to show."""
    if not actor.can("cases.case.read"):
        return None
    rows = [
        {
            "label": f"{timezone.localtime(c.created_at):%Y-%m-%d} {c.number}",
            "value": f"{c.category.name} · {State(c.state).label}",
        }
        for c in cases(actor).filter(reporter_person_id=person_id)[:20]
    ]
    return ProfilePart("诉求", rows, "/cases") if rows else None
