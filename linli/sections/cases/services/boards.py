"""The register of notice boards (24小时留言板): where they hang, when they are looked at, who answers for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area, User
from linli.sections.cases import queries
from linli.sections.cases.models import NoticeBoard

MANAGE = "cases.board.manage"
MAX_TIMES = 6


@transaction.atomic
def add_board(
    *,
    actor: Actor,
    area: Area,
    name: str,
    place: str,
    times: Sequence[str],
    workdays_only: bool = True,
    keeper_id: int | None = None,
) -> NoticeBoard:
    """Puts a board into the register; its planned looks begin now. Raises DomainError beside the field."""
    actor.require(MANAGE, area)
    board = NoticeBoard(area=area, planned_until=timezone.now())
    _fill(board, name, place, times, workdays_only, keeper_id)
    board.save()
    audit.record(actor, "cases.board.added", target=board, area=area, detail={"times": board.times})
    touch("cases", area.pk)
    return board


@transaction.atomic
def change_board(
    *,
    actor: Actor,
    board_id: int,
    name: str,
    place: str,
    times: Sequence[str],
    workdays_only: bool = True,
    keeper_id: int | None = None,
    active: bool = True,
) -> NoticeBoard:
    """Changes a board; looks that are planned already stay. A board taken down has no further ones."""
    board = board_for(actor, MANAGE, board_id)
    before = {"times": board.times, "active": board.active}
    if active and not board.active:
        board.planned_until = timezone.now()
    board.active = active
    _fill(board, name, place, times, workdays_only, keeper_id)
    board.save()
    after = {"times": board.times, "active": board.active}
    audit.record(
        actor, "cases.board.changed", target=board, area=board.area, detail={"before": before, "after": after}
    )
    touch("cases", board.area_id)
    return board


def board_for(actor: Actor, permission: str, board_id: int) -> NoticeBoard:
    """The board, if the actor holds the permission there. Raises Unauthorized, Forbidden or NotFound."""
    actor.require(permission)
    rows = visible(NoticeBoard.objects.select_related("area", "keeper"), actor, permission)
    found = rows.filter(pk=board_id).first()
    if found is None:
        raise NotFound
    return found


def _fill(
    board: NoticeBoard,
    name: str,
    place: str,
    times: Sequence[str],
    workdays_only: bool,
    keeper_id: int | None,
) -> None:
    wrong: dict[str, str] = {}
    board.name, board.place, board.workdays_only = name.strip(), place.strip(), workdays_only
    board.times = _times(times, wrong)
    board.keeper = _keeper(board.area, keeper_id, wrong)
    if not board.name:
        wrong["name"] = "请给留言板起个名字，例如：东门留言板。"
    if not board.place:
        wrong["place"] = "请写明留言板在哪里。"
    if NoticeBoard.objects.filter(area=board.area, name=board.name).exclude(pk=board.pk).exists():
        wrong["name"] = "这个小区已经有同名的留言板。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)


def _times(given: Sequence[str], wrong: dict[str, str]) -> list[str]:
    try:
        found = sorted(
            {dt.time.fromisoformat(t.strip().replace("：", ":").zfill(5)).strftime("%H:%M") for t in given}
        )
    except ValueError:
        found = []
    if not 1 <= len(found) <= MAX_TIMES:
        wrong["times"] = f"请填 1 到 {MAX_TIMES} 个查看时间，例如 09:00。"
    return found


def _keeper(area: Area, keeper_id: int | None, wrong: dict[str, str]) -> User | None:
    """Who answers for the board: somebody who may look at boards there."""
    if keeper_id is None:
        return None
    if keeper_id not in {one.user_id for one in queries.board_keepers(area)}:
        wrong["keeper_id"] = "这个人不能查看这里的留言板，请另选一位。"
        return None
    return User.objects.get(pk=keeper_id)
