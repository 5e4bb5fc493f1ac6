"""What an elder is told before agreeing (知情同意书), by version: a change of words is a new version."""

from __future__ import annotations

import re

VERSION = "2026-11"
HEALTH_CONSENT = (
    "佩戴健康设备后，平台接收心率、血氧、血压、体温、步数和呼救、跌倒信号，用于异常提醒和上门照护。"
    "只有本网格网格员、社区医生、社区书记和您同意的家属可以看到，每次查看都有记录。"
    "您可以随时撤回，撤回后立即停止采集。"
)
MOBILE = re.compile(r"^1[3-9]\d{9}$")


def plain_phone(text: str) -> str:
    """A mobile number in plain form; "" when it is none."""
    number = re.sub(r"[\s-]", "", text).removeprefix("+86")
    return number if MOBILE.match(number) else ""
