"""Notice boards (24小时留言板): register, looks, notes, answer sheets."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Request
from linli.kernel.printing import printed
from linli.sections.cases import paper, queries, services
from linli.sections.cases.models import NoticeBoard
from linli.sections.cases.routes.base import area_of, router
from linli.sections.cases.schemas.boards import (
    BoardChange,
    BoardCheckIn,
    BoardCheckOut,
    BoardKeeperOut,
    BoardNew,
    BoardOut,
    BoardPaging,
    BoardPostIn,
    BoardReadyOut,
    BoardRow,
    BoardSheetIn,
    BoardSheetOut,
)

READ, CHECK, MANAGE = "cases.board.read", "cases.board.check", "cases.board.manage"
ONE = "/boards/{int:board_id}"


@router.get("/boards", gate=READ, response=Page[BoardRow])
def list_boards(request: Request, paging: Query[BoardPaging]) -> Any:
    """留言板登记簿"""
    return paging.of(queries.notice_boards(request.actor), BoardRow)


@router.post("/boards", gate=MANAGE, response=BoardOut)
def add_board(request: Request, body: BoardNew) -> Any:
    """登记一块留言板"""
    area = area_of(request.actor, MANAGE, body.area_id)
    values = body.model_dump(exclude={"area_id"})
    return _shown(request, services.add_board(actor=request.actor, area=area, **values))


@router.get("/board-keepers", gate=MANAGE, response=list[BoardKeeperOut])
def list_board_keepers(request: Request, area_id: int | None = None) -> Any:
    """可以负责留言板的人员"""
    found = queries.board_keepers(area_of(request.actor, MANAGE, area_id))
    return [{"id": one.user_id, "name": one.user.name} for one in found]


@router.get(ONE, gate=READ, response=BoardOut)
def read_notice_board(request: Request, board_id: int) -> Any:
    """一块留言板和现在该做的查看"""
    return queries.notice_board(request.actor, board_id)


@router.put(ONE, gate=MANAGE, response=BoardOut)
def change_board(request: Request, board_id: int, body: BoardChange) -> Any:
    """修改留言板"""
    return _shown(request, services.change_board(actor=request.actor, board_id=board_id, **body.model_dump()))


@router.get(f"{ONE}/checks", gate=READ, response=Page[BoardCheckOut])
def list_board_checks(request: Request, board_id: int, paging: Query[BoardPaging]) -> Any:
    """查看记录和抄下的留言"""
    return paging.of(queries.board_checks(request.actor, board_id), BoardCheckOut)


@router.post(f"{ONE}/checks", gate=CHECK, response=BoardCheckOut)
def check_board(request: Request, board_id: int, body: BoardCheckIn) -> Any:
    """登记一次查看：照片和逐条抄录，或“没有新留言”"""
    notes = [services.Note(**note.model_dump()) for note in body.notes]
    rest = body.model_dump(exclude={"notes"})
    done = services.check_board(actor=request.actor, board_id=board_id, notes=notes, **rest)
    return queries.board_checks(request.actor, board_id).get(pk=done.pk)


@router.get(f"{ONE}/answers", gate=READ, response=list[BoardReadyOut])
def list_board_answers(request: Request, board_id: int) -> Any:
    """上次张贴以后有了结果的诉求"""
    board = queries.notice_board(request.actor, board_id)
    names = queries.names_around(board.area)
    return [_ready(case, names) for case in queries.answers_ready(request.actor, board)]


@router.get(f"{ONE}/sheets", gate=READ, response=Page[BoardSheetOut])
def list_board_sheets(request: Request, board_id: int, paging: Query[BoardPaging]) -> Any:
    """回复单"""
    return paging.of(queries.board_sheets(request.actor, board_id), BoardSheetOut)


@router.post(f"{ONE}/sheets", gate=CHECK, response=BoardSheetOut)
def make_board_sheet(request: Request, board_id: int, body: BoardSheetIn) -> Any:
    """制作回复单"""
    return services.make_sheet(actor=request.actor, board_id=board_id, cases=body.cases)


@router.get("/sheets/{int:sheet_id}/print", gate=READ, response=None)
def print_board_sheet(request: Request, sheet_id: int) -> Any:
    """打印回复单（A4 大字 PDF）"""
    sheet = queries.sheet(request.actor, sheet_id)
    return printed(paper.answer_sheet(sheet), f"{sheet.board.name}回复单")


@router.post("/sheets/{int:sheet_id}/posted", gate=CHECK, response=BoardSheetOut)
def post_board_sheet(request: Request, sheet_id: int, body: BoardPostIn) -> Any:
    """登记回复单已经张贴"""
    return services.post_sheet(actor=request.actor, sheet_id=sheet_id, on=body.on)


def _shown(request: Request, board: NoticeBoard) -> NoticeBoard:
    return queries.notice_board(request.actor, board.pk)


def _ready(case: Any, names: list[str]) -> dict[str, Any]:
    words, answer = queries.board_words(case, names)
    return {
        "id": case.pk,
        "number": case.number,
        "text": case.text,
        "category": case.category.name,
        "words": words,
        "answer": answer,
        "answered_at": queries.answered_at(case),
    }
