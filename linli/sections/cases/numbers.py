"""Case numbers (编号) and query codes (查询码)."""

from __future__ import annotations

import secrets

from django.db.models import F
from django.utils import timezone

from linli.sections.cases.models import CaseNumber

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
"""No 0/O, 1/I, 2/Z, 5/S or 8/B: the code is read aloud and copied by hand."""
CODE_LENGTH = 6


def draw_number() -> str:
    """The next number of the year, like 2026-000123. Call inside a transaction: the counter stays locked."""
    year = timezone.localdate().year
    if not _bump(year):
        CaseNumber.objects.get_or_create(year=year)
        _bump(year)
    last = CaseNumber.objects.values_list("last", flat=True).get(year=year)
    return f"{year}-{last:06d}"


def draw_code() -> str:
    """A random query code: 26**6 (309 million) possibilities, guarded by a limit on wrong tries."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(typed: str) -> str:
    """What a person typed, without spaces and in capitals."""
    return "".join(typed.split()).upper()


def _bump(year: int) -> int:
    return CaseNumber.objects.filter(year=year).update(last=F("last") + 1)
