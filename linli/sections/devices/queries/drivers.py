"""The lines of the health page that say how devices get in: MQTT, watches, charging piles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.sections.devices.models import IngestRun

ALIVE = dt.timedelta(seconds=60)
TITLES = {"mqtt": "MQTT 接入", "watch": "手表接入", "ocpp": "充电桩接入"}


def driver_lines() -> list[dict[str, Any]]:
    """One line for each way in, of every ingest process that lives; a way that does not work is bad."""
    rows = IngestRun.objects.filter(alive_at__gte=timezone.now() - ALIVE).order_by("started_at", "pk")
    return [
        {
            "name": f"devices.driver.{name}",
            "title": TITLES.get(name, name),
            "state": "bad" if trouble else "ok",
            "value": trouble or f"端口 {port}",
            "advice": f"请检查环境变量 LINLI_{name.upper()}_PORT 与端口占用，平台会自动重试。"
            if trouble
            else "",
        }
        for drivers in rows.values_list("drivers", flat=True)
        for name, port, trouble in drivers
    ]
