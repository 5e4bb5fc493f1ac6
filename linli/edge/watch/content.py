"""What a frame says: values, events, their time, and what the watch wants to hear in return.

Kinds and fields follow the makers' public protocol descriptions; bits are counted from the lowest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

STATUS_TAKEN_OFF = 3
ALARMS = {
    16: "sos", 17: "low_battery", 18: "left_fence", 19: "entered_fence", 20: "taken_off", 21: "fall", 22: "heart_alarm",
}  # fmt: skip
"""Upper half of the status word (报警字): bit → event of the thing model."""
POSITION_FIELDS = 16
NUMBER = re.compile(r" *[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})? *")
Fields = list[str]


@dataclass
class Said:
    """The content of one frame. `at_ms` is epoch milliseconds, None when the frame does not tell or its clock is off.

    `reply` is None when nothing is expected, or when an alarm could not be read: then the watch sends it again.
    `history`: recorded earlier, while the watch had no network.
    """

    values: dict[str, float] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    at_ms: int | None = None
    reply: str | None = None
    history: bool = False
    refused: str = ""
    known: bool = True


def understood(kind: str, rest: str) -> Said:
    """What the frame says; an unknown kind says nothing and is answered by nothing. Never raises for what came."""
    fields = rest.split(",") if rest else []
    word = kind.upper()
    if reader := READERS.get(word):
        return reader(kind, fields)
    family = word.partition("_")[0]
    if family in ("UD", "UD2", "AL", "WT", "WAD"):
        return position(kind, family, fields)
    return Said(known=False)


def link(kind: str, fields: Fields) -> Said:
    """LK: the link is kept; steps, turns in bed, battery."""
    said = Said(reply=kind)
    for name, text in zip(("steps", "turns", "battery"), fields, strict=False):
        _put(said, name, text)
    return said


def position(kind: str, family: str, fields: Fields) -> Said:
    """UD, UD2, AL … with the network's name behind: date, time, fix, place, speed …, status word."""
    said = Said(reply=kind if family == "AL" else None, history=family == "UD2")
    if len(fields) < POSITION_FIELDS:
        said.refused, said.reply = f"{kind} 只有 {len(fields)} 个字段", None
        return said
    said.at_ms = moment(fields[0], fields[1])
    if fields[2].strip().upper() == "A":
        _place(said, fields[3:7])
    for name, text in zip(("satellites", "gsm", "battery", "steps", "turns"), fields[10:15], strict=True):
        _put(said, name, text)
    _status(said, fields[15], alarming=family == "AL")
    return said


def _place(said: Said, fields: Fields) -> None:
    """Latitude and longitude in degrees; south and west are negative."""
    latitude, longitude = number(fields[0]), number(fields[2])
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return
    if latitude == longitude == 0:
        return
    said.values["latitude"] = -abs(latitude) if fields[1].strip().upper() == "S" else latitude
    said.values["longitude"] = -abs(longitude) if fields[3].strip().upper() == "W" else longitude


def _status(said: Said, text: str, *, alarming: bool) -> None:
    """The status word: states below, alarms above. Alarms count in alarm frames, which are repeated until answered."""
    if not re.fullmatch(r" *[0-9A-Fa-f]{1,8} *", text):
        said.refused, said.reply = "状态字不是十六进制", None
        return
    word = int(text, 16)
    if alarming:
        said.events = [code for bit, code in ALARMS.items() if word >> bit & 1]
    if word >> STATUS_TAKEN_OFF & 1 or "taken_off" in said.events:
        said.values["worn"] = 0.0


def heart(kind: str, fields: Fields) -> Said:
    """HEART, heart, PULSE: beats a minute; 0 means not measured."""
    said = Said(reply=kind)
    if fields:
        _positive(said, "heart_rate", fields[0])
    return said


def blood(kind: str, fields: Fields) -> Said:
    """BLOOD, bphrt: systolic, diastolic, perhaps the pulse; 0 means not measured."""
    said = Said(reply=kind)
    for name, text in zip(("systolic", "diastolic", "heart_rate"), fields, strict=False):
        _positive(said, name, text)
    return said


def oxygen(kind: str, fields: Fields) -> Said:
    """oxygen: kind of measurement and the value, or the value alone."""
    said = Said(reply=f"{kind},1")
    if fields:
        _positive(said, "spo2", fields[1] if len(fields) > 1 else fields[0])
    return said


def temperature(kind: str, fields: Fields) -> Said:
    """btemp2, TEMP: place of measurement and degrees, or degrees alone; 0 and 1 say that it failed."""
    said = Said(reply=kind)
    value = number(fields[min(1, len(fields) - 1)]) if fields else None
    if value is not None and value > 1:
        said.values["body_temperature"] = value
    return said


def voice(kind: str, fields: Fields) -> Said:
    """TK, JXTK: a voice message. Voices are not kept; “not received” tells the wearer so."""
    return Said(reply="JXTKR,0" if kind.upper() == "JXTK" else f"{kind},0")


def picture(kind: str, fields: Fields) -> Said:
    """img: pictures are not kept."""
    return Said(refused="不保存照片")


def granted(kind: str, fields: Fields) -> Said:
    """INIT, CONFIG: answered with 1."""
    return Said(reply=f"{kind},1")


def echoed(kind: str, fields: Fields) -> Said:
    """Questions and notes that want only their own word back."""
    return Said(reply=kind)


READERS: dict[str, Callable[[str, Fields], Said]] = {
    "LK": link, "HEART": heart, "PULSE": heart, "BLOOD": blood, "BPHRT": blood, "OXYGEN": oxygen, "BTEMP2": temperature,
    "BTEMP": temperature, "TEMP": temperature, "TK": voice, "JXTK": voice, "IMG": picture, "INIT": granted,
    "CONFIG": granted, "TKQ": echoed, "TKQ2": echoed, "ICCID": echoed, "CCID": echoed, "RYIMEI": echoed, "RAD": echoed,
    "APPCONTACTTEL": echoed, "WDIMGQ": echoed,
}  # fmt: skip


def moment(date: str, time: str) -> int | None:
    """Epoch milliseconds of ddmmyy and hhmmss (UTC); None when it is no time."""
    try:
        at = dt.datetime.strptime(f"{date.strip()}{time.strip()}", "%d%m%y%H%M%S")  # noqa: DTZ007 - set below
    except ValueError:
        return None
    return int(at.replace(tzinfo=dt.UTC).timestamp() * 1000)


def number(text: str) -> float | None:
    """The number in a field, or None."""
    return float(text) if NUMBER.fullmatch(text) else None


def _put(said: Said, name: str, text: str) -> None:
    value = number(text)
    if value is not None and value >= 0:
        said.values[name] = value


def _positive(said: Said, name: str, text: str) -> None:
    """A measurement; one of the heart proves that the watch is worn."""
    value = number(text)
    if value is not None and value > 0:
        said.values[name] = value
        if name == "heart_rate":
            said.values["worn"] = 1.0
