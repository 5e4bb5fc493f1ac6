"""Answer sheets (回复单) for a notice board: what has been answered since the last one, printed, put up, dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.cases import queries
from linli.sections.cases.models import BoardAnswer, BoardSheet, Case
from linli.sections.cases.services.boards import board_for

CHECK = "cases.board.check"
MAX_CASES = 50


@transaction.atomic
def make_sheet(*, actor: Actor, board_id: int, cases: Sequence[int] = ()) -> BoardSheet:
    """A sheet with the cases chosen (none: all that were answered since the last sheet).

    The words are kept as printed. A sheet that was never put up gives way to the new one.
    """
    board = board_for(actor, CHECK, board_id)
    BoardSheet.objects.filter(board=board, posted_on__isnull=True).delete()
    ready = queries.answers_ready(actor, board)
    if cases:
        ready = [c for c in ready if c.pk in set(cases)]
        if len(ready) != len(set(cases)):
            raise DomainError(
                "有诉求还没有结果，或者已经贴过，请刷新后重新勾选。", fields={"cases": "请重新勾选。"}
            )
    if not ready:
        raise DomainError("上次张贴以后还没有新的结果，不用打印。")
    sheet = BoardSheet.objects.create(board=board, made_by_id=actor.user_id)
    names = queries.names_around(board.area)
    BoardAnswer.objects.bulk_create(_answer(sheet, case, names) for case in ready[:MAX_CASES])
    audit.record(actor, "cases.sheet.made", target=board, area=board.area, detail={"cases": len(ready)})
    touch("cases", board.area_id)
    return sheet


def _answer(sheet: BoardSheet, case: Case, names: list[str]) -> BoardAnswer:
    words, answer = queries.board_words(case, names)
    return BoardAnswer(
        sheet=sheet, case=case, answered_at=queries.answered_at(case), words=words, answer=answer
    )


@transaction.atomic
def post_sheet(*, actor: Actor, sheet_id: int, on: dt.date | None = None) -> BoardSheet:
    """张贴: the sheet hangs on the board since that day (today unless said); once only."""
    actor.require(CHECK)
    rows = visible(BoardSheet.objects.select_related("board__area"), actor, CHECK, "board__area")
    sheet = rows.filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    day = on or timezone.localdate()
    if not timezone.localdate(sheet.made_at) <= day <= timezone.localdate():
        raise DomainError("张贴日期应在打印之后、今天之前。", fields={"on": "请检查日期。"})
    unposted = BoardSheet.objects.filter(pk=sheet.pk, posted_on__isnull=True)
    if not unposted.update(posted_on=day, posted_by_id=actor.user_id):
        raise Conflict(f"这张回复单已登记为 {sheet.posted_on} 张贴，请刷新后再看。")
    area = sheet.board.area
    audit.record(actor, "cases.sheet.posted", target=sheet.board, area=area, detail={"sheet": sheet.pk})
    touch("cases", area.pk)
    sheet.refresh_from_db()
    return sheet
