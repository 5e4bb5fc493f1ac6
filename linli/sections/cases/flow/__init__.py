"""The state machine of a case (案件), as data: the seven steps of GB/T 30428.8 and their side roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.sections.cases.flow.parts import REPORTER, Condition, Field, Step
from linli.sections.cases.flow.road import ROAD
from linli.sections.cases.flow.sideroads import EXTENSION, OBJECTION, SIDE_ROADS, VOID
from linli.sections.cases.flow.states import (
    ENDED,
    OPEN,
    PARTY_ROLES,
    REACHED,
    RUNNING,
    SERVES,
    SEVEN,
    UNTAKEN,
    State,
)

if TYPE_CHECKING:
    from linli.sections.cases.models import Case

__all__ = [
    "ENDED",
    "EXTENSION",
    "OBJECTION",
    "OPEN",
    "OWN_ACTIONS",
    "PARTY_ROLES",
    "REACHED",
    "REPORTER",
    "RUNNING",
    "SERVES",
    "SEVEN",
    "STEPS",
    "UNTAKEN",
    "VOID",
    "Condition",
    "Field",
    "State",
    "Step",
    "as_markdown",
    "find_step",
    "steps_from",
    "titles",
]
NOTES = ("note", "append")
STEPS = (*(s for s in ROAD if s.action not in NOTES), *SIDE_ROADS, *(s for s in ROAD if s.action in NOTES))
"""Every arrow: the main road, the side roads, and last what moves nothing."""
BESIDES = {
    "report": "上报",
    "warn": "时限预警",
    "escalate": "逐级升级",
    "suggest": "派遣建议",
    "callback": "回访",
    "absorb": "并入一条相同的诉求",
    "follow": "有人跟办",
}
"""What else happens to a case, without an arrow: its title in the timeline."""
ELSEWHERE = ("callback_redo",)
"""Arrows that are followed from a list of their own, not from the page of the case."""
BYSTANDERS = ("warn", "escalate", "follow")
"""Entries that move nothing and so get in nobody's way."""
OWN_ACTIONS = frozenset({"report", *(s.action for s in STEPS if s.who == "reporter")})
"""Actions of the reporter: their words are their own."""
DECISIONS = {
    kind: frozenset(x for s in STEPS if s.who == "decider" and s.request == kind for x in s.sources)
    for kind in (EXTENSION, OBJECTION, VOID)
}
"""In which states a waiting request of each kind can still be decided; elsewhere it lapses."""


def steps_from(case: Case) -> list[Step]:
    """The arrows that leave a case as it now is, in the order of the table."""
    return [s for s in STEPS if s.open_to(case)]


def find_step(action: str, case: Case) -> Step | None:
    """The arrow of that action from the case as it now is, or None when the action is not possible."""
    return next((s for s in STEPS if s.action == action and s.open_to(case)), None)


def refusal(action: str, case: Case) -> str:
    """Why an action that the state would allow is not possible for this case; "" when its state does not allow it."""
    barred = [s.when for s in STEPS if s.action == action and case.state in s.sources and s.when]
    return barred[0].refusal if barred else ""


def titles() -> dict[str, str]:
    """Chinese title by action."""
    return {**BESIDES, **{s.action: s.title for s in STEPS}}


def as_markdown() -> str:
    """Every arrow, as the section README shows it."""
    from linli.sections.cases.flow.table import arrows

    return arrows(STEPS)


def roles_markdown() -> str:
    """States × actions × roles, as the section README shows them."""
    from linli.kernel.access import ROLES
    from linli.sections.cases.apps import CasesSection
    from linli.sections.cases.flow.table import matrix

    roles = {p.id: [ROLES[role].title for role in p.roles] for p in CasesSection.permissions}
    return matrix(STEPS, roles)
