"""Building, unit and room as people write them: 1#, 01, 1号楼, 三栋, 2单元, 101室, or one address in one cell."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")}
BUILDING_TAIL = re.compile(r"(号楼|号|栋|幢|#|楼|座)+$")
UNIT_TAIL = re.compile(r"(单元门|单元|门)+$")
ROOM_TAIL = re.compile(r"(号房|室|房|户|号)+$")
ADDRESS = re.compile(
    r"(?P<b>[A-Za-z甲乙丙丁东西南北]?\d+|[A-Za-z]|[一二三四五六七八九十]+)(?:号楼|栋|幢|#|号|座|-|—)"
    r"(?:(?P<u>\d+|[一二三四五六七八九十]+|[东西中])(?:单元|门|-|—))?(?P<r>[A-Za-z]?\d{2,5}[A-Za-z]?)(?:室|房|户)?$"
)
UNIT_ROOM = re.compile(r"(?P<u>\d+)(?:单元|-|—)(?P<r>\d{2,5})(?:室)?$")


@lru_cache(maxsize=4096)
def building_name(text: str) -> str:
    """1#, 01, １号楼 and 一栋 are all 1; A座 is A."""
    return _number(BUILDING_TAIL.sub("", _clean(text)))


@lru_cache(maxsize=4096)
def unit_name(text: str) -> str:
    """2单元, 二单元 and 02 are all 2."""
    return _number(UNIT_TAIL.sub("", _clean(text)))


@lru_cache(maxsize=16384)
def room_name(text: str) -> str:
    """101室 and 0101 are 101."""
    return _number(ROOM_TAIL.sub("", _clean(text)))


@lru_cache(maxsize=16384)
def split_room(text: str) -> tuple[str, str]:
    """(unit, room) of a room cell such as 2-301 or 2单元301室; the unit is empty when it is only a room."""
    match = UNIT_ROOM.match(_clean(text))
    return (unit_name(match["u"]), room_name(match["r"])) if match else ("", room_name(text))


@lru_cache(maxsize=16384)
def split_address(text: str) -> tuple[str, str, str] | None:
    """(building, unit, room) of an address such as 北门小区3号楼2单元501室 or 3-2-501, or None."""
    match = ADDRESS.search(_clean(text))
    if not match:
        return None
    return building_name(match["b"]), unit_name(match["u"] or ""), room_name(match["r"])


@lru_cache(maxsize=256)
def building_in(text: str) -> str:
    """The only building a title such as “3号楼” names, or empty (“1—7号楼” names several)."""
    found = re.findall(r"(\d+)\s*(?:号楼|栋|幢|#)", _clean(text))
    several = re.search(r"\d+\s*[-—~至、,]\s*\d+\s*(?:号楼|栋|幢|#)", _clean(text))
    return building_name(found[0]) if len(found) == 1 and not several else ""


def _clean(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).strip("'’")


def _number(text: str) -> str:
    if text.isdigit():
        return text.lstrip("0") or "0"
    if text and all(c in CHINESE or c == "十" for c in text):
        return str(_chinese(text))
    return text.upper()


def _chinese(text: str) -> int:
    """Chinese numerals below one hundred."""
    if "十" not in text:
        return int("".join(str(CHINESE[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (CHINESE[tens] if tens else 1) * 10 + (CHINESE.get(ones, 0) if ones else 0)
