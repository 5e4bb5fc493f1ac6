"""What an alert says, in plain Chinese."""

from __future__ import annotations

from linli.sections.alerts.facts import DeviceFact, metric_of
from linli.sections.alerts.models import Rule

COMPARED = {">": "高于", ">=": "不低于", "<": "低于", "<=": "不高于", "==": "等于", "!=": "不等于"}


def seconds(count: int) -> str:
    """A length of time as people say it: 90 → 1 分 30 秒, 7200 → 2 小时."""
    hours, rest = divmod(count, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "小时"), (minutes, "分" if left else "分钟"), (left, "秒"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 秒"


def finding(rule: Rule, device: DeviceFact, value: float | None) -> str:
    """What was found: metric, value, limit and how long; or how long the device has been silent."""
    if rule.form == Rule.Form.OFFLINE:
        return f"{device.title} 已超过 {seconds(rule.duration_s)}没有上报数据"
    metric = metric_of(device.type, rule.metric)
    if rule.form == Rule.Form.EVENT:
        return f"{device.title} 报告：{metric.title}"
    lasted = f"，持续 {seconds(rule.duration_s)}" if rule.duration_s else ""
    if value is not None and (label := metric.labels.get(f"{value:g}")):
        return f"{metric.title}：{label}{lasted}"
    shown = "" if value is None else f" {value:g}{metric.unit}"
    return f"{metric.title}{shown}，{COMPARED[rule.operator]} {rule.limit:g}{metric.unit}{lasted}"
