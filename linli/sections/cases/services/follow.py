"""Following (跟办): somebody joins a case instead of reporting the same again, with a query code of their own."""

from __future__ import annotations

from django.db import transaction

from linli.kernel.access import Actor, visible
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.models import User
from linli.kernel.privacy import blind_index
from linli.sections.cases import events, queries
from linli.sections.cases.flow import OPEN, REPORTER
from linli.sections.cases.models import Case, CaseFollower
from linli.sections.cases.numbers import draw_code, hold_numbers
from linli.sections.cases.services.entry import MAX_TEXT, write_entry
from linli.sections.cases.services.report import NAMELESS, PHONE_PURPOSE, Reporter, contact
from linli.sections.cases.words import redact

ENTER = "cases.case.enter"


@transaction.atomic
def follow_case(
    *, actor: Actor, case_id: int, text: str = "", reporter: Reporter | None = None
) -> CaseFollower:
    """Follows an open case in the actor's areas; twice by the same account is once. `text` is what they would have said.

    With `reporter` a clerk does so for somebody who called or came in. A case merged meanwhile is followed where it
    is worked on. Raises NotFound outside the areas, DomainError for an ended case or one's own.
    """
    case = _open_case(actor, case_id, ENTER if reporter else REPORTER)
    who = _named(actor, reporter) if reporter else _oneself(actor)
    if not reporter and queries.is_reporter(actor, case):
        raise DomainError("这条就是您自己说的事，在“我的诉求”里可以看到。")
    hold_numbers()
    if who.user_id and (known := CaseFollower.objects.filter(via=case, user_id=who.user_id).first()):
        return known
    follower = CaseFollower.objects.create(
        case=case,
        via=case,
        code=draw_code(),
        text=redact(text)[:MAX_TEXT],
        user_id=who.user_id,
        person_id=who.person_id,
        name=who.name,
        phone=who.phone,
        phone_index=blind_index(who.phone, PHONE_PURPOSE),
    )
    write_entry(actor, case, "follow", case.state, public=False)
    publish(events.CaseFollowed(case.pk, case.area_id, follower.pk))
    return follower


def _open_case(actor: Actor, case_id: int, permission: str) -> Case:
    actor.require(permission)
    rows = visible(Case.objects.select_related("area", "merged_into__area"), actor, permission)
    found = rows.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    case = found.merged_into or found
    if case.state not in OPEN:
        raise DomainError("这件事已经办结，如果又发生了，请重新上报。")
    return case


def _named(actor: Actor, reporter: Reporter) -> Reporter:
    """Who called or came in. Raises DomainError for somebody without name and phone: nobody could be told."""
    who = contact(actor, reporter)
    if not (who.name or who.phone):
        raise DomainError(NAMELESS, fields={"reporter_name": NAMELESS})
    return who


def _oneself(actor: Actor) -> Reporter:
    user = User.objects.filter(pk=actor.user_id or 0).first()
    return Reporter(user.pk, user.person_id, user.name, user.phone) if user else Reporter()
