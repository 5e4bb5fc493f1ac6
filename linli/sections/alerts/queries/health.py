"""The line of alerts on the health page: whether the rules keep up with the readings."""

from __future__ import annotations

import time
from typing import Any

from linli.sections.alerts import facts
from linli.sections.alerts.models import Rule, Watermark

ALIVE_S, BEHIND = 30, 20_000
"""Seconds without a sign of life, and messages not yet looked at, that want attention."""


def health_lines() -> list[dict[str, Any]]:
    """How far the evaluator is behind, and when it last wrote down where it is."""
    mark = Watermark.objects.order_by("pk").first()
    if mark is None:
        idle = not Rule.objects.filter(enabled=True).exists()
        return [
            _line(
                "ok" if idle else "warn",
                "尚未运行",
                "" if idle else "规则由设备接入进程运行，请确认 linli serve 或 linli ingest 已启动。",
            )
        ]
    quiet, behind = time.time() - mark.alive_ms / 1000, max(0, facts.end_of_log() - mark.position)
    value = f"待看 {behind} 条，{quiet:.0f} 秒前保存"
    if quiet > ALIVE_S:
        return [_line("bad", value, "规则没有在运行，请查看 linli serve 或 linli ingest 的日志。")]
    return [
        _line(
            "warn" if behind > BEHIND else "ok",
            value,
            "规则落后于数据，正在补看。" if behind > BEHIND else "",
        )
    ]


def _line(state: str, value: str, advice: str) -> dict[str, Any]:
    return {"name": "alerts.evaluator", "title": "预警规则", "state": state, "value": value, "advice": advice}
