"""A line of the case list as plain values: only the columns that are shown are read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.access import ROLES
from linli.sections.cases.flow import RUNNING, State
from linli.sections.cases.models import Case, Source

COLUMNS = (
    "id",
    "number",
    "text",
    "category__name",
    "area__name",
    "place",
    "source",
    "state",
    "urgent",
    "assigned_role",
    "assigned_user__name",
    "assigned_org__name",
    "reporter_name",
    "reporter_phone",
    "due_at",
    "created_at",
    "updated_at",
    "version",
)
STATES = {s.value: str(s.label) for s in State}
SOURCES = {s.value: str(s.label) for s in Source}
_name: Any = Case._meta.get_field("reporter_name")
_phone: Any = Case._meta.get_field("reporter_phone")


def case_row(row: dict[str, Any], now: dt.datetime | None = None) -> dict[str, Any]:
    """What `CaseRow` declares, from the COLUMNS of a case."""
    name, phone = row["reporter_name"], row["reporter_phone"]
    shown = (_name.mask(name) if name else "", _phone.mask(phone) if phone else "")
    return {
        "id": row["id"],
        "number": row["number"],
        "text": row["text"],
        "category": row["category__name"],
        "area": row["area__name"],
        "place": row["place"],
        "source": SOURCES[row["source"]],
        "state": row["state"],
        "state_title": STATES[row["state"]],
        "urgent": row["urgent"],
        "overdue": row["state"] in RUNNING and row["due_at"] < (now or timezone.now()),
        "party": party_of(row),
        "reporter": " ".join(filter(None, shown)),
        "due_at": row["due_at"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "version": row["version"],
    }


def party_of(row: dict[str, Any]) -> str:
    """The responsible party (责任方) as staff read it, or ""."""
    role = row["assigned_role"]
    return row["assigned_user__name"] or row["assigned_org__name"] or (ROLES[role].title if role else "")
