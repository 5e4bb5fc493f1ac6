"""Durable limits on tries and sends: counted before the try, so that a burst cannot slip past the check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.errors import TooMany
from linli.kernel.privacy import blind_index
from linli.sections.administration.models import Throttle


@dataclass(frozen=True)
class Limit:
    """At most `most` tries per `window`; the window starts again with the try that reaches the limit."""

    purpose: str
    most: int
    window: dt.timedelta
    message: str


QUARTER, HOUR, DAY = dt.timedelta(minutes=15), dt.timedelta(hours=1), dt.timedelta(days=1)

ACCOUNT = Limit("login.account", 5, QUARTER, "密码连续输错 5 次，该账号已暂时锁定")
ADDRESS = Limit("login.address", 30, QUARTER, "此网络登录失败次数过多")
SECOND_FACTOR = Limit("login.totp", 5, QUARTER, "动态口令连续输错 5 次")
PAPER = Limit("paper.address", 10, QUARTER, "登录码输错次数过多")
SEND_PAUSE = Limit("sms.pause", 1, dt.timedelta(seconds=60), "验证码 60 秒内只能发送一次")
SEND_PHONE = Limit("sms.phone", 10, DAY, "该号码今天获取验证码的次数已用完")
SEND_ADDRESS = Limit("sms.address", 100, DAY, "此网络今天获取验证码的次数已用完")
CODE_ADDRESS = Limit("code.address", 50, HOUR, "此网络输错验证码次数过多")
SCREEN = Limit("screen.address", 10, QUARTER, "大屏密钥输错次数过多")


@transaction.atomic
def take(limit: Limit, subject: str) -> None:
    """Counts one try of `subject` (a name, number or address). Raises TooMany, saying when to come back."""
    now = timezone.now()
    key = {"purpose": limit.purpose, "subject": blind_index(subject, limit.purpose)}
    Throttle.objects.get_or_create(**key, defaults={"started_at": now})
    row = Throttle.objects.select_for_update().get(**key)
    if row.started_at + limit.window <= now:
        row.count, row.started_at = 0, now
    if row.count >= limit.most:
        _refuse(limit, row.started_at + limit.window, now)
    row.count += 1
    if row.count == limit.most:
        row.started_at = now
    row.save(update_fields=["count", "started_at"])


def give_back(limit: Limit, subject: str) -> None:
    """The try was good: it does not count."""
    rows = Throttle.objects.filter(purpose=limit.purpose, subject=blind_index(subject, limit.purpose))
    rows.filter(count__gt=0).update(count=F("count") - 1)


def clear(limit: Limit, subject: str) -> None:
    """Forgets the failures of `subject`, as after a good login."""
    Throttle.objects.filter(purpose=limit.purpose, subject=blind_index(subject, limit.purpose)).delete()


def _refuse(limit: Limit, until: dt.datetime, now: dt.datetime) -> None:
    wait = max(1, int((until - now).total_seconds()))
    at = timezone.localtime(until + dt.timedelta(seconds=59))
    when = f"请 {wait} 秒后再试" if wait <= 60 else f"请在 {at:%H:%M} 之后再试"
    raise TooMany(f"{limit.message}，{when}。", retry_after=wait)
