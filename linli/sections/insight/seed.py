"""Demo data: what scrolls at the bottom of the demo's hall screen."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.insight.models import Bulletin
from linli.sections.insight.services import Programme, write_bulletin

AFTER = ("registry",)
"""It makes the area tree of the demo."""
TEXTS = (
    (Bulletin.Kind.NOTICE, "周三上午 9 点到 11 点，12 至 16 号楼停水检修，请提前储水", -1, 3),
    (Bulletin.Kind.EVENT, "周六上午 9 点会客厅义诊：量血压、测血糖、看牙，欢迎带老人来", -2, 7),
    (
        Bulletin.Kind.POLICY,
        "高龄补贴：年满 80 周岁的老人带身份证到社区会客厅办理，行动不便可请网格员上门",
        -30,
        60,
    ),
    (Bulletin.Kind.NOTICE, "电动车请到车棚充电，不进楼道、不进电梯", -10, 90),
    (Bulletin.Kind.EVENT, "居民议事会下周二晚 7 点，议题：小区停车位怎么划", 2, 9),
)
BY_DAY = dt.time(8), dt.time(18)
BY_NIGHT = dt.time(18), dt.time(23)
TIMED: tuple[tuple[str, str, tuple[dt.time, dt.time], list[int]], ...] = (
    (
        Bulletin.Kind.EVENT,
        "会客厅今天代办水电费、医保缴费，教老人用手机，进门找志愿者",
        BY_DAY,
        [1, 2, 3, 4, 5],
    ),
    (Bulletin.Kind.NOTICE, "夜里有急事请打值班电话，号码贴在各单元门口", BY_NIGHT, []),
)
"""Shown only at these hours, and on these days of the week."""


@transaction.atomic
def seed(rng: random.Random) -> list[str]:
    """A few bulletins, one still to come. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Bulletin.objects.exists():
        return []
    today = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    for kind, text, first, last in TEXTS:
        _written(estate, Programme(kind, text, _days(today, first), _days(today, last)))
    for timed_kind, text, (since, until), weekdays in TIMED:
        span = _days(today, -5), _days(today, 60)
        _written(
            estate, Programme(timed_kind, text, *span, weekdays=weekdays, from_time=since, to_time=until)
        )
    return [f"大屏公告 {len(TEXTS) + len(TIMED)} 条"]


def _days(today: dt.datetime, days: int) -> dt.datetime:
    return today + dt.timedelta(days=days)


def _written(estate: Area, programme: Programme) -> None:
    write_bulletin(actor=SYSTEM, area=estate.parent or estate, programme=programme)
