"""What hangs on a case: most cases have little of it, so one look says what is worth fetching."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from django.db import connection
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from linli.sections.cases.models import (
    Case,
    CaseAssist,
    CaseFollower,
    CasePhoto,
    CaseRequest,
    CaseSound,
    TimelineEntry,
)
from linli.sections.cases.queries.slim import slim

HUNG: dict[str, tuple[type[Model], str]] = {
    "requests": (CaseRequest, "case"),
    "assists": (CaseAssist, "case"),
    "merged": (Case, "merged_into"),
    "followers": (CaseFollower, "case"),
    "photos": (CasePhoto, "case"),
    "sounds": (CaseSound, "case"),
}
"""By relation: the model, and its key to the case."""


def counts(case_id: int) -> dict[str, int]:
    """How many of each hang on the case; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [case_id] * len(HUNG))
        return dict(zip(HUNG, cursor.fetchone(), strict=True))


@cache
def _statement() -> str:
    parts = [
        f"(SELECT COUNT(*) FROM {model._meta.db_table} WHERE {key}_id = %s)"  # noqa: S608 – our own names
        for model, key in HUNG.values()
    ]
    return f"SELECT {', '.join(parts)}"


def fetch_around(case: Case, *names: str) -> dict[str, int]:
    """Fetches the timeline with its files, and those of `names` that hang on the case. Returns the counts."""
    found = counts(case.pk)
    _fetch([case], [_wanted(name) for name in names if found[name]])
    _mark([case], [name for name in names if not found[name]])
    entries = list(TimelineEntry.objects.filter(case_id=case.pk))
    _known(case)["timeline"] = _fetched(TimelineEntry, entries)
    files = ("photos", "sounds")
    _fetch(entries, [_wanted(name) for name in files if found[name]])
    _mark(entries, [name for name in files if not found[name]])
    return found


def _fetch(rows: Sequence[Case] | Sequence[TimelineEntry], wanted: Sequence[Any]) -> None:
    if wanted:
        prefetch_related_objects(list(rows), *wanted)


def _mark(rows: Sequence[Case] | Sequence[TimelineEntry], names: Sequence[str]) -> None:
    """Nothing there: as if fetched."""
    for row in rows:
        _known(row).update({name: _fetched(HUNG[name][0], []) for name in names})


def _known(row: Model) -> dict[str, Any]:
    """What was fetched for a row, as Django keeps it."""
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    return kept


def _fetched(model: type[Model], found: list[Any]) -> QuerySet[Any]:
    """A result that was fetched already."""
    rows: Any = model._default_manager.none()
    rows._result_cache, rows._prefetch_done = found, True
    return cast(QuerySet[Any], rows)


def _wanted(name: str) -> str | Prefetch[Any, Any, Any]:
    slimmed: dict[str, QuerySet[Any]] = {
        "requests": slim(CaseRequest.objects.select_related("asked_by", "decided_by")),
        "assists": slim(CaseAssist.objects.select_related("user", "org", "done_by")),
        "merged": Case.objects.only("number", "merged_into"),
        "photos": CasePhoto.objects.all(),
    }
    return Prefetch(name, slimmed[name]) if name in slimmed else name
