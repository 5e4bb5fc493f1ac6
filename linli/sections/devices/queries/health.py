"""The line of the devices section on the health page: refused messages."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.utils import timezone

from linli.sections.devices.models import Refusal


def health_lines() -> list[dict[str, Any]]:
    """How many messages were refused today; refusals are normal in small numbers, so they only warn."""
    count = Refusal.objects.filter(day=timezone.localdate()).aggregate(n=Sum("count"))["n"] or 0
    return [
        {
            "name": "devices.refused",
            "title": "拒收的设备消息",
            "state": "warn" if count else "ok",
            "value": f"今天 {count} 条",
            "advice": "请到“设备 → 拒收”查看来源与原因。" if count else "",
        }
    ]
