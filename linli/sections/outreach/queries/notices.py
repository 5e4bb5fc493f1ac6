"""Notices for those who write them: the list, one with its story, who has read it, who comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.sections.outreach.models import Notice, NoticeVersion, Reading, SignUp
from linli.sections.registry import queries as registry

READ, REVIEW, WRITE = "outreach.notice.read", "outreach.notice.review", "outreach.notice.write"
State = Notice.State
SHOWN = 5


def notices(actor: Actor, *, state: str = "", kind: str = "", text: str = "") -> QuerySet[Notice]:
    """The notices `within` the actor's areas and what is published around them, latest change first, with their counts."""
    within = Q(area__in=actor.areas(READ).values("pk"))
    rows = around(Notice.objects.select_related("area", "written_by", "reviewed_by", "shown"), actor, READ)
    rows = rows.filter(within | Q(state=State.PUBLISHED))
    rows = rows.annotate(within=ExpressionWrapper(within, BooleanField()))
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    if text.strip():
        rows = rows.filter(Q(title__icontains=text.strip()) | Q(text__icontains=text.strip()))
    read, coming = Reading.objects.all(), SignUp.objects.exclude(state=SignUp.State.CANCELLED)
    return rows.annotate(
        read=_count(read), confirmed=_count(read.filter(confirmed_at__isnull=False)), signed_up=_count(coming)
    ).order_by("-changed_at", "-pk")  # fmt: skip


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of these a notice has; counted only for the lines that are shown."""
    of_notice = rows.filter(notice=OuterRef("pk")).order_by().values("notice")
    return Coalesce(Subquery(of_notice.annotate(found=Count("pk")).values("found")), 0)


def notice(actor: Actor, notice_id: int, **asked: bool) -> Notice:
    """One notice with its counts, `within=True` only of the actor's areas. Raises NotFound."""
    found = notices(actor).filter(pk=notice_id, **asked).first()
    if found is None:
        raise NotFound
    return found


def versions(actor: Actor, notice_id: int) -> list[NoticeVersion]:
    """What was published, the newest first. Raises NotFound."""
    return list(NoticeVersion.objects.filter(notice=notice(actor, notice_id)))


def readings(actor: Actor, notice_id: int) -> QuerySet[Reading]:
    """Who has opened it, the first first. Raises NotFound."""
    return (
        Reading.objects.filter(notice=notice(actor, notice_id, within=True))
        .select_related("user")
        .order_by("pk")
    )


def sign_ups(actor: Actor, notice_id: int) -> QuerySet[SignUp]:
    """Who comes, in the order they signed up. Raises NotFound."""
    rows = SignUp.objects.filter(notice=notice(actor, notice_id, within=True))
    return rows.exclude(state=SignUp.State.CANCELLED).order_by("at", "pk")


def with_people(rows: list[Any]) -> list[Any]:
    """The rows (readings or sign-ups) with `name` and `address` of the person; one query for all."""
    briefs = registry.people_briefs([row.person_id for row in rows if row.person_id])
    for row in rows:
        brief = briefs.get(row.person_id)
        row.name, row.address = (brief.name, brief.address) if brief else ("", "")
    return rows


def waiting_count(actor: Actor) -> int:
    """How many wait for this actor's review."""
    return _to_review(actor).count() if actor.can(REVIEW) else 0


def todos(actor: Actor) -> list[Todo]:
    """Notices that somebody else wrote and that wait for review."""
    if not actor.can(REVIEW):
        return []
    return [
        Todo(
            "outreach",
            "审核通知",
            row.title,
            f"/outreach/notices/{row.pk}",
            row.changed_at + dt.timedelta(days=1),
        )
        for row in _to_review(actor)[:SHOWN]
    ]


def _to_review(actor: Actor) -> QuerySet[Notice]:
    rows = visible(Notice.objects.filter(state=State.REVIEW), actor, REVIEW)
    return rows.exclude(written_by=actor.user_id).order_by("changed_at")


def standing(row: Notice, now: dt.datetime | None = None) -> str:
    """Where it stands, in words for the list."""
    at = now or timezone.now()
    if row.shown_id and row.state in (State.DRAFT, State.REVIEW, State.PLANNED):
        return f"已发布，修改{State(row.state).label}"
    if row.state == State.PUBLISHED and row.shown_until and row.shown_until <= at:
        return "已过期"
    return str(State(row.state).label)
