"""Notice boards (24小时留言板): what goes in and what comes out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.cases import flow
from linli.sections.cases.models import BoardCheck, BoardSheet, Case, NoticeBoard
from linli.sections.cases.services.notes import MAX_NOTES

Short = Annotated[str, Field(max_length=120)]
CHECK_TITLES = {"waiting": "待查看", "done": "已查看", "missed": "漏看"}


class BoardIn(Schema):
    """A board as it is put into the register; `times` like "09:00"."""

    name: str = Field(max_length=40)
    place: Short
    times: list[Annotated[str, Field(max_length=8)]] = Field(max_length=12)
    workdays_only: bool = True
    keeper_id: int | None = None


class BoardNew(BoardIn):
    """A new board."""

    area_id: int | None = None


class BoardChange(BoardIn):
    """What may be changed of a board."""

    active: bool = True


class BoardNoteIn(Schema):
    """The transcript of one note; name and phone only if the writer left them."""

    text: str = Field(max_length=4000)
    writer: str = Field("", max_length=40)
    phone: str = Field("", max_length=20)
    category: str = Field("", max_length=20)
    place: Short = ""
    urgent: bool = False


class BoardCheckIn(Schema):
    """A look at a board, signed. `check_id` is the planned look the person saw as waiting."""

    check_id: int | None = None
    signed_by: str = Field("", max_length=40)
    photo_id: int | None = None
    nothing_new: bool = False
    notes: list[BoardNoteIn] = Field([], max_length=MAX_NOTES)


class BoardSheetIn(Schema):
    """The cases to put on the sheet; none: all that were answered since the last one."""

    cases: list[int] = Field([], max_length=200)


class BoardPostIn(Schema):
    """The day on which the sheet was put up; today unless said."""

    on: dt.date | None = None


class BoardPaging(Paging):
    """Paging of boards, looks and sheets."""

    sortable: ClassVar[tuple[str, ...]] = ()


class BoardRow(Schema):
    """A line of the register; `id` is the board's number."""

    id: int = Field(title="板号")
    name: str = Field(title="名称")
    place: str = Field(title="位置")
    area: str = Field(title="小区")
    times: list[str] = Field(title="查看时间")
    workdays_only: bool = Field(title="只在工作日")
    keeper: str = Field(title="负责人")
    active: bool = Field(title="在用")
    waiting: int = Field(title="待查看")
    noted: int = Field(title="留言数")
    last_at: dt.datetime | None = Field(title="上次查看")

    @staticmethod
    def resolve_area(board: NoticeBoard) -> str:
        """Name of the area."""
        return board.area.name

    @staticmethod
    def resolve_keeper(board: NoticeBoard) -> str:
        """Who answers for it, or ""."""
        return board.keeper.name if board.keeper else ""


class BoardWaitingOut(Schema):
    """The planned look that waits."""

    id: int
    planned_at: dt.datetime
    escalated_at: dt.datetime | None


class BoardOut(BoardRow):
    """One board, and the look that waits now."""

    area_id: int
    keeper_id: int | None
    check: BoardWaitingOut | None

    @staticmethod
    def resolve_check(board: NoticeBoard) -> BoardCheck | None:
        """The latest look whose time has come and that nobody did."""
        from linli.sections.cases import queries

        return queries.waiting_check(board)


class BoardKeeperOut(Schema):
    """Somebody who may look at boards of the area."""

    id: int
    name: str


class BoardCaseOut(Schema):
    """A case that a note became."""

    id: int
    number: str
    text: str
    category: str
    state_title: str

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_state_title(case: Case) -> str:
        """Title of the state."""
        return str(flow.State(case.state).label)


class BoardCheckOut(Schema):
    """One look at a board, and what it brought."""

    id: int
    planned_at: dt.datetime | None
    state: str
    state_title: str
    done_at: dt.datetime | None
    signed_by: str
    nothing_new: bool
    escalated_at: dt.datetime | None
    photo: str
    cases: list[BoardCaseOut]

    @staticmethod
    def resolve_state_title(check: BoardCheck) -> str:
        """Waiting, done or missed."""
        return CHECK_TITLES[check.state]

    @staticmethod
    def resolve_photo(check: BoardCheck) -> str:
        """Address of the photo, or ""."""
        return f"/api/kernel/files/{check.photo_id}" if check.photo_id else ""

    @staticmethod
    def resolve_cases(check: BoardCheck) -> list[Case]:
        """In the order in which the notes were written down."""
        return [note.case for note in check.notes.all()]


class BoardReadyOut(Schema):
    """A case with an answer that no sheet on the wall tells yet."""

    id: int
    number: str
    text: str
    category: str
    words: str
    answer: str
    answered_at: dt.datetime


class BoardSheetOut(Schema):
    """One answer sheet; `pdf` is where it is printed from."""

    id: int
    made_at: dt.datetime
    made_by: str
    posted_on: dt.date | None
    posted_by: str
    cases: int
    pdf: str

    @staticmethod
    def resolve_made_by(sheet: BoardSheet) -> str:
        """Who made it."""
        return sheet.made_by.name if sheet.made_by else ""

    @staticmethod
    def resolve_posted_by(sheet: BoardSheet) -> str:
        """Who put it up, or ""."""
        return sheet.posted_by.name if sheet.posted_by else ""

    @staticmethod
    def resolve_cases(sheet: Any) -> int:
        """How many cases stand on it."""
        return int(getattr(sheet, "cases", None) or sheet.answers.count())

    @staticmethod
    def resolve_pdf(sheet: BoardSheet) -> str:
        """Address of the PDF."""
        return f"/api/cases/sheets/{sheet.pk}/print"
