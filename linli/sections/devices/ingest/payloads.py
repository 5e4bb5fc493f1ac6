"""What a message says: JSON decoded and checked by msgspec, times checked against the clock."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from linli.kernel import clock, conf
from linli.sections.devices.ingest.reasons import Refused

LOCAL = ZoneInfo("Asia/Shanghai")
AHEAD_MS = 5 * 60 * 1000
FAR_MS = 10**15
"""So far off a time is no time, and its number too long to be shown."""
MAX_ITEMS = 500
MAX_VALUES = 64
MAX_BYTES = 64 * 1024
Time = int | float | str | None
T = TypeVar("T")


class Plain(msgspec.Struct):
    """What nearly every message is: numbers measured at one time."""

    v: dict[str, float]
    t: Time = None
    seq: int | None = None


class Readings(msgspec.Struct):
    """Values measured at one time. `t` is epoch milliseconds or ISO 8601; without it, now."""

    v: dict[str, float | bool]
    t: Time = None
    seq: int | None = None


class Event(msgspec.Struct):
    """An event of the thing model that happened."""

    e: str
    t: Time = None
    seq: int | None = None


class Item(msgspec.Struct):
    """One checked item: what, when (epoch ms) and its sequence number."""

    values: dict[str, float]
    at_ms: int
    seq: int | None


_plain = msgspec.json.Decoder(Plain)
_readings = msgspec.json.Decoder(Readings | list[Readings])
_events = msgspec.json.Decoder(Event | list[Event])


@cache
def oldest_ms() -> int:
    """How old a reading may be: as long as raw readings are kept, or a roll-up would be worked out of half of them."""
    return int(conf.get("devices.keep_days")) * 24 * 3600 * 1000


def readings(payload: bytes, now_ms: int) -> list[Item]:
    """The items of a readings message. Raises Refused."""
    if len(payload) <= MAX_BYTES:
        try:
            found = _plain.decode(payload)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass  # not quite so plain, or not right: looked at below
        else:
            if len(found.v) <= MAX_VALUES:
                return [_item(found.v, found.t, found.seq, now_ms)]
    items = _listed(_decode(_readings, payload))
    return [_item(_floats(item.v), item.t, item.seq, now_ms) for item in items]


def events(payload: bytes, now_ms: int) -> list[Item]:
    """The items of an events message: an event counts as the value 1 of its own code. Raises Refused."""
    items = _listed(_decode(_events, payload))
    return [_item({item.e: 1.0}, item.t, item.seq, now_ms) for item in items]


def _decode(decoder: msgspec.json.Decoder[T], payload: bytes) -> T:
    if len(payload) > MAX_BYTES:
        raise Refused("huge", f"{len(payload)} 字节")
    try:
        return decoder.decode(payload)
    except msgspec.ValidationError as error:
        raise Refused("wrong_type", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("not_json") from None


def _listed(decoded: T | list[T]) -> list[T]:
    items = decoded if isinstance(decoded, list) else [decoded]
    if len(items) > MAX_ITEMS:
        raise Refused("too_many", f"{len(items)} 组")
    return items


def _floats(values: dict[str, float | bool]) -> dict[str, float]:
    if len(values) > MAX_VALUES:
        raise Refused("too_many", f"{len(values)} 个数值")
    return {name: float(value) for name, value in values.items()}


def _item(values: dict[str, float], time: Time, seq: int | None, now_ms: int) -> Item:
    if seq is not None and not 0 <= seq < 2**53:
        raise Refused("wrong_type", "seq 应为非负整数")
    return Item(values, moment(time, now_ms), seq)


def moment(time: Time, now_ms: int) -> int:
    """Epoch milliseconds of a message's time. Raises Refused when it is unreadable, ahead, or too old."""
    if time is None:
        return now_ms
    if type(time) is int and now_ms - oldest_ms() <= time <= now_ms + AHEAD_MS:
        return time
    at = _from_iso(time) if isinstance(time, str) else time
    if isinstance(at, float) and not math.isfinite(at):
        raise Refused("wrong_type", "t 不是时间")
    if at > max(now_ms, clock.latest_ms()) + AHEAD_MS:
        raise Refused("future", f"超前 {(at - now_ms) / 1000:.0f} 秒" if at < FAR_MS else "")
    if at < now_ms - oldest_ms():
        raise Refused("too_old", f"t={at}" if at > -FAR_MS else "")
    return int(at)


def _from_iso(text: str) -> float:
    """ISO 8601; without an offset it is Shanghai time."""
    try:
        found = dt.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=LOCAL)).timestamp() * 1000
    except (ValueError, OverflowError):
        raise Refused("wrong_type", "t 不是 ISO 8601 时间") from None
