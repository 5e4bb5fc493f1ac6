"""Names, sexes, kinship, tags, areas and other short texts of a roster row."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

SEXES = {"男": "男", "女": "女", "男性": "男", "女性": "女", "M": "男", "F": "女", "1": "男", "2": "女"}
INVISIBLE = re.compile(r"[\s\u3000\u200b\ufeff]+")
BRACKETS = re.compile(r"[（(【].*?[）)】]")
TAG_SPLIT = re.compile(r"[、,，;；/|\s]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NAME = re.compile(r"[^\W\d_]+(?:[·. ][^\W\d_]+)*$")


def text_of(cell: Any) -> str:
    """The trimmed text of a cell; whole numbers lose their .0."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def read_name(cell: Any) -> tuple[str, str]:
    """(name without spaces and brackets, the text that was odd or empty)."""
    raw = text_of(cell)
    bracketed = "（" in raw or "(" in raw or "【" in raw
    name = BRACKETS.sub("", raw) if bracketed else raw
    compact = INVISIBLE.sub("", name)
    if not compact.isascii():
        name = compact
    name = name.strip().replace("•", "·").replace("・", "·").replace("．", "·")
    odd = raw if name and (bracketed or not NAME.match(name) or len(name) > 30) else ""
    return name, odd


@lru_cache(maxsize=256)
def read_sex(text: str) -> str:
    """男, 女 or empty."""
    return SEXES.get(unicodedata.normalize("NFKC", text).strip().upper(), "")


@lru_cache(maxsize=1024)
def read_tags(text: str) -> tuple[str, ...]:
    """The separate tags of a cell, each once."""
    return tuple(dict.fromkeys(tag for tag in TAG_SPLIT.split(text.strip()) if tag and tag != "无"))


def read_area(cell: Any) -> tuple[float | None, bool]:
    """(square metres or None, True when something stands there that is no believable area)."""
    if cell in ("", None):
        return None, False
    if isinstance(cell, float):
        return (round(cell, 2), False) if 0 < cell < 100_000 else (None, True)
    match = NUMBER.search(unicodedata.normalize("NFKC", str(cell)))
    value = float(match[0]) if match else 0.0
    return (round(value, 2), False) if 0 < value < 100_000 else (None, True)


@lru_cache(maxsize=1024)
def read_relation(text: str) -> str:
    """Kinship to the head (与户主关系); 本人 is the head."""
    text = INVISIBLE.sub("", text)
    return "户主" if text in {"本人", "户主本人", "户主"} else text
