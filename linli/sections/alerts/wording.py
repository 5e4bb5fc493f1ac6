"""What an alert says, and a condition in one sentence, in plain Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.sections.alerts.conditions import ONLINE, leading, tree_of
from linli.sections.alerts.facts import DeviceFact, Metric
from linli.sections.alerts.models import Rule

COMPARED = {">": "高于", ">=": "不低于", "<": "低于", "<=": "不高于", "==": "等于", "!=": "不等于"}
COUNTED = {">": "多于", ">=": "达到", "<": "不到", "<=": "不超过", "==": "正好", "!=": "不是"}
HOW = {
    "sum": "合计",
    "mean": "平均",
    "min": "最低",
    "max": "最高",
    "increase": "用量",
    "rise": "上升",
    "fall": "下降",
}
DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SIDES = {"outside": "离开", "inside": "进入"}
KINDS = {"all": "", "workdays": "工作日", "holidays": "节假日"}
SHARED = {ONLINE: Metric("在线状态", "", {"0": "离线", "1": "在线"}), "*": Metric("任何数据", "", {})}
Words = Mapping[tuple[str, str], Metric]
"""How metrics read, by type of device and code."""


def seconds(count: float) -> str:
    """A length of time as people say it: 90 → 1 分 30 秒, 7200 → 2 小时."""
    hours, rest = divmod(round(count), 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "小时"), (minutes, "分" if left else "分钟"), (left, "秒"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 秒"


def finding(rule: Rule, device: DeviceFact, value: float | None, words: Words, written: Any = None) -> str:
    """What was found: metric, value, limit and how long; or how long the device has been silent.

    `written` is the tree of the exception that holds, if there is one.
    """
    if rule.form == Rule.Form.OFFLINE:
        return f"{device.title} 已超过 {seconds(rule.duration_s)}没有上报数据"
    if rule.form == Rule.Form.TREE:
        return _found(written or tree_of(rule), rule.device_type, value, words)
    metric = _metric(rule.metric, device.type, words)
    if rule.form == Rule.Form.EVENT:
        return f"{device.title} 报告：{metric.title}"
    lasted = f"，持续 {seconds(rule.duration_s)}" if rule.duration_s else ""
    if value is not None and (label := metric.labels.get(f"{value:g}")):
        return f"{metric.title}：{label}{lasted}"
    shown = "" if value is None else f" {value:g}{metric.unit}"
    return f"{metric.title}{shown}，{COMPARED[rule.operator]} {rule.limit:g}{metric.unit}{lasted}"


def sentence(rule: Rule, words: Words) -> str:
    """The whole condition of a rule, in whichever form it is written."""
    return condition(tree_of(rule), rule.device_type, words)


def condition(tree: Any, type_: str, words: Words) -> str:
    """A tree in one sentence; "" for what is not finished yet."""
    if not isinstance(tree, dict):
        return ""
    told = SAID.get(str(tree.get("node")))
    return told(tree, type_, words) if told else ""


def _found(tree: Any, type_: str, value: float | None, words: Words) -> str:
    leaf = leading(tree)
    metric = _metric(leaf.get("metric", ""), leaf.get("type") or type_, words)
    unit = (
        "次" if leaf.get("how") in ("count", "times") else "段" if leaf.get("how") == "busy" else metric.unit
    )
    now = "" if value is None or metric.labels else f"（现为 {value:g}{unit}）"
    return f"{condition(tree, type_, words)}{now}"


def _value(s: Any, type_: str, words: Words) -> str:
    metric = _metric(s["metric"], s.get("type") or type_, words)
    if s["op"] in (">=", "==") and (label := metric.labels.get(f"{s['limit']:g}")):
        return f"{metric.title}为“{label}”"
    return f"{metric.title}{COMPARED[s['op']]} {s['limit']:g}{metric.unit}"


def _event(s: Any, type_: str, words: Words) -> str:
    return f"报告“{_metric(s['metric'], s.get('type') or type_, words).title}”"


def _absent(s: Any, type_: str, words: Words) -> str:
    metric = _metric(s["metric"], s.get("type") or type_, words)
    return f"{seconds(s['seconds'])}没有{metric.title}" + ("" if s["metric"] == "*" else "数据")


def _over(s: Any, type_: str, words: Words) -> str:
    metric = _metric(s["metric"], s.get("type") or type_, words)
    span, how = seconds(s["seconds"]), s["how"]
    if how in ("count", "times"):
        where = (
            _value({**s["where"], "metric": s["metric"], "type": s.get("type")}, type_, words)
            if s.get("where")
            else metric.title
        )
        return f"{span}内{where}{COUNTED[s['op']]} {s['limit']:g} 次"
    if how == "busy":
        slot = seconds(s.get("slot_s") or s["seconds"] / 60)
        return f"{span}内每 {slot}都有用量的{COUNTED[s['op']]} {s['limit']:g} 段（{metric.title}）"
    return f"{span}内{metric.title}{HOW[how]}{COMPARED[s['op']]} {s['limit']:g}{metric.unit}"


def _time(s: Any, type_: str, words: Words) -> str:
    days = KINDS[s.get("days") or "all"] or "、".join(DAYS[day] for day in s.get("weekdays") or ())
    starts = str(s["starts"])[:5]
    if not s.get("ends"):
        return f"{days}{starts} 这一刻"
    ends = str(s["ends"])[:5]
    return f"{days}{starts}至{'' if starts < ends else '次日 '}{ends}"


def _zone(s: Any, type_: str, words: Words) -> str:
    return f"{SIDES[s.get('side') or 'outside']}{s.get('name') or '围栏'}"


def _stay(s: Any, type_: str, words: Words) -> str:
    number = f"{s['zone']:g}"
    place = _metric("zone", s.get("type") or type_, words).labels.get(number, f"{number} 号区域")
    return f"在{place}停留 {seconds(s['seconds'])}"


def _for(s: Any, type_: str, words: Words) -> str:
    if s["of"].get("node") == "zone":
        return f"{_zone(s['of'], type_, words)} {seconds(s['seconds'])}"
    return f"{condition(s['of'], type_, words)}，持续 {seconds(s['seconds'])}"


def _joined(word: str) -> Any:
    def say(s: Any, type_: str, words: Words) -> str:
        parts = [_inner(child, type_, words) for child in s["of"]]
        return word.join(parts)

    return say


def _not(s: Any, type_: str, words: Words) -> str:
    return f"没有出现（{condition(s['of'], type_, words)}）"


def _inner(tree: Any, type_: str, words: Words) -> str:
    text = condition(tree, type_, words)
    return f"（{text}）" if tree.get("node") in ("all", "any", "for") else text


SAID = {
    "value": _value, "event": _event, "absent": _absent, "over": _over, "time": _time, "zone": _zone, "stay": _stay,
    "for": _for, "not": _not,
    "all": _joined("，并且"), "any": _joined("，或者"),
}  # fmt: skip


def _metric(code: str, type_: str, words: Words) -> Metric:
    return SHARED.get(code) or words.get((type_, code)) or Metric(code, "", {})
