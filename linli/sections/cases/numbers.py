"""Case numbers (编号) and query codes (查询码)."""

from __future__ import annotations

import secrets

from django.db import connection
from django.utils import timezone

from linli.sections.cases.models import CaseNumber

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
"""No 0/O, 1/I, 2/Z, 5/S or 8/B: the code is read aloud and copied by hand."""
CODE_LENGTH = 6


def hold_numbers() -> CaseNumber:
    """Locks the counter of the year until the transaction ends: whoever follows sees what was opened before."""
    year = timezone.localdate().year
    CaseNumber.objects.get_or_create(year=year)
    return CaseNumber.objects.select_for_update().get(year=year)


def draw_number() -> str:
    """The next number of the year, like 2026-000123. Call inside a transaction: the counter stays locked."""
    year = timezone.localdate().year
    last = _next(year)
    if last is None:
        CaseNumber.objects.get_or_create(year=year)
        last = _next(year)
    return f"{year}-{last:06d}"


def _next(year: int) -> int | None:
    """Counts on, in one statement; None when the year has no counter yet."""
    table = CaseNumber._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET last = last + 1 WHERE year = %s RETURNING last", [year])  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else None


def draw_code() -> str:
    """A random query code: 26**6 (309 million) possibilities, guarded by a limit on wrong tries."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(typed: str) -> str:
    """What a person typed, without spaces and in capitals."""
    return "".join(typed.split()).upper()
