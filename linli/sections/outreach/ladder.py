"""The ladder (多通道兜底): by which ways in turn somebody is told, how long each has, and the quiet hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel import conf
from linli.kernel.errors import DomainError
from linli.sections.outreach.models import Channel

ORDINARY = (("app", 24.0), ("sms", 48.0), ("phone", 48.0), ("visit", 0.0))
EMERGENCY = (("app", 0.0), ("sms", 0.5), ("phone", 1.0), ("visit", 0.0))
"""Nobody waits for the page to be read: page and SMS go out together."""
MOST_HOURS = 24 * 30
Step = dict[str, Any]


def default_ladder(*, emergency: bool) -> list[Step]:
    """The usual ways: page, SMS, phone call, home visit."""
    return [
        {"channel": channel, "wait_h": hours} for channel, hours in (EMERGENCY if emergency else ORDINARY)
    ]


def checked(ladder: list[Step] | None, *, emergency: bool) -> list[Step]:
    """The ladder as it is kept. Raises DomainError unless it has ways, each once, with sensible waits."""
    if ladder is None:
        return default_ladder(emergency=emergency)
    if not ladder:
        raise DomainError("请检查触达方式。", fields={"ladder": "请至少选一种触达方式。"})
    channels = [str(step.get("channel")) for step in ladder]
    waits = [step.get("wait_h", 0) for step in ladder]
    known = all(channel in Channel.values for channel in channels) and len(set(channels)) == len(channels)
    timed = all(isinstance(hours, int | float) and 0 <= hours <= MOST_HOURS for hours in waits)
    if not known or not timed:
        raise DomainError(
            "请检查触达方式。",
            fields={"ladder": "每种方式最多一次，等待时间 0 到 720 小时。"},
        )
    return [
        {"channel": channel, "wait_h": float(hours)} for channel, hours in zip(channels, waits, strict=True)
    ]


def quiet(now: dt.datetime) -> bool:
    """True in the quiet hours (免打扰时段), in which no ordinary SMS goes out."""
    start, _, end = str(conf.get("outreach.quiet_hours")).partition("-")
    local = timezone.localtime(now).strftime("%H:%M")
    if not end or start == end:
        return False
    return start <= local < end if start < end else local >= start or local < end


def next_day(now: dt.datetime) -> dt.datetime:
    """Tomorrow at eight, Shanghai time."""
    local = timezone.localtime(now) + dt.timedelta(days=1)
    return local.replace(hour=8, minute=0, second=0, microsecond=0)
