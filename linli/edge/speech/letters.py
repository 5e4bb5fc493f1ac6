"""Latin letters and signs as Chinese words: nothing is left that a Mandarin voice would read as English."""

from __future__ import annotations

import unicodedata

NAMES = dict(zip(
    "abcdefghijklmnopqrstuvwxyz",
    ("诶", "必", "西", "地", "衣", "爱福", "继", "爱吃", "爱", "杰", "开", "爱乐", "爱姆", "恩", "欧", "批", "丘", "阿儿", "爱思",
     "替", "优", "维", "大不六", "爱克斯", "歪", "再得"),
    strict=True,
))  # fmt: skip
"""The names of the letters as they are said in Chinese."""
WORDS = {
    "app": "应用", "wifi": "无线网", "wi-fi": "无线网", "ok": "好", "qq": "丘丘", "pm": "批爱姆", "no": "第", "vs": "对",
    "led": "爱乐衣地", "kwh": "千瓦时", "km/h": "公里每小时", "mmhg": "毫米汞柱",
}  # fmt: skip
SIGNS = {
    "&": "和", "＆": "和", "@": "艾特", "℃": "摄氏度", "°c": "摄氏度", "°": "度", "%": "百分号", "‰": "千分号", "㎡": "平方米",
    "m²": "平方米", "m³": "立方米", "+": "加", "＋": "加", "=": "等于", "×": "乘", "÷": "除以", "№": "第", "＝": "等于",
    "<": "小于", ">": "大于", "≤": "不超过", "≥": "不低于", "±": "正负", "#": "号",
}  # fmt: skip
STOPS = {
    ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", "·": "、", "/": "、", "|": "，", "\n": "。", "…": "。",
    "—": "，", "–": "，", "-": "，", "~": "到", "～": "到", "“": "", "”": "", "‘": "", "’": "", '"': "", "'": "",
    "（": "，", "）": "，", "(": "，", ")": "，", "【": "，", "】": "，", "[": "，", "]": "，", "《": "", "》": "", "「": "",
    "」": "",
}  # fmt: skip
KEPT = frozenset("，、；：。！？")


def is_han(character: str) -> bool:
    """True for a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or character == "〇" or "\U00020000" <= character <= "\U0003ffff"


def spelled(word: str) -> str:
    """A Latin word: by its Chinese meaning where it is known, else letter by letter."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return WORDS.get(plain) or "".join(NAMES.get(c, "") for c in plain)


def stop(character: str) -> str:
    """A character that is neither Chinese nor a letter nor a digit: its word, its pause, or nothing."""
    if character in KEPT:
        return character
    return SIGNS.get(character.lower(), STOPS.get(character, ""))
