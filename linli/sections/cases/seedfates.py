"""How a demo case went: its steps in time, until its end or until now."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.calendar import add_work_hours
from linli.kernel.models import Area, User
from linli.sections.cases.deadlines import extended, resumed
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, CaseAssist, CaseRequest, TimelineEntry
from linli.sections.cases.story import DISPUTES, PRAISE, REFUSED, UNSOLVED, Plot
from linli.sections.cases.words import party_word

INTERNAL = ("extend", "assist", "assist_done")
WAITS = ("专业单位排到后几天", "人手都在抢修，要往后排", "住户这几天不在家，等约好时间")
HELPS = ("请到场协助，和住户约好开门", "请帮忙疏导车辆，让出作业面")


@dataclass
class Past:
    """A case with its timeline, and the moment it has come to."""

    case: Case
    staff: dict[str, User]
    at: dt.datetime
    entries: list[TimelineEntry] = field(default_factory=list)
    hung: list[CaseRequest | CaseAssist] = field(default_factory=list)
    over: bool = False
    stop: int = 0
    """After how many entries the case is left for the demo's visitors to go on with; 0: it lives its life."""

    def step(self, action: str, hours: float, role: str, to: State, text: str = "", **data: Any) -> bool:
        """Adds a step after some office hours; False when that still lies ahead: the case stays where it is."""
        moment, now = add_work_hours(self.at, hours), timezone.now()
        self.over = self.over or (len(self.entries) >= self.stop if self.stop else moment > now)
        if self.over:
            return False
        moment = min(moment, now)
        self.at = moment
        self.add(action, role, to, text, data)
        return True

    def add(self, action: str, role: str, to: State, text: str, data: dict[str, Any]) -> None:
        """The timeline entry and the state it leads to."""
        user = self.staff.get(role)
        who = user.name if user else ("诉求人" if role == r.RESIDENT else "工作人员")
        self.entries.append(
            TimelineEntry(
                at=self.at, action=action, user=user, who=who, from_state=self.case.state if self.entries else "",
                to_state=to, text=text, data=data, public=action not in INTERNAL,
            )
        )  # fmt: skip
        self.case.state, self.case.updated_at = to, self.at
        self.case.version = len(self.entries)


def _served(plot: Plot, case: Case) -> Plot:
    """No warden serves the 小区 as a whole: there the community worker does it."""
    whole = case.area.kind == Area.Kind.ESTATE
    return replace(plot, role=r.WORKER) if whole and plot.role == r.GRID else plot


def live(rng: random.Random, case: Case, plot: Plot, staff: dict[str, User], stop: int = 0) -> Past:
    """Walks the case through its fate; recent ones simply have not come far yet."""
    past, plot = Past(case, staff, case.created_at, stop=stop), _served(plot, case)
    past.add("report", _door(case), State.REPORTED, "", {})
    slow = rng.random() < 0.07
    if rng.random() < 0.03 and not stop:
        _refuse(rng, past)
        return past
    if past.step("accept", rng.uniform(9, 14) if slow else rng.uniform(0.1, 5), r.WORKER, State.ACCEPTED):
        case.responded_at, case.owner_user = past.at, case.owner_user or staff.get(r.WORKER)
        _send(rng, past, plot)
        _work(rng, past, plot, slow)
    return past


def _door(case: Case) -> str:
    if case.entered_by_id:
        return r.WORKER
    return r.GRID if case.reporter_user_id else r.RESIDENT


def _refuse(rng: random.Random, past: Past) -> None:
    reason, where_to = rng.choice(REFUSED)
    if past.step("reject", rng.uniform(0.5, 6), r.WORKER, State.REJECTED, f"{reason}。您可以找：{where_to}"):
        past.case.responded_at = past.case.ended_at = past.at
        past.case.resolved = False


def _send(rng: random.Random, past: Past, plot: Plot) -> None:
    case = past.case
    if (
        not past.stop
        and rng.random() < 0.04
        and past.step("dispatch", 0.3, r.WORKER, State.DISPATCHED, "", word="网格员", internal=True)
    ):
        past.step("return", 2, r.GRID, State.ACCEPTED, "不在网格职责范围，建议派物业", internal=True)
        case.returned = 1
    case.assigned_role, case.party_key = plot.role, f"role:{plot.role}"
    word = party_word(case)
    if not past.step(
        "dispatch", rng.uniform(0.1, 2), r.WORKER, State.DISPATCHED, "", word=word, internal=True
    ):
        case.assigned_role = case.party_key = ""


def _work(rng: random.Random, past: Past, plot: Plot, slow: bool) -> None:
    coming = add_work_hours(past.at, rng.uniform(3, 8))
    if not past.step(
        "take", rng.uniform(0.2, 3), plot.role, State.WORKING, "", expected_at=coming.isoformat()
    ):
        return
    past.case.expected_at = coming
    if not past.stop:
        _detour(rng, past, plot, slow)
    spare = past.case.category.limit_days * 8
    hours = rng.uniform(spare, spare * 1.6) if slow else rng.uniform(1, max(3.0, spare * 0.55))
    if past.step("handle", hours, plot.role, State.HANDLED, rng.choice(plot.done)):
        _handled(past, plot)
        _end(rng, past, plot)


def _detour(rng: random.Random, past: Past, plot: Plot, slow: bool) -> None:
    """Some needed more time, some had to wait for something, some needed another pair of hands."""
    chance = rng.random()
    if slow and chance < 0.5:
        _extended(rng, past, plot)
    elif chance < 0.025:
        _paused(rng, past, plot)
    elif chance < 0.06:
        _helped(rng, past, plot)


def _extended(rng: random.Random, past: Past, plot: Plot) -> None:
    case, days, reason = past.case, rng.randint(2, 5), rng.choice(WAITS)
    if not past.step("extend", 1, plot.role, State.WORKING, reason, days=days):
        return
    asked = CaseRequest(
        kind=CaseRequest.Kind.EXTENSION, reason=reason, days=days, asked_by=past.staff.get(plot.role),
        asked_at=past.at,
    )  # fmt: skip
    past.hung.append(asked)
    columns = extended(case, days)
    due = columns["due_at"].isoformat()
    if past.step(
        "allow_extension", 2, r.SECRETARY, State.WORKING, "情况属实，同意", due_at=due, internal=True
    ):
        asked.state, asked.answer = CaseRequest.State.GRANTED, "情况属实，同意"
        asked.decided_by, asked.decided_at = past.staff.get(r.SECRETARY), past.at
        _set(case, {**columns, "extended": 1})


def _paused(rng: random.Random, past: Past, plot: Plot) -> None:
    case, hours = past.case, rng.uniform(10, 30)
    until = add_work_hours(past.at, hours + 0.5)
    if not past.step("suspend", 0.5, plot.role, State.SUSPENDED, rng.choice(WAITS), until=until.isoformat()):
        return
    _set(case, {"suspended_at": past.at, "suspended_until": until, "suspended_for": past.entries[-1].text})
    if past.step("resume", hours, plot.role, State.WORKING, ""):
        _set(case, {**resumed(case, past.at), "suspended_for": ""})


def _helped(rng: random.Random, past: Past, plot: Plot) -> None:
    helper, task = r.WORKER if plot.role == r.GRID else r.GRID, rng.choice(HELPS)
    if not past.step("assist", 0.5, plot.role, State.WORKING, task):
        return
    assist = CaseAssist(role=helper, task=task, asked_by=past.staff.get(plot.role), asked_at=past.at)
    past.hung.append(assist)
    if past.step("assist_done", 3, helper, State.WORKING, "已到场，都安排好了"):
        assist.state, assist.note = CaseAssist.State.DONE, "已到场，都安排好了"
        assist.done_by, assist.done_at = past.staff.get(helper), past.at


def _set(case: Case, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(case, name, value)


def _handled(past: Past, plot: Plot) -> None:
    past.case.handled_at, past.case.handled_by = past.at, past.staff.get(plot.role)


def _end(rng: random.Random, past: Past, plot: Plot) -> None:
    if rng.random() < 0.06 and past.step("dispute", 3, r.RESIDENT, State.DISPATCHED, rng.choice(DISPUTES)):
        past.case.handled_at, past.case.redone, past.case.redo_reason = None, 1, past.entries[-1].text
        if not past.step("handle", rng.uniform(2, 8), plot.role, State.HANDLED, "已返工，请再看看"):
            return
        _handled(past, plot)
    if past.case.reporter_phone and rng.random() < 0.8:
        _confirmed(rng, past)
    else:
        solved = rng.random() < 0.93
        text = "现场看过，已解决" if solved else rng.choice(UNSOLVED)
        if past.step("verify", rng.uniform(2, 12), r.GRID, State.CLOSED, text):
            past.case.resolved, past.case.ended_at = solved, past.at
            past.case.fixed_at = past.at if solved else None


def _confirmed(rng: random.Random, past: Past) -> None:
    rating = rng.choices((5, 4, 3, 2, 1), weights=(58, 27, 9, 4, 2))[0]
    praise = rng.choice(PRAISE) if rating > 3 else ""
    if past.step("confirm", rng.uniform(1, 16), r.RESIDENT, State.CLOSED, praise, rating=rating):
        past.case.resolved, past.case.rating, past.case.ended_at = True, rating, past.at
        past.case.fixed_at = past.at
