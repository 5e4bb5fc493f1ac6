"""查进度 without login: number and query code, with a limit on wrong tries per address and per number."""

from __future__ import annotations

import hmac
import time

from django.db import transaction
from django.db.models import F, Sum

from linli.kernel import conf
from linli.kernel.errors import NotFound, TooMany
from linli.kernel.privacy import blind_index
from linli.sections.cases.models import Case, ProgressMiss
from linli.sections.cases.numbers import clean_code

WINDOW_SECONDS = 600


def progress(*, address: str, number: str, code: str) -> Case:
    """The case with that number and code. `address` is the asker's network address.

    Raises NotFound alike for a wrong number and a wrong code, TooMany after too many wrong tries.
    """
    number, code = number.strip(), clean_code(code)
    keys = [blind_index(address, "cases.progress.address"), blind_index(number, "cases.progress.number")]
    _refuse_flood(keys)
    case = (
        Case.objects.select_related("category", "assigned_user", "assigned_org").filter(number=number).first()
    )
    if case is not None and hmac.compare_digest(case.code.encode(), code.encode()):
        return case
    _count_miss(keys)
    raise NotFound("编号或查询码不对，请对照回执单再输一次。")


def _window() -> int:
    return int(time.time()) // WINDOW_SECONDS


def _refuse_flood(keys: list[str]) -> None:
    limit = int(conf.get("cases.progress_misses"))
    missed = ProgressMiss.objects.filter(key__in=keys, window=_window()).values("key")
    if any(row["total"] >= limit for row in missed.annotate(total=Sum("count"))):
        raise TooMany("输错次数太多，请十分钟后再试，或到社区会客厅查询。", retry_after=WINDOW_SECONDS)


@transaction.atomic
def _count_miss(keys: list[str]) -> None:
    """Counts a miss in a transaction of its own, so that the refusal does not undo it."""
    window = _window()
    ProgressMiss.objects.filter(window__lt=window).delete()
    for key in keys:
        ProgressMiss.objects.get_or_create(key=key, window=window)
        ProgressMiss.objects.filter(key=key, window=window).update(count=F("count") + 1)
