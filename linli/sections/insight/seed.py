"""Demo data: what scrolls at the bottom of the demo's hall screen."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.insight.models import Bulletin
from linli.sections.insight.services import write_bulletin

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


@transaction.atomic
def seed(rng: random.Random) -> list[str]:
    """A few bulletins, one still to come. Running it again changes nothing."""
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Bulletin.objects.exists():
        return []
    today = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    for kind, text, first, last in TEXTS:
        write_bulletin(
            actor=SYSTEM,
            area=estate.parent or estate,
            kind=kind,
            text=text,
            starts_at=today + dt.timedelta(days=first),
            ends_at=today + dt.timedelta(days=last),
        )
    return [f"大屏公告 {len(TEXTS)} 条"]
