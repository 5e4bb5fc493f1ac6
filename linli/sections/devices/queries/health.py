"""The lines of the devices section on the health page: refused messages, and what stopped the ingest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from linli.kernel import clock, telemetry
from linli.sections.devices.ingest.plan import Trouble
from linli.sections.devices.models import Incident, Refusal

SHOWN_MS = 24 * 3600 * 1000
MOST = 8
KEPT = {
    Incident.Kind.DATABASE: "期间 {waited:,} 条消息等待，未丢失",
    Incident.Kind.DISK: "期间 {waited:,} 条消息等待，未丢失",
    Incident.Kind.BROKER: "期间的消息由设备和消息服务器保存，恢复后补收",
    Incident.Kind.CLOCK: "系统时钟改变 {detail}，读数仍按原来的时钟记时",
}
ADVICE = {
    Incident.Kind.DATABASE: "请检查数据库服务，恢复后会自动补写。",
    Incident.Kind.DISK: "请清理磁盘，有空间后会自动补写。",
    Incident.Kind.BROKER: "请检查消息服务器，恢复后会自动重连。",
    Incident.Kind.CLOCK: "请检查时间同步（NTP）。",
}


def health_lines() -> list[dict[str, Any]]:
    """Refusals are normal in small numbers, so they only warn; an incident is shown for a day."""
    return [_refused(), *_now(), *_past()]


def _refused() -> dict[str, Any]:
    count = Refusal.objects.filter(day=timezone.localdate()).aggregate(n=Sum("count"))["n"] or 0
    return {
        "name": "devices.refused",
        "title": "拒收的设备消息",
        "state": "warn" if count else "ok",
        "value": f"今天 {count} 条",
        "advice": "请到“设备 → 拒收”查看来源与原因。" if count else "",
    }


def _now() -> list[dict[str, Any]]:
    """What stops messages in this process at the moment."""
    troubles: list[Trouble] = getattr(telemetry.running(), "troubles", list)()
    return [_line("bad", trouble, f"{_clock(trouble.began_ms)} 起", ADVICE) for trouble in troubles]


def _past() -> list[dict[str, Any]]:
    rows = Incident.objects.filter(ended_ms__gte=clock.now_ms() - SHOWN_MS).order_by("-pk")[:MOST]
    return [
        _line(
            "warn",
            Trouble(row.kind, row.began_ms, row.ended_ms, row.waited, row.detail),
            f"{_clock(row.began_ms)}–{_clock(row.ended_ms)}",
            dict.fromkeys(ADVICE, "已自动恢复。"),
        )
        for row in rows
    ]


def _line(state: str, trouble: Trouble, when: str, advice: dict[Any, str]) -> dict[str, Any]:
    kind = Incident.Kind(trouble.kind)
    kept = KEPT[kind].format(waited=trouble.waited, detail=trouble.detail)
    return {
        "name": f"devices.incident.{trouble.kind}.{trouble.began_ms}",
        "title": kind.label,
        "state": state,
        "value": f"{when}，{kept}",
        "advice": advice[kind],
    }


def _clock(at_ms: int) -> str:
    return f"{timezone.localtime(dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC)):%m-%d %H:%M}"
