"""Questions as pieces that can be compared: one spelling, then characters, their pairs, and words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FILLERS = re.compile(
    "请问一下|麻烦问一下|想问一下|我想问一下|我想问问|我想咨询一下|咨询一下|问一下|请问|您好|你好|麻烦您|麻烦你|麻烦|"
    "谢谢您|谢谢你|谢谢|拜托|同志|师傅您好|社区的同志|老师您好|打扰一下|打扰了"
)
TAIL = re.compile("[啊呀呢吗嘛吧哦噢哈喔哟呗]+$")
NOISE = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
LONG_NUMBER = re.compile(r"[0-9x]{7,}")
"""Phone and id numbers say nothing about the matter."""
UNIT = re.compile(r"[0-9a-z]+|[^0-9a-z]")
LONGEST = 120
"""Characters of a question that are looked at."""


@cache
def spellings() -> list[tuple[str, str]]:
    """Other words for the same thing, longest first, so that both sides are written alike."""
    groups: dict[str, list[str]] = json.loads((Path(__file__).parent / "synonyms.json").read_text("utf-8"))
    pairs = [(other, word) for word, others in groups.items() for other in others]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _one_pass() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(spellings())
    return re.compile("|".join(re.escape(other) for other, _ in spellings())), table


def normal(text: str) -> str:
    """The question in one spelling, without courtesies and marks."""
    plain = unicodedata.normalize("NFKC", text).lower()[: LONGEST * 2]
    bare = LONG_NUMBER.sub("", NOISE.sub("", FILLERS.sub("", plain)))[:LONGEST]
    pattern, table = _one_pass()
    return TAIL.sub("", pattern.sub(lambda found: table[found[0]], bare))


def words(text: str) -> list[str]:
    """Chinese words of a normal text. The dictionary is loaded at the first call."""
    import rjieba

    return [str(word) for word in rjieba.cut(text)]


def pieces(text: str) -> list[str]:
    """Characters, pairs of neighbours and words of a normal text; a number or Latin word counts as one character."""
    units = UNIT.findall(text)
    pairs = [a + b for a, b in zip(units, units[1:], strict=False)]
    return [*units, *pairs, *(f"_{word}" for word in words(text) if len(word) > 1)]


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    units = UNIT.findall(text)
    return frozenset(a + b for a, b in zip(units, units[1:], strict=False)) or frozenset(units)


AIMS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("price", "多少钱|费用|收费|几块|几元|价格|免费|贵"),
        ("where", "哪里|哪儿|地址|什么地方|在哪|去哪|哪个地方|怎么走"),
        ("when", "几点|什么时候|多久|几天|时间|何时|哪天|周几|啥时候|上班"),
        ("papers", "材料|证件|带什么|手续|证明"),
        ("amount", "多少|标准|几岁|金额|发多少"),
        ("whom", "电话|找谁|谁管|联系|归谁|打给|哪个部门"),
        ("may", "能不能|可以|可不可以|允许|能否|是否|行不行|有没有"),
        ("broken", "坏|漏|堵|不亮|停电|停水|故障|失灵|断"),
        ("how", "怎么|如何|流程|咋|步骤|办理|申请"),
    )
)
"""What a question is after; the same matter may be asked about its price, its place or its papers."""


def aims(text: str) -> frozenset[str]:
    """What the question is after."""
    return frozenset(name for name, pattern in AIMS if pattern.search(text))
