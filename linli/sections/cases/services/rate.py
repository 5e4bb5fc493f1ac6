"""评价 by number and query code: whoever has no account can rate what staff have closed, once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.events import publish
from linli.sections.cases import events
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case
from linli.sections.cases.services.entry import write_entry
from linli.sections.cases.services.progress import progress

REPORTER = Actor(name="诉求人", kind="resident")
"""Who holds the code is the reporter, as far as we can know."""


def rate_by_code(*, address: str, number: str, code: str, rating: int, note: str = "") -> Case:
    """Rates 1 to 5. Raises like `progress` for a wrong code, DomainError when it cannot be rated (any more)."""
    if not 1 <= rating <= 5:
        raise DomainError("请选择 1 到 5 星。", fields={"rating": "请选择 1 到 5 星。"})
    case = progress(address=address, number=number, code=code, own=True)
    if case.state != State.CLOSED or case.rating is not None:
        raise DomainError("这件事现在不能评价：还没有办结，或者已经评价过了。")
    with transaction.atomic():
        return _rate(case, rating, note)


def _rate(case: Case, rating: int, note: str) -> Case:
    unrated = Case.objects.filter(pk=case.pk, state=State.CLOSED, rating=None)
    if not unrated.update(rating=rating, version=F("version") + 1, updated_at=timezone.now()):
        raise Conflict("这件事已经评价过了。")
    case.refresh_from_db()
    write_entry(REPORTER, case, "rate", case.state, text=note, data={"rating": rating})
    publish(events.CaseRated(case.pk, case.area_id, rating))
    return case
