"""Planned looks (查看) at notice boards: laid down in time, reported upwards when missed; each exactly once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import SYSTEM
from linli.kernel.calendar import is_workday
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.sections.cases import events
from linli.sections.cases.models import BoardCheck, NoticeBoard

MADE_UP_DAYS = 7
"""How far back looks are laid down after the server stood still: what was missed is told, but not for ever."""
BATCH = 200


def plan_looks() -> int:
    """Lays down every look whose time has come since the last run. Returns how many are new."""
    now = timezone.now()
    boards = NoticeBoard.objects.filter(active=True, planned_until__lt=now).order_by("pk")
    return sum(_plan(board.pk, now) for board in boards)


@transaction.atomic
def _plan(board_id: int, now: dt.datetime) -> int:
    board = NoticeBoard.objects.select_for_update().get(pk=board_id)
    since = max(board.planned_until, now - dt.timedelta(days=MADE_UP_DAYS))
    moments = [m for m in planned_between(board, since, now) if not _known(board, m)]
    BoardCheck.objects.bulk_create(
        [BoardCheck(board=board, planned_at=m) for m in moments], ignore_conflicts=True
    )
    NoticeBoard.objects.filter(pk=board.pk).update(planned_until=now)
    if moments:
        touch("cases", board.area_id)
    return len(moments)


def _known(board: NoticeBoard, moment: dt.datetime) -> bool:
    """True when somebody looked ahead of time and took the planned look with it."""
    return BoardCheck.objects.filter(board=board, planned_at=moment).exists()


def planned_between(board: NoticeBoard, since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """The moments of the board's plan after `since`, up to and with `until`."""
    day, found = timezone.localdate(since), []
    while day <= timezone.localdate(until):
        if is_workday(day) or not board.workdays_only:
            for at in board.times:
                moment = timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(at)))
                if since < moment <= until:
                    found.append(moment)
        day += dt.timedelta(days=1)
    return found


def escalate_missed_looks() -> int:
    """Tells the secretary of looks still missing `cases.board_escalate_minutes` after their time. Returns how many."""
    late = timezone.now() - dt.timedelta(minutes=int(conf.get("cases.board_escalate_minutes")))
    waiting = BoardCheck.objects.filter(
        state=BoardCheck.State.WAITING, escalated_at__isnull=True, planned_at__lte=late
    )
    return sum(_escalate(pk) for pk in waiting.order_by("planned_at").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _escalate(check_id: int) -> bool:
    """The mark, the audit entry and the event stand or fall together; a second caller does nothing."""
    waiting = BoardCheck.objects.filter(
        pk=check_id, state=BoardCheck.State.WAITING, escalated_at__isnull=True
    )
    if not waiting.update(escalated_at=timezone.now()):
        return False
    check = BoardCheck.objects.select_related("board__area").get(pk=check_id)
    area = check.board.area
    audit.record(SYSTEM, "cases.board.escalated", target=check.board, area=area, detail={"check": check.pk})
    publish(events.BoardLookMissed(check.board_id, area.pk, check.pk))
    touch("cases", area.pk)
    return True
