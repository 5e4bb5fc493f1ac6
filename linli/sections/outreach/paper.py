"""What outreach prints (PDF): the list of homes to visit, with boxes to tick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from linli.kernel import printing as p

BOXES = "□已告知 □家属\n□不在 □拒绝 □搬走"


def visit_sheet(stops: Sequence[dict[str, Any]], day: dt.date, who: str, name: str = "上门通知单") -> bytes:
    """上门通知单 or 电话通知单 (A4): who, where, what to say, boxes to tick; for those who go without a phone."""
    titles = list(dict.fromkeys((stop["title"], stop["text"]) for stop in stops))
    number = {title: nth for nth, (title, _) in enumerate(titles, 1)}
    rows = [
        [str(nth), stop["name"], stop["address"], f"事项 {number[stop['title']]}", BOXES]
        for nth, stop in enumerate(stops, 1)
    ]
    blocks = [
        p.words(f"{day.year}年{day.month}月{day.day}日{name}", size=20, bold=True, align="center", after=2),
        p.words(f"经办人：{who}　　共 {len(rows)} 人", size=12, after=3),
    ]
    for title, text in titles:
        blocks.append(p.words(f"事项 {number[title]}：{title}", size=12, bold=True, after=1))
        blocks.append(p.words(text[:400], size=11, after=2))
    blocks += [
        p.table(["序", "姓名", "住址", "告知", "结果"], rows, [10, 28, 70, 20, 46], size=11),
        p.gap(3),
        p.words("回来后请在“电话与上门名单”补登。此单含个人信息，用后交回社区销毁。", size=10),
    ]
    return p.pdf(blocks, title=f"{name} {day}", foot="邻里 · 信息发布")
