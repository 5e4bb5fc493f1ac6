"""Side roads that another person decides: 派单异议, 延期, 作废."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.cases import deadlines, events, queries
from linli.sections.cases.flow import EXTENSION, OBJECTION, VOID
from linli.sections.cases.models import Case
from linli.sections.cases.numbers import hold_numbers
from linli.sections.cases.services.party import NOBODY
from linli.sections.cases.services.requests import ask_for, decide

INTERNAL: dict[str, Any] = {"data": lambda case: {"internal": True}}


def object_to_dispatch(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """派单异议: the party of a case that was returned before still says it is not theirs; another person decides."""
    return ask_for(actor, case_id, version, "object", OBJECTION, reason)


def uphold_objection(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """异议成立: back to be dispatched once more, after which nobody may return it (潍坊市12345条例第22条)."""
    return decide(
        actor,
        case_id,
        version,
        "uphold",
        OBJECTION,
        answer,
        granted=True,
        **INTERNAL,
        changes=lambda c: {**NOBODY, "returned": c.returned + 1, "return_barred": True},
        event=lambda c: events.CaseReturned(c.pk, c.area_id, True),
    )


def overrule_objection(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """异议不成立: the party keeps the case and may not return it again."""
    return decide(
        actor,
        case_id,
        version,
        "overrule",
        OBJECTION,
        answer,
        granted=False,
        public=False,
        changes=lambda c: {"return_barred": True},
    )


def ask_extension(*, actor: Actor, case_id: int, version: int | None, reason: str, days: int) -> Case:
    """申请延期: the party asks for so many working days more."""
    most = int(conf.get("cases.extension_days"))
    if not 1 <= days <= most:
        message = f"一次可以申请 1 到 {most} 个工作日。"
        raise DomainError(message, fields={"days": message})
    return ask_for(actor, case_id, version, "extend", EXTENSION, reason, days)


@transaction.atomic
def allow_extension(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """同意延期: the limit moves; refused when the share of extended cases would go beyond its cap."""
    hold_numbers()  # approvals one after the other: two at once cannot both take the last place under the cap

    def rule(case: Case) -> None:
        share = queries.extension_share(case)
        if not case.extended and share.full:
            raise DomainError(
                f"近 90 天 {share.total} 件诉求已有 {share.extended} 件延期，达到 {share.cap}% 的上限，不能再同意。"
            )

    def changes(case: Case) -> dict[str, Any]:
        asked = queries.waiting(case, EXTENSION)
        columns = deadlines.extended(case, asked.days if asked else 0)
        return {**columns, "extended": case.extended + 1, "warned_at": None}

    return decide(
        actor,
        case_id,
        version,
        "allow_extension",
        EXTENSION,
        answer,
        granted=True,
        rule=rule,
        changes=changes,
        data=lambda c: {"due_at": c.due_at.isoformat(), "internal": True},
        event=lambda c: events.CaseExtended(c.pk, c.area_id, c.due_at),
    )


def refuse_extension(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """不同意延期: the limit stays."""
    return decide(actor, case_id, version, "refuse_extension", EXTENSION, answer, granted=False, public=False)


def ask_void(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """申请作废: a case that should not be one: a test, a false alarm, a request withdrawn."""
    return ask_for(actor, case_id, version, "ask_void", VOID, reason)


def void_case(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """同意作废: the case ends; the reporter reads why and may reopen it."""

    def changes(case: Case) -> dict[str, Any]:
        now = timezone.now()
        paused = deadlines.resumed(case, now)
        return {**paused, "responded_at": case.responded_at or now, "ended_at": now, "suspended_for": ""}

    return decide(
        actor,
        case_id,
        version,
        "void",
        VOID,
        answer,
        granted=True,
        changes=changes,
        event=lambda c: events.CaseVoided(c.pk, c.area_id, c.source, c.source_ref),
    )


def keep_case(*, actor: Actor, case_id: int, version: int | None, answer: str) -> Case:
    """不同意作废: the case goes on."""
    return decide(actor, case_id, version, "keep", VOID, answer, granted=False, public=False)
