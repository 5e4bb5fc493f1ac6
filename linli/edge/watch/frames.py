"""Frames of the watch protocol: `[vendor*id*length*content]`, with a serial number before the length in one variant.

The length is four hexadecimal digits and counts the bytes of the content. A name of a Wi-Fi network may hold a `]`, and
some firmware counts wrongly, so both the length and the bracket are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 0xFFFF
HEADER = re.compile(rb"\[([0-9A-Za-z]{2})\*([0-9]{10}|[0-9]{15})\*(?:([0-9A-Fa-f]{4})\*)?([0-9A-Fa-f]{4})\*")
LONGEST_HEADER = 32


class BrokenFrame(Exception):
    """Bytes that are no frame."""


@dataclass(frozen=True)
class Frame:
    """One frame. `serial` is the number of the variant that has one, else empty."""

    vendor: str
    terminal: str
    serial: str
    content: bytes

    @property
    def kind(self) -> str:
        """What it is: the word before the first comma, as it was written."""
        return self.content.split(b",", 1)[0][:20].decode("ascii", "replace").strip()

    @property
    def rest(self) -> str:
        """What follows the first comma."""
        return self.content.partition(b",")[2].decode("utf-8", "replace")

    def answer(self, content: str) -> bytes:
        """A frame back to the same watch."""
        return written(self.vendor, self.terminal, content, self.serial)


def written(vendor: str, terminal: str, content: str, serial: str = "") -> bytes:
    """The bytes of a frame."""
    data = content.encode()
    numbered = f"{serial}*" if serial else ""
    return f"[{vendor}*{terminal}*{numbered}{len(data):04X}*".encode() + data + b"]"


class Stream:
    """Cuts a stream of bytes into frames, however it was split on its way."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> None:
        """Adds what has come."""
        self._bytes += data

    def next(self) -> Frame | None:
        """The next whole frame, or None until more comes. Raises BrokenFrame once for each stretch that is none."""
        start = self._bytes.find(b"[")
        if start != 0:
            self._skip(start)
            return None if start < 0 else self.next()
        header = HEADER.match(self._bytes)
        if header is None:
            if self._may_become_header():
                return None
            self._resume(1)
            raise BrokenFrame("no header")
        end = self._end(header.end(), int(header[4], 16))
        if end is None:
            return None
        frame = Frame(
            header[1].decode(),
            header[2].decode(),
            (header[3] or b"").decode(),
            bytes(self._bytes[header.end() : end]),
        )
        del self._bytes[: end + 1]
        return frame

    def _skip(self, start: int) -> None:
        """Drops what stands before the next bracket; blanks and line ends say nothing."""
        junk = bytes(self._bytes if start < 0 else self._bytes[:start])
        del self._bytes[: len(junk)]
        if junk.strip():
            raise BrokenFrame("bytes outside a frame")

    def _may_become_header(self) -> bool:
        return len(self._bytes) < LONGEST_HEADER and self._bytes.count(b"*") < 4 and b"]" not in self._bytes

    def _end(self, begin: int, length: int) -> int | None:
        """Where the closing bracket stands; None while it may still come. Raises BrokenFrame."""
        stated, first = begin + length, self._bytes.find(b"]", begin)
        if len(self._bytes) > stated and self._bytes[stated] == 0x5D:
            return stated
        if first >= 0 and (first > stated or len(self._bytes) > stated):
            return first
        if first < 0 and len(self._bytes) > begin + LARGEST:
            self._resume(1)
            raise BrokenFrame("no end")
        return None

    def _resume(self, past: int) -> None:
        """Goes on at the next bracket that opens a frame."""
        following = self._bytes.find(b"[", past)
        del self._bytes[: following if following >= 0 else len(self._bytes)]
