"""督办: running cases whose time is nearly or wholly gone, the latest first, and what waits on whose desk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from linli.kernel.access import ROLES, Actor, visible
from linli.kernel.manifest import Todo
from linli.kernel.models import Area
from linli.sections.cases.deadlines import late_by, span_words
from linli.sections.cases.flow import RUNNING
from linli.sections.cases.models import Case, Escalation, TimelineEntry
from linli.sections.cases.queries.lines import Line, lines, of_case
from linli.sections.cases.queries.rows import COLUMNS, case_row
from linli.sections.cases.queries.wanted import assigned_to

SUPERVISE = "cases.case.supervise"
ANSWERS = ("take", "note", "handle", "return", "object", "suspend", "extend", "assist")
"""What counts as the party's answer to a 督办."""
TODO_CAP = 100


@dataclass(frozen=True)
class Pressing:
    """The filters of the page; blank ones do not filter. `only`: late or near."""

    only: str = ""
    level: int | None = None
    category: str = ""


def pressing_rows(actor: Actor, wanted: Pressing) -> QuerySet[Case, Any]:
    """The same as plain values, for `pressing_row`."""
    return pressing_cases(actor, wanted).values(
        *COLUMNS, "escalation", "redo_reason", "desk_role", "urged_at"
    )


def pressing_row(row: dict[str, Any]) -> dict[str, Any]:
    """A line of the page: the case, its level, whose desk, how late in working time."""
    now = timezone.now()
    shown, late = case_row(row, now), late_by(row["due_at"], now)
    return {
        **shown,
        "level": row["escalation"],
        "desk": ROLES[row["desk_role"]].title if row["desk_role"] else "责任方",
        "late_hours": round(late / dt.timedelta(hours=1), 1),
        "late_words": f"{'超期' if shown['overdue'] else '还剩'} {span_words(late)}",
        "urged_at": row["urged_at"],
        "redo_reason": row["redo_reason"],
    }


def pressing_cases(actor: Actor, wanted: Pressing | None = None) -> QuerySet[Any]:
    """Running cases past 80 % of their time, the longest overdue first, with whose desk each has come to."""
    wanted, now = wanted or Pressing(), timezone.now()
    rows = visible(Case.objects.all(), actor, SUPERVISE).filter(state__in=RUNNING, warn_at__lte=now)
    if wanted.only:
        rows = rows.filter(Q(due_at__lt=now) if wanted.only == "late" else Q(due_at__gte=now))
    if wanted.level is not None:
        rows = rows.filter(escalation=wanted.level)
    if wanted.category:
        rows = rows.filter(Q(category__code=wanted.category) | Q(category__parent__code=wanted.category))
    reached = Escalation.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))
    asked = TimelineEntry.objects.filter(case=OuterRef("pk"), action="urge").order_by("-pk")
    return rows.annotate(
        desk_role=Subquery(reached.order_by("-level").values("role")[:1]),
        urged_at=Subquery(asked.values("at")[:1]),
    ).order_by("due_at", "pk")


def escalated(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """Late cases that have come to the actor's desk and that nobody has pressed since, as lines."""
    since = TimelineEntry.objects.filter(case=OuterRef("case"), action="urge", at__gte=OuterRef("at"))
    reached = Escalation.objects.filter(
        ~Exists(since), case=OuterRef("pk"), round=OuterRef("round"), level=OuterRef("escalation")
    )
    desks = Q(pk__in=[])
    for grant in actor.grants:
        around = Area.objects.filter(path__startswith=grant.area_path).values("pk")
        desks |= Q(Exists(reached.filter(role=grant.role)), area__in=around)
    rows = Case.objects.filter(desks, state__in=RUNNING, escalation__gt=0)
    return lines("late", rows.order_by("due_at", "pk"), TODO_CAP, **of_case())


def pressed(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """Cases of the actor on which somebody above has pressed without an answer so far, as lines."""
    entries = TimelineEntry.objects.filter(case=OuterRef("pk")).order_by("-pk")
    asked = Subquery(entries.filter(action="urge").values("pk")[:1])
    answered = Exists(entries.filter(action__in=ANSWERS, pk__gt=OuterRef("asked")))
    rows = Case.objects.filter(assigned_to(actor), state__in=RUNNING)
    rows = rows.annotate(asked=asked).filter(~answered, asked__isnull=False)
    return lines("pressed", rows.order_by("due_at", "pk"), TODO_CAP, **of_case())


def late_todo(line: Line) -> Todo:
    """A late case on the actor's desk, or one on which somebody has pressed."""
    what = "超期升级到您" if line.kind == "late" else "督办"
    return Todo(
        section="cases",
        title=f"{what}：{line.text[:30] or line.category}",
        detail=f"{line.number} · {line.area} · 责任方 {line.party or '尚未派遣'}",
        link=f"/cases/{line.key}",
        due_at=line.due_at,
        urgent=True,
    )
