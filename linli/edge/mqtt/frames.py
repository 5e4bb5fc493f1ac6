"""Splits a stream of bytes into MQTT packets, and reads what is in the busiest of them, PUBLISH.

Pure functions of the bytes: no socket, no clock. What a peer can make us hold is bounded.
"""

from __future__ import annotations

from typing import NamedTuple

from linli.edge.mqtt.config import PAYLOAD_LIMIT

HEAD = PAYLOAD_LIMIT + 1024
"""Bytes of a packet kept; what is longer is thrown away as it comes, so that the stream goes on."""
SKIP_LIMIT = 16 * 1024 * 1024
"""A packet longer than this ends the connection."""
LONGEST_HEADER = 5


class BrokenPacket(Exception):
    """The bytes are not MQTT."""


class Frame(NamedTuple):
    """One packet as read: its type, flags and body; `full_length` is larger than the body when it was cut."""

    type: int
    flags: int
    body: bytes
    full_length: int

    @property
    def cut(self) -> bool:
        """True when the packet was larger than is kept."""
        return self.full_length > len(self.body)

    @property
    def qos(self) -> int:
        """Quality of service of a PUBLISH."""
        return (self.flags >> 1) & 3


class Publish(NamedTuple):
    """What a PUBLISH says; `packet_id` is 0 at QoS 0."""

    topic: str
    packet_id: int
    payload: bytes


class Splitter:
    """Takes bytes as they come, gives whole packets in order."""

    __slots__ = ("_buffer", "_skip", "_too_long")

    def __init__(self) -> None:
        self._buffer = b""
        self._skip = 0
        self._too_long: Frame | None = None

    def feed(self, data: bytes) -> list[Frame]:
        """The packets that are complete with these bytes. Raises BrokenPacket."""
        buffer = self._buffer + data if self._buffer else data
        found: list[Frame] = []
        at, end = 0, len(buffer)
        while at < end:
            if self._skip:
                step = min(self._skip, end - at)
                at, self._skip = at + step, self._skip - step
                if not self._skip and self._too_long:
                    found.append(self._too_long)
                continue
            header = _header(buffer, at, end)
            if header is None:
                break
            start, length = header
            kept = min(length, HEAD)
            if end - start < kept:
                break
            first = buffer[at]
            frame = Frame(first >> 4, first & 15, buffer[start : start + kept], length)
            at = start + kept
            if length > kept:
                self._too_long, self._skip = frame, length - kept
            else:
                found.append(frame)
        self._buffer = buffer[at:]
        return found


def _header(buffer: bytes, at: int, end: int) -> tuple[int, int] | None:
    """Where the body begins and how long it is (§2.2.3), or None when the header is not whole yet."""
    length = 0
    for i in range(1, LONGEST_HEADER):
        if at + i >= end:
            return None
        byte = buffer[at + i]
        length |= (byte & 0x7F) << 7 * (i - 1)
        if byte < 0x80:
            if length > SKIP_LIMIT:
                raise BrokenPacket("packet too long")
            return at + i + 1, length
    raise BrokenPacket("remaining length")


def read_publish(frame: Frame, *, properties: bool = False) -> Publish:
    """Topic, packet id and payload of a PUBLISH (§3.3); MQTT 5 has properties in between. Raises BrokenPacket."""
    body, qos = frame.body, (frame.flags >> 1) & 3
    if qos == 3 or len(body) < 2:
        raise BrokenPacket("PUBLISH")
    at = 2 + (body[0] << 8 | body[1])
    packet_id = 0
    try:
        topic = body[2:at].decode()
        if qos:
            packet_id = body[at] << 8 | body[at + 1]
            at += 2
        if properties:
            at = _after_properties(body, at)
    except (UnicodeDecodeError, IndexError):
        raise BrokenPacket("PUBLISH") from None
    if at > len(body) or not topic or (qos and not packet_id) or not _is_name(topic):
        raise BrokenPacket("PUBLISH")
    return Publish(topic, packet_id, body[at:])


def _is_name(topic: str) -> bool:
    """True for a topic name, which has no wildcards and no null (§3.3.2-2, §4.7.3-2)."""
    return "+" not in topic and "#" not in topic and "\0" not in topic


def _after_properties(body: bytes, at: int) -> int:
    """The place behind the properties (MQTT 5 §2.2.2); raises IndexError when they are not whole."""
    length = shift = 0
    while True:
        byte = body[at]
        length |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return at + length
        if shift > 21:
            raise IndexError
