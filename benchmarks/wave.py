"""Bands that send; every tenth has a pulse that is high for six seconds and low for six.

`python -m benchmarks.wave PLAN.json` uses one connection to the broker, QoS 1; every message carries the moment at which it
is sent. Prints `ready`, waits for a line, sends, prints how many.
"""

import asyncio
import json
import struct
import sys
import time
from typing import Any

from benchmarks.mqttload import VALUES, connect, packet, text

HIGH_S, PERIOD_S, EVERY = 6.0, 12.0, 10
HIGH, LOW = 150, 80


class Wire(asyncio.Protocol):
    """The one connection; acknowledgements are not waited for."""

    def __init__(self) -> None:
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Logs in without credentials: the broker of the benchmark asks for none."""
        self.transport = transport
        transport.write(connect("wave", ""))

    def data_received(self, data: bytes) -> None:
        """The first packet is the CONNACK."""
        if not self.ready.done():
            self.ready.set_result(None)


def body(user: str, nth: int, count: int, began: float) -> bytes:
    """One message, made when it is sent: each band's wave is shifted a little against the last one's."""
    now = time.time()
    phase = (now - began + PERIOD_S * nth / count) % PERIOD_S
    rate = HIGH if phase < HIGH_S and nth % EVERY == 0 else LOW
    words = VALUES % (round(now * 1000), round(now * 10) % 10**6, rate, 100)
    return text(f"linli/{user}/up/readings") + struct.pack("!H", 1 + nth % 60_000) + words.encode()


async def run(plan: dict[str, Any]) -> int:
    """Sends `rate` messages a second for `seconds`, all bands in turn. Returns how many."""
    loop, users = asyncio.get_running_loop(), plan["users"]
    transport, wire = await loop.create_connection(Wire, "127.0.0.1", plan["port"])
    await wire.ready
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    began, started, sent = time.time(), time.perf_counter(), 0
    while (passed := time.perf_counter() - started) < plan["seconds"]:
        wanted = int(passed * plan["rate"])
        burst = [
            packet(0x32, body(users[i % len(users)], i % len(users), len(users), began))
            for i in range(sent, wanted)
        ]
        transport.write(b"".join(burst))
        sent = wanted
        await asyncio.sleep(0.001)
    await asyncio.sleep(1)
    transport.close()
    return sent


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        told = json.load(file)
    print(json.dumps({"sent": asyncio.run(run(told))}), flush=True)
