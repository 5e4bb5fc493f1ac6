"""Quotas of API keys: requests counted per key and window in the database."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.errors import TooMany
from linli.kernel.models import ApiKey, ApiUsage


def count(key: ApiKey) -> None:
    """Counts one request of the key. Raises TooMany over its quota of the minute or of the day."""
    now = timezone.localtime()
    minute, day = now.strftime("%Y-%m-%dT%H:%M"), now.strftime("%Y-%m-%d")
    if _bump(key, minute) > key.per_minute:
        raise TooMany("调用过于频繁，请稍后再试。", retry_after=60 - now.second)
    if _bump(key, day) > key.per_day:
        midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), now.tzinfo)
        raise TooMany("今日调用次数已用完。", retry_after=int((midnight - now).total_seconds()))


@transaction.atomic
def _bump(key: ApiKey, window: str) -> int:
    usage, made = ApiUsage.objects.get_or_create(key=key, window=window, defaults={"count": 1})
    if made:
        ApiUsage.objects.filter(key=key).exclude(window__startswith=window[:10]).delete()
        return 1
    ApiUsage.objects.filter(pk=usage.pk).update(count=F("count") + 1)
    return ApiUsage.objects.values_list("count", flat=True).get(pk=usage.pk)
