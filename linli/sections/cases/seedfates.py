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
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, TimelineEntry
from linli.sections.cases.story import DISPUTES, PRAISE, REFUSED, UNSOLVED, Plot
from linli.sections.cases.words import party_word


@dataclass
class Past:
    """A case with its timeline, and the moment it has come to."""

    case: Case
    staff: dict[str, User]
    at: dt.datetime
    entries: list[TimelineEntry] = field(default_factory=list)
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
                to_state=to, text=text, data=data,
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
        case.responded_at = past.at
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
    spare = past.case.category.limit_days * 8
    hours = rng.uniform(spare, spare * 1.6) if slow else rng.uniform(1, max(3.0, spare * 0.55))
    if past.step("handle", hours, plot.role, State.HANDLED, rng.choice(plot.done)):
        _handled(past, plot)
        _end(rng, past, plot)


def _handled(past: Past, plot: Plot) -> None:
    past.case.handled_at, past.case.handled_by = past.at, past.staff.get(plot.role)


def _end(rng: random.Random, past: Past, plot: Plot) -> None:
    if rng.random() < 0.06 and past.step("dispute", 3, r.RESIDENT, State.DISPATCHED, rng.choice(DISPUTES)):
        past.case.handled_at = past.case.handled_by = None
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


def _confirmed(rng: random.Random, past: Past) -> None:
    rating = rng.choices((5, 4, 3, 2, 1), weights=(58, 27, 9, 4, 2))[0]
    praise = rng.choice(PRAISE) if rating > 3 else ""
    if past.step("confirm", rng.uniform(1, 16), r.RESIDENT, State.CLOSED, praise, rating=rating):
        past.case.resolved, past.case.rating, past.case.ended_at = True, rating, past.at
