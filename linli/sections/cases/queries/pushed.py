"""What outside systems are told of a case when something happens to it: number, kind and state, no person."""

from __future__ import annotations

from typing import Any

from linli.kernel.events import Event
from linli.sections.cases.models import Case


def payload(event: Event) -> dict[str, Any] | None:
    """For any event of a case; None when the case is gone."""
    case = Case.objects.select_related("category").filter(pk=getattr(event, "case_id", 0)).first()
    if case is None:
        return None
    return {
        "id": case.pk,
        "number": case.number,
        "category": case.category.code,
        "category_name": case.category.name,
        "source": case.source,
        "state": case.state,
        "resolved": case.resolved,
    }
