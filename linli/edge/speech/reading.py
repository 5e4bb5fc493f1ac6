"""The reading of a text (读法): dates, times, money, phones, door numbers and units as the words that are spoken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from linli.edge.speech.letters import is_han, spelled, stop
from linli.edge.speech.numbers import counted, digits, money, number, quantity

Match = re.Match[str]
N = r"\d+(?:,\d{3})*(?:\.\d+)?"
FROM = r"\s*(?:-|–|—|~|～|至|到)\s*"
FREE, END = r"(?<![\d.])", r"(?![\d]|\.\d)"
YEAR = r"(?:1[89]|20|21)\d{2}"
CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?"
MEASURES = (
    "个|位|名|人|户|家|次|遍|天|周|年|小时|分钟|点|元|块|张|份|条|栋|台|辆|件|只|支|把|项|种|类|岁|场|道|盏|袋|箱|瓶|斤|公斤|米|"
    "公里|倍|批|期|轮|班|组|桶|间|套|部|处|度|吨|升|平方米|立方米|千米|厘米|毫米|万|亿|千克|克|毫升|千瓦时|瓦|伏|毫米汞柱|公里每小时|"
    "微克每立方米|毫克每升|摄氏度"
)
UNITS = {
    "km/h": "公里每小时", "μg/m³": "微克每立方米", "ug/m3": "微克每立方米", "mg/L": "毫克每升", "mmHg": "毫米汞柱",
    "kWh": "千瓦时", "km": "公里", "cm": "厘米", "mm": "毫米",
    "m²": "平方米", "㎡": "平方米", "m2": "平方米", "m³": "立方米", "m3": "立方米",
    "kg": "公斤", "mg": "毫克", "mL": "毫升", "ml": "毫升", "kW": "千瓦", "m": "米", "g": "克", "L": "升", "W": "瓦", "V": "伏",
    "h": "小时", "min": "分钟", "s": "秒",
}  # fmt: skip
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)}
Rule = tuple[re.Pattern[str], Callable[[Match], str]]


def words_of(text: str) -> str:
    """The text as Chinese characters and pauses only, as somebody would read it out."""
    plain = _plain(text)
    for pattern, read in RULES:
        plain = pattern.sub(read, plain)
    return _tidy("".join(_rest(plain)))


def _plain(text: str) -> str:
    """Full-width digits and letters made ordinary; circled numbers made numbers."""
    text = "".join(CIRCLED.get(c, c) for c in text)
    return "".join(
        unicodedata.normalize("NFKC", c) if "\uff10" <= c <= "\uff5a" and c.isalnum() or c in "％＃．" else c
        for c in text
    )


def _rest(text: str) -> list[str]:
    """What no rule has read: letters spelled, signs as words or pauses, the unknown left out."""
    parts = re.findall(r"[A-Za-zÀ-ɏ]+|\d+|.", text, re.S)
    return [_one(part) for part in parts]


def _one(part: str) -> str:
    if is_han(part):
        return "零" if part == "〇" else part
    if part[0].isdecimal():
        return quantity(part) if part.isascii() else ""
    if part[0].isalpha():
        return spelled(part)
    return stop(part)


def _tidy(words: str) -> str:
    """One pause where several meet: the longest."""
    words = re.sub(r"[，、；：]*([。！？])[，、；：。！？]*", r"\1", words)
    words = re.sub(r"([；：])[，、；：]+|[，、]+([；：])|[，、]{2,}", lambda m: m[1] or m[2] or "，", words)
    return words.strip("，、；：").lstrip("。！？")


def _date(m: Match) -> str:
    day = f"{quantity(m[3].lstrip('0'))}日" if m[3] else ""
    return f"{digits(m[1])}年{quantity(m[2].lstrip('0'))}月{day}"


def _clock(hour: str, minute: str, second: str | None) -> str:
    of = f"{counted(hour.lstrip('0') or '0')}点"
    if minute == "00" and not second:
        return of
    minutes = (
        "零" + quantity(minute[1])
        if minute[0] == "0" and minute != "00"
        else quantity(minute.lstrip("0") or "0")
    )
    return f"{of}{minutes}分" + (f"{quantity(second.lstrip('0') or '0')}秒" if second else "")


def _phone(m: Match) -> str:
    plain = re.sub(r"\D", "", m[0])
    parts = re.findall(r"\d+", m[0])
    if len(parts) == 1 and len(plain) == 11:
        parts = [plain[:3], plain[3:7], plain[7:]]
    return "，".join(digits(part, phone=True) for part in parts)


def _percent(m: Match) -> str:
    of = "百分之" if m[2] in "%％" else "千分之"
    return of + number(m[1])


def _degrees(m: Match) -> str:
    return ("零下" if m[1] else "") + f"{number(m[2])}摄氏度"


def _measured(m: Match) -> str:
    amount = m[1].replace(",", "")
    return (counted(amount) if "." not in amount else number(m[1])) + m[2]


def _rule(pattern: str, read: Callable[[Match], str]) -> Rule:
    return re.compile(pattern), read


RULES: tuple[Rule, ...] = (
    _rule(r"https?://\S+|www\.\S+", lambda _: "网址"),
    _rule(rf"{FREE}({YEAR})\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*(?:[-/.月]\s*(0?[1-9]|[12]\d|3[01])\s*(?:日|{END})|月)", _date),
    _rule(rf"{FREE}({YEAR})-(0[1-9]|1[0-2])(?![-\d]|\.\d)", lambda m: f"{digits(m[1])}年{quantity(m[2].lstrip('0'))}月"),
    _rule(rf"{FREE}({YEAR})\s*(?=年)", lambda m: digits(m[1])),
    _rule(rf"{FREE}{CLOCK}{FROM}{CLOCK}{END}", lambda m: f"{_clock(m[1], m[2], m[3])}到{_clock(m[4], m[5], m[6])}"),
    _rule(rf"{FREE}{CLOCK}{END}", lambda m: _clock(m[1], m[2], m[3])),
    _rule(rf"{FREE}(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}{END}", _phone),
    _rule(rf"{FREE}(?:0\d{{2,3}}[- ]\d{{7,8}}|[48]00[- ]?\d{{3}}[- ]?\d{{4}}){END}", _phone),
    _rule(rf"{FREE}(?:1[12][0-9]|1[02]\d{{3}}|9[56]\d{{3,4}}){END}(?!\s*(?:{MEASURES}|{UNIT}|号楼|室|%|℃|°))", _phone),
    _rule(rf"{FREE}(\d{{1,3}})\s*#\s*(?=楼|栋|\d)", lambda m: f"{m[1]}号"),
    _rule(rf"{FREE}(\d{{1,3}})-(\d{{1,2}})-(\d{{3,4}}){END}",
          lambda m: f"{quantity(m[1])}号楼{quantity(m[2])}单元{digits(m[3], phone=True)}"),
    _rule(rf"{FREE}(\d{{3,5}})(?=\s*(?:室|房|号房))", lambda m: digits(m[1], phone=True)),
    _rule(rf"(?:￥|¥)\s*({N})(?!\s*[万亿])(?:\s*元)?", lambda m: money(m[1])),
    _rule(rf"(?:￥|¥)\s*({N})\s*([万亿])(?:\s*元)?", lambda m: f"{number(m[1])}{m[2]}元"),
    _rule(rf"{FREE}({N}){FROM}({N})\s*元", lambda m: f"{number(m[1])}到{money(m[2])}"),
    _rule(rf"{FREE}({N})\s*元", lambda m: money(m[1])),
    _rule(r"(?<=[\u4e00-\u9fff])\s*/\s*(?=[年月日天次户人度吨平小斤公季米升])", lambda _: "每"),
    _rule(rf"{FREE}({N}){FROM}({N})\s*%", lambda m: f"百分之{number(m[1])}到百分之{number(m[2])}"),
    _rule(rf"{FREE}({N})\s*([%％‰])", _percent),
    _rule(rf"(?<!\d)([-−]|零下)?({N})\s*(?:℃|°C)", _degrees),
    _rule(rf"{FREE}(\d+)\s*/\s*(\d+){END}", lambda m: f"{m[2]}分之{m[1]}"),
    _rule(rf"{FREE}({N}){FROM}(?={N})", lambda m: f"{m[1]}到"),
    _rule(rf"{FREE}({N})\s*({UNIT})(?![A-Za-z])", lambda m: f"{m[1]}{UNITS[m[2]]}"),
    _rule(rf"{FREE}({N})\s*(岁|人|户|名|位)?\s*[+＋]", lambda m: f"{number(m[1])}{m[2] or ''}以上"),
    _rule(r"第\s*(\d+)", lambda m: f"第{quantity(m[1])}"),
    _rule(rf"{FREE}\d{{7,}}{END}(?!\s*(?:{MEASURES}))", lambda m: digits(m[0], phone=True)),
    _rule(rf"{FREE}({N})\s*({MEASURES})", _measured),
    _rule(rf"{FREE}(-|−)?({N}){END}", lambda m: ("负" if m[1] else "") + number(m[2])),
)  # fmt: skip
"""In this order; what one has read, no later one finds again."""
