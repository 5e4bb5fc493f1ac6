"""转人工: the conversation becomes a case (诉求), once."""

from __future__ import annotations

from linli.kernel.access import SYSTEM, Actor
from linli.sections.cases import services as cases
from linli.sections.outreach.answering import wording
from linli.sections.outreach.models import Conversation, Question

KEPT = 12
LONGEST = 3000
REPORT = "cases.case.report"


def hand_over(*, actor: Actor, talk: Conversation, phone: str = "") -> str:
    """Opens a case that holds the conversation; says its number and query code. The same conversation opens one."""
    if talk.case_id:
        return wording.already(talk.case_number)
    own = talk.user_id is not None and actor.user_id == talk.user_id and actor.can(REPORT, talk.area)
    case = cases.report_case(
        actor=actor if own else SYSTEM,
        source="resident" if own else "chat",
        source_ref=f"talk:{talk.pk}",
        text=_told(talk),
        area=talk.area,
        reporter=None if own else cases.Reporter(phone=phone),
    )
    talk.case_id, talk.case_number, talk.case_code = case.pk, case.number, case.code
    talk.save(update_fields=["case_id", "case_number", "case_code"])
    return wording.handed_over(case.number, case.code)


def _told(talk: Conversation) -> str:
    """The conversation so far, as the colleague reads it."""
    rows = list(talk.questions.order_by("-at", "-pk")[:KEPT])[::-1]
    lines = [line for row in rows for line in _lines(row)]
    head = f"居民在{talk.get_channel_display()}上提问，要求人工答复。"
    return "\n".join([head, *lines])[:LONGEST]


def _lines(row: Question) -> list[str]:
    answered = row.entry.question if row.entry else row.get_outcome_display()
    return [f"问：{row.text}", f"自动回复：{answered}"]
