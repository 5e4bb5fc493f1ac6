"""Packets on the wire: amqtt's codec, behind a frame reader that bounds what a peer can make us hold."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from amqtt.adapters import BufferReader
from amqtt.errors import AMQTTError
from amqtt.mqtt import packet_class
from amqtt.mqtt.connack import ConnackPacket
from amqtt.mqtt.connect import ConnectVariableHeader
from amqtt.mqtt.packet import (
    CONNECT,
    DISCONNECT,
    PINGREQ,
    PUBACK,
    PUBLISH,
    PUBREL,
    SUBSCRIBE,
    UNSUBSCRIBE,
    MQTTFixedHeader,
)
from amqtt.mqtt.pingresp import PingRespPacket
from amqtt.mqtt.puback import PubackPacket
from amqtt.mqtt.pubcomp import PubcompPacket
from amqtt.mqtt.publish import PublishPacket
from amqtt.mqtt.pubrec import PubrecPacket
from amqtt.mqtt.suback import SubackPacket
from amqtt.mqtt.unsuback import UnsubackPacket

from linli.edge.mqtt.config import PAYLOAD_LIMIT

__all__ = [
    "CONNECT",
    "DISCONNECT",
    "PINGREQ",
    "PUBACK",
    "PUBLISH",
    "PUBREL",
    "SUBSCRIBE",
    "UNSUBSCRIBE",
    "BrokenPacket",
    "Frame",
    "connack",
    "decode",
    "ping_response",
    "protocol_level",
    "puback",
    "pubcomp",
    "publish",
    "pubrec",
    "read_frame",
    "suback",
    "unsuback",
]

HEAD = PAYLOAD_LIMIT + 1024
"""Bytes of a packet kept; what is longer is read and thrown away, so that the stream goes on."""
SKIP_LIMIT = 16 * 1024 * 1024
"""A packet longer than this ends the connection."""


class BrokenPacket(Exception):
    """The bytes are not MQTT 3.1.1."""


@dataclass(frozen=True, slots=True)
class Frame:
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


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """The next packet. Raises BrokenPacket, or IncompleteReadError at the end of the stream."""
    first = (await reader.readexactly(1))[0]
    length = await _remaining_length(reader)
    if length > SKIP_LIMIT:
        raise BrokenPacket("packet too long")
    body = await reader.readexactly(min(length, HEAD))
    left = length - len(body)
    while left:
        left -= len(await reader.readexactly(min(left, 65536)))
    return Frame(first >> 4, first & 15, body, length)


async def _remaining_length(reader: asyncio.StreamReader) -> int:
    """The variable-length integer of MQTT 3.1.1 §2.2.3 (at most four bytes)."""
    value = 0
    for shift in (0, 7, 14, 21):
        byte = (await reader.readexactly(1))[0]
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value
    raise BrokenPacket("remaining length")


async def decode(frame: Frame) -> Any:
    """The library's packet object. Raises BrokenPacket."""
    header = MQTTFixedHeader(frame.type, frame.flags, len(frame.body))
    try:
        return await packet_class(header).from_stream(BufferReader(frame.body), fixed_header=header)
    except (AMQTTError, ValueError, IndexError, TypeError, OverflowError) as error:
        raise BrokenPacket(str(error)) from None


async def protocol_level(frame: Frame) -> tuple[str, int]:
    """Name and level in a CONNECT, read before the rest because MQTT 5 lays out the rest differently."""
    try:
        header = await ConnectVariableHeader.from_stream(BufferReader(frame.body), None)
    except (AMQTTError, ValueError, IndexError) as error:
        raise BrokenPacket(str(error)) from None
    return header.proto_name, header.proto_level


def connack(code: int, *, level: int = 4) -> bytes:
    """CONNACK. An MQTT 5 client is told “unsupported protocol version” in its own format (MQTT 5 §3.2)."""
    if level == 5:
        return bytes((0x20, 0x03, 0x00, 0x84, 0x00))
    return bytes(ConnackPacket.build(0, code).to_bytes())


def puback(packet_id: int) -> bytes:
    """PUBACK: the message is safe."""
    return bytes(PubackPacket.build(packet_id).to_bytes())


def pubrec(packet_id: int) -> bytes:
    """PUBREC: the QoS 2 message is safe."""
    return bytes(PubrecPacket.build(packet_id).to_bytes())


def pubcomp(packet_id: int) -> bytes:
    """PUBCOMP: the QoS 2 exchange is over."""
    return bytes(PubcompPacket.build(packet_id).to_bytes())


def suback(packet_id: int, codes: list[int]) -> bytes:
    """SUBACK with one code per filter; 0x80 is a refusal."""
    return bytes(SubackPacket.build(packet_id, codes).to_bytes())


def unsuback(packet_id: int) -> bytes:
    """UNSUBACK."""
    return bytes(UnsubackPacket.build(packet_id).to_bytes())


def ping_response() -> bytes:
    """PINGRESP."""
    return bytes(PingRespPacket.build().to_bytes())


def publish(topic: str, payload: bytes) -> bytes:
    """A QoS 0 PUBLISH to a device."""
    return bytes(PublishPacket.build(topic, payload, None, False, 0, False).to_bytes())
