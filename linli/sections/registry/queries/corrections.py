"""Corrections: what residents see of their own, what staff see to decide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.privacy import mask_id_number
from linli.sections.registry.models import Correction, Person
from linli.sections.registry.models.person import mask_phones
from linli.sections.registry.queries.profile import card

DECIDE = "registry.correction.decide"
TITLES = {
    "name": "姓名",
    "sex": "性别",
    "born_on": "出生日期",
    "id_number": "身份证号",
    "phones": "联系电话",
    "hukou": "户籍地",
}


def corrections(actor: Actor, state: Sequence[str] = ()) -> QuerySet[Correction]:
    """Corrections in the actor's areas, newest first."""
    rows = visible(Correction.objects.select_related("person", "decided_by"), actor, DECIDE)
    return rows.filter(state__in=state) if state else rows


def pending_corrections(actor: Actor) -> int:
    """How many wait for a decision (menu badge)."""
    return corrections(actor, ["pending"]).count()


def correction_row(row: Correction) -> dict[str, Any]:
    """A correction with old and new values side by side, personal numbers masked."""
    changes = json.loads(row.changes)
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "person_name": row.person.name,
        "address": row.person.address,
        "changes": [
            {
                "field": name,
                "title": TITLES[name],
                "old": _shown(row.person, name),
                "new": _masked(name, value),
            }
            for name, value in changes.items()
        ],
        "explanation": row.explanation,
        "state": row.state,
        "state_text": row.get_state_display(),
        "reason": row.reason,
        "submitted_at": row.submitted_at,
        "decided_at": row.decided_at,
        "decided_by": row.decided_by.name if row.decided_by else "",
    }


def _shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    return _masked(name, value.isoformat() if hasattr(value, "isoformat") else value or "")


def _masked(name: str, value: Any) -> str:
    text = ",".join(value) if isinstance(value, list) else str(value or "")
    if name == "id_number":
        return mask_id_number(text)
    return mask_phones(text) if name == "phones" and text else text


def own_page(person: Person) -> dict[str, Any]:
    """What a resident sees of the own record: family, home, and earlier corrections."""
    rows = person.corrections.select_related("person", "decided_by")[:20]
    family = []
    membership = person.memberships.select_related("household").first()
    if membership:
        others = membership.household.members.select_related("person").order_by("pk")
        family = [{"name": m.person.name, "relation": m.relation or "成员"} for m in others]
    shown = card(person)
    mine = ("name", "sex", "born_on", "age", "address", "hukou", "phone_masked", "id_masked", "verified_at")
    return {name: shown[name] for name in mine} | {
        "family": family,
        "corrections": [_own_row(row) for row in rows],
    }


def _own_row(row: Correction) -> dict[str, Any]:
    """Without the name of the staff who decided."""
    return correction_row(row) | {"decided_by": ""}
