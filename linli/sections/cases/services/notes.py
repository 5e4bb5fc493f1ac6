"""A look (查看) at a notice board: signed, with a photo, and every note on it written down as a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, files
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.live import touch
from linli.kernel.models import StoredFile
from linli.sections.cases.models import BoardCheck, BoardNote, CasePhoto, NoticeBoard, Source
from linli.sections.cases.services.boards import board_for
from linli.sections.cases.services.looks import planned_between
from linli.sections.cases.services.report import Reporter, report_case

CHECK = "cases.board.check"
EARLY = dt.timedelta(minutes=60)
"""A look this long before its time counts for it."""
MAX_NOTES = 20


@dataclass(frozen=True)
class Note:
    """What one person wrote on the board (transcript), and who, as far as they said."""

    text: str
    writer: str = ""
    phone: str = ""
    category: str = ""
    place: str = ""
    urgent: bool = False


@transaction.atomic
def check_board(
    *,
    actor: Actor,
    board_id: int,
    check_id: int | None = None,
    signed_by: str = "",
    photo_id: int | None = None,
    nothing_new: bool = False,
    notes: Sequence[Note] = (),
) -> BoardCheck:
    """Signs a look; `check_id` is the planned one the person saw as waiting (None: an extra look).

    Raises Conflict naming who was there first, DomainError beside the field; then nothing is kept.
    """
    board = board_for(actor, CHECK, board_id)
    photo = _checked(actor, photo_id, nothing_new, notes)
    check = _taken(board, check_id) if check_id else _next(board)
    done = {
        "state": BoardCheck.State.DONE,
        "done_at": timezone.now(),
        "done_by_id": actor.user_id,
        "signed_by": signed_by.strip()[:40] or actor.name,
        "nothing_new": nothing_new,
        "photo": photo,
    }
    if not BoardCheck.objects.filter(pk=check.pk, state=BoardCheck.State.WAITING).update(**done):
        raise _late(check)
    check.refresh_from_db()
    _cover(check)
    if photo:
        StoredFile.objects.filter(pk=photo.pk).update(area_id=board.area_id)
    for note in notes:
        _open(actor, board, check, note, photo)
    detail = {"check": check.pk, "notes": len(notes), "nothing_new": nothing_new}
    audit.record(actor, "cases.board.checked", target=board, area=board.area, detail=detail)
    touch("cases", board.area_id)
    return check


def _checked(
    actor: Actor, photo_id: int | None, nothing_new: bool, notes: Sequence[Note]
) -> StoredFile | None:
    """The photo of the board. Raises DomainError for a look that says neither what was new nor that nothing was."""
    wrong: dict[str, str] = {}
    own = StoredFile.objects.filter(pk=photo_id or 0, uploaded_by_id=actor.user_id, content_type="image/jpeg")
    photo = own.exclude(pk__in=CasePhoto.objects.filter(file_id=photo_id or 0).values("file_id")).first()
    if photo_id and (photo is None or BoardCheck.objects.filter(photo_id=photo_id).exists()):
        wrong["photo_id"] = "照片没有传上来，请重新拍一张。"
    if nothing_new and notes:
        wrong["nothing_new"] = "已经抄了留言，就不要再勾“没有新留言”。"
    if not nothing_new and not photo_id:
        wrong["photo_id"] = "请拍一张留言板的照片，或者勾“没有新留言”。"
    if not nothing_new and not notes:
        wrong["notes"] = "请把新留言逐条抄下来，或者勾“没有新留言”。"
    if len(notes) > MAX_NOTES:
        wrong["notes"] = f"一次最多抄 {MAX_NOTES} 条，请分两次登记。"
    for index, note in enumerate(notes):
        if not note.text.strip():
            wrong[f"notes.{index}.text"] = "这一条还没有抄写内容。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
    return photo


def _taken(board: NoticeBoard, check_id: int) -> BoardCheck:
    found = BoardCheck.objects.filter(board=board, pk=check_id).first()
    if found is None:
        raise DomainError("这次查看已经不在了，请刷新后再登记。")
    if found.state != BoardCheck.State.WAITING:
        raise _late(found)
    return found


def _next(board: NoticeBoard) -> BoardCheck:
    """The planned look that is about to be due, or an extra one."""
    now = timezone.now()
    soon = planned_between(board, now, now + EARLY) if board.active else []
    if soon:
        found, _ = BoardCheck.objects.get_or_create(board=board, planned_at=soon[0])
        if found.state == BoardCheck.State.WAITING:
            return found
    return BoardCheck.objects.create(board=board)


def _late(check: BoardCheck) -> Conflict:
    check.refresh_from_db()
    at = timezone.localtime(check.at)
    who = check.signed_by or "别人"
    return Conflict(f"{who}已在 {at.month}月{at.day}日 {at:%H:%M} 看过这次，请刷新后看看还有没有新留言。")


def _cover(check: BoardCheck) -> None:
    """Looks that should have been before this one stay on record as missed, but no longer ask for anybody."""
    waiting = BoardCheck.objects.filter(board_id=check.board_id, state=BoardCheck.State.WAITING)
    waiting.filter(planned_at__lte=check.done_at).update(state=BoardCheck.State.MISSED)


def _open(
    actor: Actor, board: NoticeBoard, check: BoardCheck, note: Note, photo: StoredFile | None
) -> BoardNote:
    case = report_case(
        actor=actor,
        source=Source.BOARD,
        category=note.category,
        text=note.text,
        area=board.area,
        place=note.place or board.place,
        reporter=Reporter(name=note.writer, phone=note.phone),
        urgent=note.urgent,
    )
    if photo:
        entry: Any = case.timeline.order_by("pk").first()
        shown = files.copied(photo, area=case.area)
        CasePhoto.objects.create(case=case, entry=entry, file=shown)
    return BoardNote.objects.create(found_in=check, board=board, case=case)
