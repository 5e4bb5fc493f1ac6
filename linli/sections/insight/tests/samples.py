"""Samples of the insight section for the route walk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.models import Area
from linli.sections.insight.models import Bulletin


def samples(area: Area) -> dict[str, Any]:
    """One of each thing on that area: parameter name → value."""
    now = timezone.now()
    bulletin = Bulletin.objects.create(
        area=area, text=f"{area.name}明天停水", starts_at=now, ends_at=now + dt.timedelta(hours=5)
    )
    return {"bulletin_id": bulletin.pk, "share": "registry.known_homes"}


def bodies(area: Area) -> dict[str, Any]:
    """A good body for each operation that takes one."""
    now = timezone.now()
    notice = {
        "text": "明天停水检修",
        "starts_at": now.isoformat(),
        "ends_at": (now + dt.timedelta(hours=5)).isoformat(),
    }
    return {
        "insight_write_bulletin": {**notice, "area_id": area.pk},
        "insight_change_bulletin": notice,
        "insight_order_bulletins": {"ids": [_another(area).pk]},
    }


def _another(area: Area) -> Bulletin:
    now = timezone.now()
    return Bulletin.objects.create(
        area=area, text="换届公示", starts_at=now, ends_at=now + dt.timedelta(days=5)
    )
