"""Pinyin (拼音): the syllables of spoken words, with tone numbers and pauses."""

from __future__ import annotations

import re
from typing import Any

from pypinyin import Style, lazy_pinyin

PAUSES = {"，": ",", "、": ",", "；": ";", "：": ",", "。": ".", "！": "!", "？": "?"}
SYLLABLE = re.compile(r"^[a-zü]+[1-5]$")
BARE = {"n": "en", "ng": "en", "m": "mu", "hm": "heng", "hng": "heng", "ê": "ei", "r": "er"}
"""Syllables without a vowel, as something that a voice can say."""


NUMERALS, DATED = frozenset("零一二三四五六七八九十百千万亿点第"), frozenset("月日号十零一二三四五六七八九楼")


def syllables(words: str) -> list[str]:
    """One item for each character and pause of the words; neutral tones are 5, changed tones (变调) as they are spoken.

    A character that no dictionary knows is left out, rather than read as something else.
    """
    found: list[str] = []
    for part in re.split(f"([{''.join(PAUSES)}])", words):
        if part in PAUSES:
            found.append(PAUSES[part])
        elif part:
            found += filter(None, map(_clean, _spoken(part)))
    return found


def spoken_text(words: str) -> str:
    """The syllables as one line for the voice: “bei3 men2 , xiao3 qu1 .”."""
    return " ".join(syllables(words))


def _unknown(text: str) -> Any:
    """Nothing for each character that no dictionary knows, so that the others keep their places."""
    return [""] * len(text)


def _spoken(part: str) -> list[str]:
    found = lazy_pinyin(
        part, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True, v_to_u=False,
        errors=_unknown,
    )  # fmt: skip
    return [_one_in_numbers(part, nth, said) for nth, said in enumerate(found)]


def _one_in_numbers(part: str, nth: int, said: str) -> str:
    """一 keeps its own tone inside numbers and dates: 十一点, 第一次, 一月."""
    if part[nth : nth + 1] != "一":
        return said
    before, after = part[nth - 1 : nth] if nth else "", part[nth + 1 : nth + 2]
    return "yi1" if before in NUMERALS and before or after in DATED and after else said


def _clean(syllable: str) -> str:
    """The syllable as the voice knows it, or "" when it is none."""
    letters, tone = syllable[:-1], syllable[-1:]
    whole = BARE.get(letters, letters) + tone
    return whole if SYLLABLE.match(whole) else ""
