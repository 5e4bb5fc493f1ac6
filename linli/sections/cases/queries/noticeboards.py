"""Notice boards (24小时留言板): what waits at them, what was found, what can be answered on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
)
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor, roles_with, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.kernel.models import Area, RoleHolding
from linli.sections.cases import words
from linli.sections.cases.flow import State
from linli.sections.cases.models import (
    BoardAnswer,
    BoardCheck,
    BoardSheet,
    Case,
    NoticeBoard,
    TimelineEntry,
)
from linli.sections.cases.queries.lines import Line, lines

READ, CHECK, OVERSEE = "cases.board.read", "cases.board.check", "cases.board.oversee"
TODO_CAP = 100
ANSWERED = (State.HANDLED, State.CLOSED, State.REJECTED, State.VOIDED, State.MERGED)
TELLING = frozenset({"handle", "verify", "reject", "void", "note", "reopen_for", "extend"})
"""Entries of the staff whose public words may stand on the sheet."""


def notice_boards(actor: Actor) -> QuerySet[NoticeBoard]:
    """The boards the actor may see, with the looks that wait, the last look and the notes so far."""
    waiting = Q(checks__state=BoardCheck.State.WAITING, checks__planned_at__lte=timezone.now())
    rows = visible(NoticeBoard.objects.select_related("area", "keeper"), actor, READ)
    return rows.annotate(
        waiting=Count("checks", filter=waiting, distinct=True),
        last_at=Max("checks__done_at"),
        noted=Count("notes", distinct=True),
    )


def notice_board(actor: Actor, board_id: int) -> NoticeBoard:
    """One board. Raises NotFound outside the actor's areas."""
    found = notice_boards(actor).filter(pk=board_id).first()
    if found is None:
        raise NotFound
    return found


def board_checks(actor: Actor, board_id: int) -> QuerySet[BoardCheck]:
    """The looks at a board, newest first, with the cases they brought."""
    rows = BoardCheck.objects.filter(board=notice_board(actor, board_id)).select_related("photo")
    return rows.prefetch_related("notes__case__category").order_by(
        Coalesce("planned_at", "done_at").desc(), "-pk"
    )


def waiting_check(board: NoticeBoard) -> BoardCheck | None:
    """The look that waits now: the latest whose time has come."""
    waiting = BoardCheck.objects.filter(board=board, state=BoardCheck.State.WAITING)
    return waiting.filter(planned_at__lte=timezone.now()).order_by("-planned_at").first()


def board_sheets(actor: Actor, board_id: int) -> QuerySet[BoardSheet]:
    """The answer sheets of a board, newest first."""
    rows = BoardSheet.objects.filter(board=notice_board(actor, board_id)).select_related(
        "made_by", "posted_by"
    )
    return rows.annotate(cases=Count("answers"))


def sheet(actor: Actor, sheet_id: int) -> BoardSheet:
    """One sheet with its answers. Raises NotFound outside the actor's areas."""
    answers = Prefetch("answers", BoardAnswer.objects.select_related("case"))
    rows = visible(BoardSheet.objects.select_related("board__area"), actor, READ, "board__area")
    found = rows.prefetch_related(answers).filter(pk=sheet_id).first()
    if found is None:
        raise NotFound
    return found


def answers_ready(actor: Actor, board: NoticeBoard) -> list[Case]:
    """Cases of a board that have an answer which no sheet on the wall tells yet, oldest answer first."""
    own = Coalesce("ended_at", "handled_at")
    there = Coalesce("merged_into__ended_at", "merged_into__handled_at")
    moment = Choice(When(state=State.MERGED, then=there), default=own)
    told = BoardAnswer.objects.filter(
        case=OuterRef("pk"), answered_at__gte=OuterRef("answered"), sheet__posted_on__isnull=False
    )
    rows = visible(Case.objects.filter(note__board=board, state__in=ANSWERED), actor, READ)
    rows = rows.select_related("area", "category", "assigned_org", "merged_into__assigned_org")
    rows = rows.annotate(answered=moment).filter(answered__isnull=False).exclude(Exists(told))
    return list(rows.prefetch_related(*_told("timeline", "merged_into__timeline")).order_by("answered", "pk"))


def _told(*roads: str) -> list[Any]:
    """Public entries of a case and of the one it was merged into, as `told`."""
    return [Prefetch(road, TimelineEntry.objects.filter(public=True), "told") for road in roads]


def answered_at(case: Case) -> dt.datetime:
    """When the answer to a case was given; for a merged one, that of the case it was merged into."""
    target = case.merged_into or case
    return target.ended_at or target.handled_at or timezone.now()


def board_words(case: Case, names: list[str]) -> tuple[str, str]:
    """The plain sentence and the staff's last public words, as they may hang on a wall: without names of staff."""
    target = case.merged_into or case
    told = [e for e in getattr(target, "told", ()) if e.action in TELLING and e.text]
    return words.sentence(target), words.nameless(told[-1].text, names) if told else ""


def names_around(area: Area) -> list[str]:
    """Names of everybody who serves an area."""
    serving = Q(area_id__in=area.around) | Q(area__path__startswith=area.path)
    held = RoleHolding.objects.filter(serving, user__kind="staff")
    return sorted(set(held.values_list("user__name", flat=True)))


def board_keepers(area: Area) -> list[RoleHolding]:
    """Who may look at boards of an area, one holding each, by name."""
    held = RoleHolding.objects.select_related("user", "area").filter(
        role__in=roles_with(CHECK), user__is_active=True, user__kind="staff"
    )
    serving = {h.user_id: h for h in held.order_by("user__name") if h.area.holds(area)}
    return list(serving.values())


def waiting_looks(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """Looks that wait for this actor as keeper, or, when escalated, as the one who oversees, as lines."""
    keeps = Q(board__area__in=actor.areas(CHECK).values("pk")) & (
        Q(board__keeper_id=actor.user_id) | Q(board__keeper=None)
    )
    oversees = Q(board__area__in=actor.areas(OVERSEE).values("pk"), escalated_at__isnull=False)
    rows = BoardCheck.objects.filter(
        keeps | oversees, state=BoardCheck.State.WAITING, planned_at__lte=timezone.now()
    )
    return lines("board", rows.order_by("planned_at", "pk"), TODO_CAP, **_OF_A_LOOK)


def look_todo(line: Line) -> Todo:
    """A look that waits; when it was missed, with its keeper."""
    who = f"负责人 {line.user}" if line.user else "未指定负责人"
    return Todo(
        section="cases",
        title=f"{'留言板漏看，请督促' if line.urgent else '请查看留言板'}：{line.text}",
        detail=f"{line.area} · {who}" if line.urgent else line.area,
        link=f"/cases/boards/{line.key}",
        due_at=line.due_at + dt.timedelta(minutes=int(conf.get("cases.board_grace_minutes"))),
        urgent=line.urgent,
    )


_OF_A_LOOK = {
    "key": F("board_id"),
    "due_at": F("planned_at"),
    "text": F("board__name"),
    "urgent": ExpressionWrapper(Q(escalated_at__isnull=False), output_field=BooleanField()),
    "area": F("board__place"),
    "user": F("board__keeper__name"),
}
