"""Packets of the embedded broker on the wire: amqtt's codec for all but the busiest, which `frames` reads itself."""

from __future__ import annotations

from typing import Any

from amqtt.adapters import BufferReader
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
from amqtt.mqtt.pubcomp import PubcompPacket
from amqtt.mqtt.publish import PublishPacket
from amqtt.mqtt.pubrec import PubrecPacket
from amqtt.mqtt.suback import SubackPacket
from amqtt.mqtt.unsuback import UnsubackPacket

from linli.edge.mqtt.frames import BrokenPacket, Frame, Splitter, read_publish

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
    "Splitter",
    "connack",
    "decode",
    "ping_response",
    "protocol_level",
    "puback",
    "pubcomp",
    "publish",
    "pubrec",
    "read_publish",
    "suback",
    "unsuback",
]


async def decode(frame: Frame) -> Any:
    """The library's packet object. Raises BrokenPacket."""
    header = MQTTFixedHeader(frame.type, frame.flags, len(frame.body))
    try:
        return await packet_class(header).from_stream(BufferReader(frame.body), fixed_header=header)
    except Exception as error:  # whatever the library stumbles over, the peer sent it
        raise BrokenPacket(str(error)) from None


async def protocol_level(frame: Frame) -> tuple[str, int]:
    """Name and level in a CONNECT, read before the rest because MQTT 5 lays out the rest differently."""
    try:
        header = await ConnectVariableHeader.from_stream(BufferReader(frame.body), None)
    except Exception as error:
        raise BrokenPacket(str(error)) from None
    return header.proto_name, header.proto_level


def connack(code: int, *, level: int = 4) -> bytes:
    """CONNACK. An MQTT 5 client is told “unsupported protocol version” in its own format (MQTT 5 §3.2)."""
    if level == 5:
        return bytes((0x20, 0x03, 0x00, 0x84, 0x00))
    return bytes(ConnackPacket.build(0, code).to_bytes())


def puback(packet_id: int) -> bytes:
    """PUBACK: the message is safe."""
    return bytes((0x40, 2, packet_id >> 8, packet_id & 255))


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
