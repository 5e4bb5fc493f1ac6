"""Phone numbers as people write them: full-width, spaced, dashed, +86, two in one cell."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

MOBILE = re.compile(r"(?:\+?0{0,2}86)?(1[3-9]\d{9})$")
LANDLINE = re.compile(r"(?:\+?0{0,2}86)?(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$")
LOCAL = re.compile(r"[2-8]\d{6,7}$")
SERVICE = re.compile(r"[48]00\d{7}$")
SPLIT = re.compile(r"[/、,，;；|\n]|或")
DROP = str.maketrans("", "", " \t\u00a0\u3000\u200b-－—–()'’.")
NOTHING = {"", "无", "不详", "没有", "/", "未知"}


def read_phones(cell: Any) -> tuple[tuple[str, ...], str]:
    """(good numbers in plain form, the first bad one or empty)."""
    if cell in ("", None):
        return (), ""
    if isinstance(cell, float):
        cell = f"{cell:.0f}"
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    good: list[str] = []
    bad = ""
    for piece in SPLIT.split(text):
        number = plain(piece)
        if number and number not in good:
            good.append(number)
        elif not number and piece.strip() not in NOTHING:
            bad = bad or piece.strip()
    return tuple(good), bad


def plain(text: str) -> str:
    """One number in plain form: 13853712345 or 0537-2724986; empty when it is none."""
    digits = text.translate(DROP)
    if match := MOBILE.match(digits):
        return match[1]
    if match := LANDLINE.match(digits):
        return f"{match[1]}-{match[2]}"
    return digits if LOCAL.match(digits) or SERVICE.match(digits) else ""


def why_bad(text: str) -> str:
    """What is wrong with a number, in words."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    if digits.startswith("1") and len(digits) != 11:
        return f"手机号应为 11 位，这里是 {len(digits)} 位"
    return "不是手机号，也不是带区号的固定电话"
