"""查进度 without login: number and query code, with a limit on wrong tries per address and per number."""

from __future__ import annotations

import hmac
import time

from django.db import transaction
from django.db.models import F, Prefetch, Sum

from linli.kernel import conf
from linli.kernel.errors import NotFound, TooMany
from linli.kernel.privacy import blind_index
from linli.sections.cases.models import Case, CaseFollower, ProgressMiss
from linli.sections.cases.numbers import clean_code

WINDOW_SECONDS = 600
WHO = ("category", "assigned_user", "assigned_org")
RELATED = (*WHO, *(f"merged_into__{name}" for name in WHO))


def progress(*, address: str, number: str, code: str, own: bool = False) -> Case:
    """The case with that number and code, the reporter's or (unless `own`) that of somebody who follows it.

    `address` is the asker's network address. Of a merged case it is the one with that number: what is shown of the
    other hangs on it. Raises NotFound alike for a wrong number and a wrong code, TooMany after too many wrong tries.
    """
    number, code = number.strip(), clean_code(code)
    keys = [blind_index(address, "cases.progress.address"), blind_index(number, "cases.progress.number")]
    _refuse_flood(keys)
    case = _opened(number, code, own)
    if case is not None:
        return case
    _count_miss(keys)
    raise NotFound("编号或查询码不对，请对照回执单再输一次。")


def _opened(number: str, code: str, own: bool) -> Case | None:
    """The case for the reporter's code, or for that of somebody who follows it (`following` is their row then)."""
    rows = Case.objects.select_related(*RELATED).filter(number=number)
    case = rows.first()
    if case is None or _same(case.code, code):
        return case
    followers = [] if own else CaseFollower.objects.filter(via=case, by_merge=False)
    mine = [follower.pk for follower in followers if _same(follower.code, code)]
    theirs = Prefetch("followers_via", CaseFollower.objects.filter(pk__in=mine), to_attr="following")
    return rows.prefetch_related(theirs).first() if mine else None


def _same(known: str, typed: str) -> bool:
    return hmac.compare_digest(known.encode(), typed.encode())


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
