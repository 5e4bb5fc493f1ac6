"""What the automatic reply says around the answers."""

from __future__ import annotations

from collections.abc import Sequence

HELLO = (
    "您好，请直接说您想问的事，例如“老人医保怎么办”。查诉求进度请发“查 编号 查询码”，找工作人员请发“人工”。"
)
NONE = "这个问题我还答不上来，已经记下来交给社区完善。需要工作人员帮忙，请发“人工”。"
CHOICES = "没有完全听明白，您想问的是不是："
HOW_PROGRESS = "请发“查 编号 查询码”，例如“查 2026-000123 ABC234”，编号和查询码在回执单上。"
EMPTY = "请说说您想问什么。"


def sourced(answer: str, source: str) -> str:
    """The answer with where it is written; every answer says it."""
    return f"{answer}\n（依据：{source}）"


def listed(questions: Sequence[str]) -> str:
    """Choices for a channel without buttons."""
    lines = [f"{letter}. {question}" for letter, question in zip("ABCDE", questions, strict=False)]
    return "\n".join([CHOICES, *lines, "请回复前面的字母；都不是，请发“人工”。"])


def handed_over(number: str, code: str) -> str:
    """The conversation is a case now."""
    return f"已转给社区工作人员，编号 {number}，查询码 {code}。发“查 {number} {code}”可以随时看进度。"


def already(number: str) -> str:
    """The conversation was a case before."""
    return f"已经转给社区工作人员，编号 {number}，请等候回复。"
