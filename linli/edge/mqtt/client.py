"""The packets that the platform sends as a client of an outside broker, in MQTT 5 or 3.1.1."""

from __future__ import annotations

import struct
from collections.abc import Sequence

KEEP_ALIVE = 30
SESSION_SECONDS = 7 * 24 * 3600
"""How long the broker keeps our session, and what came for it, while we are away (MQTT 5)."""
RECEIVE_MAXIMUM = 4000
"""How many messages may be under way to us unacknowledged (MQTT 5 §3.1.2.11.3): the broker keeps the rest."""
CONNACK, PUBLISH, PUBACK, SUBACK, PINGRESP, DISCONNECT = 2, 3, 4, 9, 13, 14
PING = b"\xc0\x00"
GOODBYE = b"\xe0\x00"


def connect(client_id: str, user: str, password: str, *, level: int) -> bytes:
    """CONNECT with a session that outlives the connection."""
    flags = (0x80 if user else 0) | (0x40 if password else 0)
    body = _text("MQTT") + bytes((level, flags)) + struct.pack("!H", KEEP_ALIVE)
    if level == 5:
        body += b"\x08" + struct.pack("!BIBH", 0x11, SESSION_SECONDS, 0x21, RECEIVE_MAXIMUM)
    body += _text(client_id)
    body += _text(user) if user else b""
    body += _text(password) if password else b""
    return _packet(0x10, body)


def subscribe(packet_id: int, filters: Sequence[str], *, level: int) -> bytes:
    """SUBSCRIBE at QoS 1."""
    properties = b"\x00" if level == 5 else b""
    wanted = b"".join(_text(topic_filter) + b"\x01" for topic_filter in filters)
    return _packet(0x82, struct.pack("!H", packet_id) + properties + wanted)


def publish(packet_id: int, topic: str, payload: bytes, *, level: int) -> bytes:
    """PUBLISH at QoS 1."""
    properties = b"\x00" if level == 5 else b""
    return _packet(0x32, _text(topic) + struct.pack("!H", packet_id) + properties + payload)


def puback(packet_id: int) -> bytes:
    """PUBACK: success, in both versions."""
    return bytes((0x40, 2, packet_id >> 8, packet_id & 255))


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("!H", len(data)) + data


def _packet(first: int, body: bytes) -> bytes:
    length, size = len(body), b""
    while True:
        byte, length = length & 0x7F, length >> 7
        size += bytes((byte | (0x80 if length else 0),))
        if not length:
            return bytes((first,)) + size + body
