"""What the section prints (PDF): slips, answer sheets for notice boards, progress lists, QR sheets of buildings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import timezone

from linli.kernel import printing as p
from linli.sections.cases import words
from linli.sections.cases.flow import ENDED
from linli.sections.cases.models import BoardAnswer, BoardSheet, Case

ROOM = re.compile(
    r"(\d+\s*单元)\s*.*|[一二三四五六七八九十\d]+\s*(?:层|楼(?![东西南北前后]))\s*\d*\s*(?:室|户|号)?$|\d{3,4}\s*(?:室|户|号)?"
)
"""What comes after the entrance, or looks like the number of a home."""
PRIVATE = frozenset({"elderly", "dispute", "policy"})
"""Categories that are somebody's own affair: others are told the category alone, no place and no words."""


def slip(case: Case, address: str) -> bytes:
    """回执单 (A5): number, query code and a QR code to the progress page."""
    left = [
        p.words("编号", size=12, after=0),
        p.words(case.number, size=24, bold=True, after=3),
        p.words("查询码", size=12, after=0),
        p.words(" ".join(case.code), size=24, bold=True, after=3),
    ]
    code = [p.qr(f"{address}#{case.number}.{case.code}", 44), p.words("扫码查进度", size=11, align="center")]
    made, due = timezone.localtime(case.created_at), timezone.localtime(case.due_at)
    rows = [
        ["事项", f"{case.category.name}：{_short(case.text, 80) or '（见照片）'}"],
        ["登记时间", f"{made:%Y年%m月%d日 %H:%M}"],
        ["最晚办好", f"{due:%Y年%m月%d日 %H:%M}"],
    ]
    blocks = [
        p.words("诉求回执单", size=20, bold=True, align="center"),
        p.line(),
        p.beside(left, code, (76, 48)),
        p.gap(3),
        p.table([], rows, [26, 98], size=12),
        p.gap(4),
        p.words(
            "用手机扫码，或到社区会客厅报编号和查询码，都能查到办到哪一步。家里没有手机也没关系，"
            "结果会打印出来张贴或送到。请保管好查询码，不要给外人看。",
            size=11,
        ),
    ]
    return p.pdf(blocks, title=f"诉求回执单 {case.number}", size="A5", margin_mm=12, foot=case.area.name)


def answer_sheet(sheet: BoardSheet) -> bytes:
    """回复单 (A4, large type): for each case what was asked and what came of it; no name of anybody."""
    made = timezone.localtime(sheet.made_at)
    blocks = [
        p.words("留言回复", size=34, bold=True, align="center", after=3),
        p.words(
            f"{sheet.board.name}　{made.year}年{made.month}月{made.day}日", size=18, align="center", after=3
        ),
        p.line(),
        *(p.together(_answered(answer)) for answer in sheet.answers.all()),
        p.words("对答复不满意，可以再写在留言板上，写上编号就行，也可以到社区会客厅当面说。", size=16),
    ]
    return p.pdf(
        blocks, title=f"{sheet.board.name}回复单", foot=f"{sheet.board.area.name} {sheet.board.pk}号板"
    )


def _answered(answer: BoardAnswer) -> list[p.Block]:
    found = [
        p.words(answer.case.number, size=16, after=0),
        p.words(f"您写的：{_short(answer.case.text, 60) or '（见照片）'}", size=20, after=1),
        p.words(f"{answer.words}。", size=22, bold=True, after=1),
    ]
    if answer.answer:
        found.append(p.words(_short(answer.answer, 200), size=20, after=1))
    return [*found, p.gap(2), p.line()]


def progress_list(title: str, cases: Iterable[Case], foot: str) -> bytes:
    """办理进度 (A4) for the door of a building: number, what in short, stage in plain words, deadline; nothing personal."""
    today = timezone.localdate()
    rows = [[c.number, matter(c), f"{words.sentence(c)}。", _until(c)] for c in cases]
    blocks = [
        p.words(f"{title}　诉求办理进度", size=24, bold=True, align="center"),
        p.words(f"{today.year}年{today.month}月{today.day}日", size=14, align="center", after=4),
        p.table(["编号", "什么事", "办到哪一步", "最晚办好"], rows, [34, 46, 64, 30], size=13)
        if rows
        else p.words("这里现在没有正在办的诉求。", size=16, align="center"),
        p.gap(4),
        p.words("想知道详细情况，请拿回执单上的查询码到社区会客厅问，或用手机查进度。", size=13),
    ]
    return p.pdf(blocks, title=f"{title}诉求办理进度", foot=foot)


def matter(case: Case) -> str:
    """What it is about for everybody's eyes: the category, and the place as far as it is not somebody's home."""
    own = case.home_id or case.category.code in PRIVATE
    place = "" if own else ROOM.sub(r"\1", case.place).strip()
    return f"{case.category.name}（{place}）" if place else case.category.name


def _until(case: Case) -> str:
    if case.state in ENDED or case.handled_at:
        return "—"
    due = timezone.localtime(case.due_at)
    return f"{due.month}月{due.day}日"


def building_codes(title: str, codes: list[tuple[str, str]], foot: str) -> bytes:
    """扫码说事 (A4): one large QR code a page, (place, address) each, to hang at the entrance."""
    blocks: list[p.Block] = []
    for place, address in codes:
        blocks += [
            p.gap(12),
            p.words("有事扫一扫", size=44, bold=True, align="center", after=6),
            p.words(place, size=30, align="center", after=6),
            p.qr(address, 110),
            p.words("拍张照、说句话，社区就知道是哪里。", size=20, align="center", after=3),
            p.words("没有手机？写在24小时留言板上，或到社区会客厅说。", size=20, align="center"),
            p.page(),
        ]
    return p.pdf(blocks[:-1], title=title, foot=foot)


def _short(text: str, length: int) -> str:
    """The first characters of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
