"""Resident id numbers (公民身份号码, GB 11643-1999): length, date and the mod-11 check character.

County codes are not checked: codes change with every reform, and most elderly people carry one that is no longer in use.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DROP = str.maketrans("", "", " \t\r\n\u3000\u00a0\u200b'’‘`\"“”-－—.．,，")


def check_character(first17: str) -> str:
    """The 18th character by ISO 7064 MOD 11-2."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def born_in(id_number: str) -> dt.date | None:
    """The birth date inside an 18-character number, or None when there is no such day."""
    try:
        return dt.date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None


def sex_in(id_number: str) -> str:
    """男 or 女 by the 17th digit."""
    return "男" if int(id_number[16]) % 2 else "女"


def fault(text: str, today: dt.date | None = None) -> str:
    """The code of what is wrong with a cleaned number, or an empty text."""
    if len(text) != 18:
        return "id_length" if text.isascii() and text[:-1].isdigit() else "id_characters"
    if not (text.isascii() and text[:17].isdigit() and (text[17].isdigit() or text[17] == "X")):
        return "id_characters"
    if check_character(text[:17]) != text[17]:
        return "id_checksum"
    born = born_in(text)
    if born is None or not dt.date(1890, 1, 1) <= born <= (today or dt.date.today()):
        return "id_date"
    return ""


def read_id(cell: Any) -> tuple[str, str]:
    """(cleaned number, code of the fault or empty). A number cell has lost digits: tables keep fifteen."""
    if cell in ("", None):
        return "", "id_missing"
    if isinstance(cell, (int, float)):
        digits = f"{cell:.0f}"
        return digits, "id_lost_digits" if len(digits) > 15 else fault(digits)
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.translate(DROP).upper()
    if not text or text in {"无", "不详", "未知", "/"}:
        return "", "id_missing"
    if "E+" in text:
        return text, "id_lost_digits"
    return text, fault(text)


def from_15(old: str) -> str:
    """The 18-character form of a first-generation number (15 digits), or an empty text."""
    if len(old) != 15 or not old.isdigit():
        return ""
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + check_character(first17) if born_in(first17) else ""


def repaired(text: str, code: str, born_on: dt.date | None, sex: str) -> str:
    """The only number that repairs the damage and agrees with birth date and sex, or an empty text."""
    if code == "id_length" and len(text) == 15:
        return from_15(text)
    if born_on is None or not text[:-1].isdigit():
        return ""
    tries = _inserted(text) if len(text) == 17 else _dropped(text) if len(text) == 19 else ()
    if code == "id_checksum":
        tries = _mended(text, born_on)
    fit = {t for t in tries if not fault(t) and born_in(t) == born_on and (not sex or sex_in(t) == sex)}
    return fit.pop() if len(fit) == 1 else ""


def _inserted(text: str) -> Iterator[str]:
    return (
        text[:at] + digit + text[at:]
        for at in range(18)
        for digit in "0123456789X"
        if digit != "X" or at == 17
    )


def _dropped(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(19))


def _mended(text: str, born_on: dt.date) -> Iterator[str]:
    """Another date, or two neighbours swapped: the slips that copying makes."""
    yield f"{text[:6]}{born_on:%Y%m%d}{text[14:]}"
    if born_in(text) == born_on:
        yield from (
            text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(16) if text[i] != text[i + 1]
        )
