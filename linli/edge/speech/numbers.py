"""Numbers as words (数字读法): quantities, digit by digit, decimals, money."""

from __future__ import annotations

import re

import cn2an

DIGITS = "零一二三四五六七八九"
SINGLE = "零幺二三四五六七八九"
"""In phone and door numbers 1 is read 幺, so that it is not taken for 七."""
MOST_DIGITS = 16
TWO = re.compile(r"(?<![十百千万亿点零一二三四五六七八九])二(?=[千万亿])")


def digits(text: str, *, phone: bool = False) -> str:
    """Digit by digit: 2026 → 二零二六; for a phone 1 is 幺."""
    names = SINGLE if phone else DIGITS
    return "".join(names[int(c)] for c in text if c.isdigit())


def quantity(text: str) -> str:
    """A whole number as an amount: 1204 → 一千二百零四; with leading zeros or far too long, digit by digit."""
    plain = text.replace(",", "")
    if len(plain) > MOST_DIGITS or (len(plain) > 1 and plain[0] == "0"):
        return digits(plain)
    return TWO.sub("两", str(cn2an.an2cn(int(plain))))


def number(text: str) -> str:
    """A whole number or a decimal: 3.50 → 三点五零."""
    whole, _, part = text.partition(".")
    return f"{quantity(whole)}点{digits(part)}" if part else quantity(whole)


def money(text: str) -> str:
    """An amount in 元 with 角 and 分: 1234.56 → 一千二百三十四元五角六分; 0.50 → 五角."""
    whole, _, part = text.replace(",", "").partition(".")
    if len(part) > 2:
        return f"{number(text)}元"
    jiao, fen = (part + "0")[0], (part + "00")[1]
    yuan = counted(whole) + "元" if int(whole) or part.strip("0") == "" else ""
    if jiao != "0":
        return f"{yuan}{DIGITS[int(jiao)]}角" + (f"{DIGITS[int(fen)]}分" if fen != "0" else "")
    if fen == "0":
        return yuan
    return f"{yuan}零{DIGITS[int(fen)]}分" if yuan else f"{DIGITS[int(fen)]}分"


def counted(text: str) -> str:
    """A quantity before a measure word: 2 is 两."""
    return "两" if text == "2" else quantity(text)
