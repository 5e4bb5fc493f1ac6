"""协办: the party asks others to help; all of them must report before the lead may report the work done."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.cases import events, queries
from linli.sections.cases.models import Case, CaseAssist
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import Party, check_party, key_of
from linli.sections.cases.services.steps import given
from linli.sections.cases.words import redact


def ask_assistance(*, actor: Actor, case_id: int, version: int | None, party: Party, task: str) -> Case:
    """请人协办: who helps, and with what; the party stays the lead (主办)."""
    given(task=task)

    def rule(case: Case) -> None:
        if key_of(party) == case.party_key:
            message = "责任方自己就是主办，请选别的协办方。"
            raise DomainError(message, fields={"party": message})

    def after(case: Case) -> None:
        columns = check_party(actor, case, party)
        CaseAssist.objects.create(
            case=case,
            role=columns["assigned_role"],
            user_id=party.user_id,
            org_id=party.organisation_id,
            task=redact(task),
            asked_by_id=actor.user_id,
        )

    return move(
        actor=actor,
        case_id=case_id,
        action="assist",
        version=version,
        text=task,
        public=False,
        rule=rule,
        after=after,
        event=lambda c: events.CaseAssistAsked(
            c.pk, c.area_id, party.role, party.user_id, party.organisation_id
        ),
    )


def report_assistance(
    *, actor: Actor, case_id: int, version: int | None, note: str, photos: Sequence[int] = ()
) -> Case:
    """协办回报: an assistant says what was done; a dispatcher does so for one who has no account."""
    given(note=note)

    def after(case: Case) -> None:
        assist = queries.assists_of(actor, case)[0]
        assist.state, assist.note = CaseAssist.State.DONE, redact(note)
        assist.done_by_id, assist.done_at = actor.user_id, timezone.now()
        assist.save(update_fields=("state", "note", "done_by", "done_at"))

    return move(
        actor=actor,
        case_id=case_id,
        action="assist_done",
        version=version,
        text=note,
        public=False,
        photos=photos,
        after=after,
    )


def call_off_assistance(
    *, actor: Actor, case_id: int, version: int | None, assist_id: int, reason: str
) -> Case:
    """撤销协办: the help is not needed, or does not come; the lead goes on without it."""
    given(reason=reason)
    asked = CaseAssist.objects.filter(pk=assist_id, case_id=case_id, state=CaseAssist.State.ASKED)

    def rule(case: Case) -> None:
        if not asked.exists():
            message = "请选择一个还没有回报的协办方。"
            raise DomainError(message, fields={"assist_id": message})

    def after(case: Case) -> None:
        asked.update(state=CaseAssist.State.OFF)

    return move(
        actor=actor,
        case_id=case_id,
        action="assist_off",
        version=version,
        text=reason,
        public=False,
        rule=rule,
        after=after,
    )
