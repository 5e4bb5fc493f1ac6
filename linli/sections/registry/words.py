"""Words the registry keeps beside names and numbers: pinyin initials, blind indexes, search keys."""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache

from linli.kernel.privacy import blind_index

# Surnames that are read differently as surnames; pypinyin reads them as ordinary words.
SURNAMES = {
    "单": "s",
    "曾": "z",
    "仇": "q",
    "解": "x",
    "查": "z",
    "朴": "p",
    "区": "o",
    "尉": "y",
    "盖": "g",
    "缪": "m",
    "覃": "q",
    "冼": "x",
    "翟": "z",
    "乐": "y",
    "召": "s",
    "秘": "b",
    "折": "s",
    "种": "c",
    "员": "y",
    "重": "c",
}


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    found = _table().get(ord(character), character)[:1].lower()
    plain = unicodedata.normalize("NFD", found)[:1]  # ā → a
    return plain if plain.isascii() and plain.isalnum() else ""


@cache
def _table() -> dict[int, str]:
    """Readings by character. Without its phrases pypinyin loads ten times faster; names need none."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)


def initials_of(name: str) -> str:
    """王建国 → wjg; surnames by their reading as surnames (单 → s)."""
    if not name:
        return ""
    first = SURNAMES.get(name[0]) or _initial(name[0])
    return first + "".join(_initial(character) for character in name[1:])


def id_index(number: str) -> str:
    """The blind index of an id number."""
    return blind_index(number.upper(), "registry.person.id")


def phone_index(number: str) -> str:
    """The blind index of a whole phone number in plain form."""
    return blind_index(number.replace("-", ""), "registry.person.phone")


def tail_index(number: str) -> str:
    """The blind index of the last four digits of a phone number."""
    return blind_index(number[-4:], "registry.person.phone.tail")
