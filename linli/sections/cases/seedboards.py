"""Notice boards of the demo: two boards, a week of looks, and requests of people without a phone that came from them."""

from __future__ import annotations

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from linli.kernel import files
from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.calendar import is_workday
from linli.kernel.models import Area, StoredFile, User
from linli.kernel.printing import TypeMissing, face
from linli.sections.cases.models import BoardCheck, BoardNote, Case, CasePhoto, NoticeBoard, Source

NOTES, DAYS = 8, 7
BOARDS = (
    ("东门留言板", "东门岗亭旁的宣传栏", ["09:00", "16:30"]),
    ("会客厅留言板", "会客厅门外西墙", ["09:00"]),
)


def seed_boards(estate: Area, staff: dict[str, User], wardens: dict[int, User]) -> None:
    """Makes visitors without a phone people who wrote on the board instead. A warden keeps the board of their grid."""
    worker = staff.get(r.WORKER)
    grid, warden = min(wardens.items(), default=(estate.pk, staff.get(r.GRID)), key=lambda pair: pair[0])
    where = (Area.objects.get(pk=grid), estate)
    boards = [
        NoticeBoard.objects.create(area=area, name=name, place=place, times=times, keeper=keeper)
        for (name, place, times), area, keeper in zip(BOARDS, where, (warden, worker), strict=True)
    ]
    visits = Case.objects.filter(
        source=Source.WALK_IN, reporter_phone_index="", area__path__startswith=estate.path
    )
    for case in visits.order_by("-created_at")[:NOTES]:
        _found(boards[0], case, worker)
    for board in boards:
        _quiet(board, worker)


def _found(board: NoticeBoard, case: Case, worker: User | None) -> None:
    """One look that brought one note."""
    photo = _photo(board.area, case.text)
    check = BoardCheck.objects.create(
        board=board,
        state=BoardCheck.State.DONE,
        done_at=case.created_at,
        done_by=worker,
        signed_by=worker.name if worker else "社工",
        photo=photo,
    )
    Case.objects.filter(pk=case.pk).update(source=Source.BOARD, place=case.place or board.place)
    BoardNote.objects.create(found_in=check, board=board, case=case)
    entry = case.timeline.order_by("pk").first()
    if photo and entry:
        CasePhoto.objects.create(case=case, entry=entry, file=files.copied(photo, area=case.area))


def _quiet(board: NoticeBoard, worker: User | None) -> None:
    """Looks that found nothing, one a day."""
    now = timezone.localtime()
    for back in range(1, DAYS):
        at = (now - dt.timedelta(days=back)).replace(hour=9, minute=0, second=0, microsecond=0)
        if not is_workday(at.date()):
            continue
        BoardCheck.objects.create(
            board=board,
            planned_at=at,
            state=BoardCheck.State.DONE,
            done_at=at + dt.timedelta(minutes=7 * back),
            done_by=worker,
            signed_by=worker.name if worker else "社工",
            nothing_new=True,
        )


def _photo(area: Area, text: str) -> StoredFile | None:
    """A sheet of paper on a board with the note on it; none where there is no type to write with."""
    try:
        pen = ImageFont.truetype(face(), 40)
    except TypeMissing:
        return None
    picture = Image.new("RGB", (800, 600), "#3f6b52")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((90, 80, 710, 520), fill="#f6f0dd")
    for line in range(0, len(text), 13):
        draw.text((130, 130 + line // 13 * 64), text[line : line + 13], font=pen, fill="#23324d")
    out = io.BytesIO()
    picture.rotate(1.5, fillcolor="#3f6b52").save(out, "JPEG", quality=70)
    upload = SimpleUploadedFile("留言板.jpg", out.getvalue())
    return files.store(SYSTEM, upload, area=area, permission="cases.case.read")
