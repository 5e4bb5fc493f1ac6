"""What a mainland SMS gateway refuses: wrong numbers, too many to one number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from linli.kernel.errors import DomainError, TooMany

MOBILE = re.compile(r"1[3-9]\d{9}")
CODE_LIMITS = ((dt.timedelta(minutes=1), 1), (dt.timedelta(hours=1), 5), (dt.timedelta(days=1), 10))
NOTICE_LIMITS = ((dt.timedelta(days=1), 50),)


def check_number(phone: str) -> None:
    """Raises DomainError unless `phone` is a mainland mobile number of 11 digits."""
    if not MOBILE.fullmatch(phone):
        raise DomainError("手机号码不正确，应为 1 开头的 11 位数字。", fields={"phone": "手机号码不正确"})


def check_frequency(sent_at: Sequence[dt.datetime], now: dt.datetime, *, code: bool) -> None:
    """Raises TooMany when one more message to the number would pass a limit (login codes have stricter ones)."""
    for window, most in CODE_LIMITS if code else NOTICE_LIMITS:
        recent = [at for at in sent_at if at > now - window]
        if len(recent) >= most:
            wait = (min(recent) + window - now).total_seconds()
            raise TooMany("短信通道：该号码发送过于频繁，请稍后再试。", retry_after=max(1, int(wait)))
