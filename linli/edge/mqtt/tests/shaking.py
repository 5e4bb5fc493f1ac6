"""What an MQTT peer may send, and what reading it comes to; shared by the tests and the benchmark."""

from __future__ import annotations

import asyncio
import random

from linli.edge.mqtt import client, wire
from linli.kernel.testing.fuzz import pieces

PAYLOAD = b'{"t":1790000000000,"seq":7,"v":{"heart_rate":72,"spo2":97}}'
SEEDS = (
    client.connect("c-1", "BAND-1", "a-key", level=4),
    client.connect("c-1", "BAND-1", "a-key", level=5),
    client.publish(7, "linli/BAND-1/up/readings", PAYLOAD, level=4),
    client.publish(7, "linli/BAND-1/up/readings", PAYLOAD, level=4) + client.PING,
    client.subscribe(9, ["linli/BAND-1/down/#", "linli/BAND-1/down/+"], level=4),
    b"\xa2\x17\x00\x0a\x00\x13linli/BAND-1/down/#",
    b"\x62\x02\x00\x07",
    client.puback(7),
    client.PING,
    client.GOODBYE,
)


def read(data: bytes, rng: random.Random) -> list[wire.Frame]:
    """Splits and understands a stream as the broker does. Raises BrokenPacket, and nothing else."""
    splitter, found = wire.Splitter(), []
    for piece in pieces(data, rng):
        for frame in splitter.feed(piece):
            found.append(frame)
            _understand(frame)
    return found


def _understand(frame: wire.Frame) -> None:
    if frame.type == wire.PUBLISH:
        wire.read_publish(frame)
        wire.read_publish(frame, properties=True)
    elif frame.type in (wire.CONNECT, wire.SUBSCRIBE, wire.UNSUBSCRIBE, wire.PUBREL) and not frame.cut:
        if frame.type == wire.CONNECT:
            _finish(wire.protocol_level(frame))
        _finish(wire.decode(frame))


def _finish(reading: object) -> None:
    """Runs a decoder that never really waits."""
    try:
        reading.send(None)  # type: ignore[attr-defined]
    except StopIteration:
        return
    raise asyncio.InvalidStateError("the decoder waited for more")
