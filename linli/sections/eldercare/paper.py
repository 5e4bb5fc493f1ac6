"""What elder care prints (PDF): the route sheet of a round, and the code that hangs inside a home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.kernel import printing as p
from linli.sections.eldercare.models import Elder, Visit

RISKS = dict(Elder.Risk.choices)
QUESTIONS = "精神：好／低落／糊涂　身体：好／不适　服药：按时／漏服　隐患：□燃气 □用电 □地面 □取暖 □消防"


def route_sheet(stops: Sequence[Visit], day: dt.date, who: str) -> bytes:
    """探访路线单 (A4): who, where, why, and room to write; for those who go without a phone."""
    rows = [
        [str(nth), f"{stop.elder.person.name}\n{RISKS.get(stop.level, '')}", stop.elder.person.address,
         "\n".join(filter(None, (stop.get_way_display(), stop.reason))), ""]
        for nth, stop in enumerate(stops, 1)
    ]  # fmt: skip
    blocks = [
        p.words(
            f"{day.year}年{day.month}月{day.day}日探访路线单", size=20, bold=True, align="center", after=2
        ),
        p.words(f"探访人：{who}　　共 {len(rows)} 户", size=12, after=3),
        p.table(["序", "老人", "住址", "方式和事由", "情况记录"], rows, [10, 26, 48, 30, 60], size=11),
        p.gap(3),
        p.words(QUESTIONS, size=10, after=1),
        p.words("回来后请在“今日探访”补登。此单含个人信息，用后交回社区销毁。", size=10),
    ]
    return p.pdf(blocks, title=f"探访路线单 {day}", foot="邻里 · 为老服务")


def home_sheet(name: str, content: str) -> bytes:
    """门牌码 (A5): hung inside the home; the visitor scans it to show that they were there."""
    blocks = [
        p.words("探访签到码", size=24, bold=True, align="center", after=3),
        p.qr(content, 70),
        p.words(
            "网格员上门后用手机扫这个码签到。请贴在家门内侧，不要贴在门外，也不要拍照发给别人。",
            size=14,
            align="center",
        ),
        p.gap(2),
        p.words(name, size=16, align="center"),
    ]
    return p.pdf(blocks, title="探访签到码", size="A5", margin_mm=14)
