"""The code lists of CAP 1.2 §3.2 with their Chinese words."""

from __future__ import annotations

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CATEGORIES = {
    "Geo": "地质灾害",
    "Met": "气象",
    "Safety": "公共安全",
    "Security": "治安",
    "Rescue": "救援",
    "Fire": "火灾",
    "Health": "公共卫生",
    "Env": "环境",
    "Transport": "交通",
    "Infra": "水电气等设施",
    "CBRNE": "危险化学品",
    "Other": "其他",
}
RESPONSES = {
    "Shelter": "就地避险",
    "Evacuate": "撤离",
    "Prepare": "做好准备",
    "Execute": "按预案行动",
    "Avoid": "远离",
    "Monitor": "留意消息",
    "Assess": "自行判断",
    "AllClear": "警报解除",
    "None": "无需行动",
}
URGENCIES = {
    "Immediate": "立即行动",
    "Expected": "一小时内行动",
    "Future": "近期行动",
    "Past": "已过去",
    "Unknown": "未知",
}
SEVERITIES = {
    "Extreme": "特别严重",
    "Severe": "严重",
    "Moderate": "较重",
    "Minor": "一般",
    "Unknown": "未知",
}
CERTAINTIES = {
    "Observed": "已发生",
    "Likely": "很可能",
    "Possible": "可能",
    "Unlikely": "不太可能",
    "Unknown": "未知",
}
GRAVE = (("Immediate", "Expected"), ("Extreme", "Severe"), ("Observed", "Likely"))
"""Urgency, severity and certainty of what is worth waking people for."""


def grave(urgency: str, severity: str, certainty: str) -> bool:
    """True for what has to go out at once."""
    return all(value in wanted for value, wanted in zip((urgency, severity, certainty), GRAVE, strict=True))
