"""The demo's side roads: some cases of today wait for a part, for help, for approval, or went with another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.models import User
from linli.sections.cases import services
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case
from linli.sections.cases.wording import WORDS

ALSO = "我家也是这样，{text}"
PAUSES = (("专业单位排到后天以后，约好了再来", 4), ("住户出门走亲戚，等人在家再处理", 2))


class Roads:
    """Takes cases of a state one after the other, and acts as the demo's staff."""

    def __init__(self, around: Callable[[int], dict[str, User]]) -> None:
        self.around = around
        self.used: list[int] = []

    def next(self, state: State, **more: Any) -> Case | None:
        """The newest case in that state that is not part of another story; None when there is none left."""
        rows = (
            Case.objects.filter(state=state, **more).exclude(pk__in=self.used).order_by("-created_at", "-pk")
        )
        found = rows.first()
        self.used += [found.pk] if found else []
        return found

    def at(self, case: Case) -> dict[str, Any]:
        """The arguments that every action shares, as its responsible party."""
        return self.by(case.assigned_role, case)

    def by(self, role: str, case: Case) -> dict[str, Any]:
        """The same as somebody else who serves the case's area."""
        serving = self.around(case.area_id)
        actor: Actor = actor_of(serving[role]) if role in serving else SYSTEM
        return {"actor": actor, "case_id": case.pk, "version": None}


def seed_side_roads(around: Callable[[int], dict[str, User]]) -> None:
    """Called once, in the seed's own transaction, after the cases are stored; `around` gives an area's staff by role."""
    roads = Roads(around)
    _pauses(roads)
    _help_and_time(roads)
    _objection(roads)
    _merged(roads)
    _voided(roads)
    _failed_twice(roads)


def _pauses(roads: Roads) -> None:
    now = timezone.now()
    for words, days in PAUSES:
        if case := roads.next(State.WORKING):
            until = now + dt.timedelta(days=days)
            services.suspend_case(**roads.at(case), waiting_for=words, until=until)


def _help_and_time(roads: Roads) -> None:
    if case := roads.next(State.WORKING):
        helper = services.Party(role=r.WORKER if case.assigned_role == r.GRID else r.GRID)
        services.ask_assistance(**roads.at(case), party=helper, task="请到场协助，和住户约好开门时间")
    if case := roads.next(State.WORKING):
        services.ask_extension(**roads.at(case), reason="这几天人手都在抢修供暖，要往后排", days=3)


def _objection(roads: Roads) -> None:
    """Returned once, sent to the same party again, which objects: it waits for the secretary."""
    if case := roads.next(State.DISPATCHED, returned=0):
        party = services.Party(role=case.assigned_role)
        services.return_case(**roads.at(case), reason="核对过，这一处不在我们的服务范围")
        services.dispatch_case(**roads.by(r.WORKER, case), party=party, note="按服务合同在范围内，请先处理")
        case.refresh_from_db()
        services.object_to_dispatch(**roads.at(case), reason="合同里没有写这一项，请核对合同第七条")


def _merged(roads: Roads) -> None:
    """A neighbour has said the same of the same place."""
    kept = roads.next(State.ACCEPTED)
    same = roads.next(State.REPORTED) if kept else None
    if kept is None or same is None:
        return
    text = ALSO.format(text=kept.text)
    Case.objects.filter(pk=same.pk).update(
        text=text, place=kept.place, category=kept.category, area=kept.area, grid=kept.grid,
        building=kept.building, point=kept.point,
    )  # fmt: skip
    WORDS.write_many([(same.pk, text, kept.place)])
    reason = "同一处，两户都来说，一起办"
    services.merge_case(**roads.by(r.WORKER, same), into=kept.number, reason=reason)


def _voided(roads: Roads) -> None:
    if case := roads.next(State.REPORTED):
        services.ask_void(**roads.by(r.WORKER, case), reason="诉求人来电，说已经自己解决，请撤销")
        services.void_case(**roads.by(r.SECRETARY, case), answer="您来电说已经自己解决，这条就不再办了")


def _failed_twice(roads: Roads) -> None:
    """Sent back twice on the spot: now it is the supervisor's."""
    case = roads.next(State.HANDLED, reporter_user=None)
    if case is None:
        return
    services.redo_case(**roads.by(r.WORKER, case), reason="现场看还是老样子")
    services.handle_case(**roads.at(case), note="又去处理了一次")
    services.redo_case(**roads.by(r.WORKER, case), reason="第二次去看，还是没有根治")
