"""Devices that send: `python -m benchmarks.mqttload '{"port": …, "count": …}'` prints how long it took, as JSON.

Written on raw sockets with the packets made beforehand, so that the load costs the machine as little as possible.
"""

import asyncio
import json
import struct
import sys
import time
from typing import Any

VALUES = (
    '{"t":%d,"seq":%d,"v":{"heart_rate":%d,"spo2":97,"body_temperature":36.5,"steps":%d,"worn":1,"battery":86,'
    '"systolic":128,"diastolic":81}}'
)
"""About 150 bytes: one message of a wristband."""


def text(words: str) -> bytes:
    """A string as MQTT has it."""
    data = words.encode()
    return struct.pack("!H", len(data)) + data


def packet(first: int, body: bytes) -> bytes:
    """A packet with its length."""
    length, size = len(body), b""
    while True:
        byte, length = length & 0x7F, length >> 7
        size += bytes((byte | (0x80 if length else 0),))
        if not length:
            return bytes((first,)) + size + body


def connect(user: str, key: str) -> bytes:
    """CONNECT, MQTT 3.1.1, clean session."""
    flags = 0x02 | (0xC0 if key else 0)
    credentials = text(user) + text(key) if key else b""
    return packet(0x10, text("MQTT") + bytes((4, flags, 0, 60)) + text(f"load-{user}") + credentials)


def message(user: str, at_ms: int, seq: int) -> str:
    """What a device sends."""
    return VALUES % (at_ms, seq, 60 + seq % 40, seq)


class Sender(asyncio.Protocol):
    """One connection: sends its packets in order, never more than `window` unacknowledged."""

    def __init__(self, hello: bytes, packets: list[bytes], window: int) -> None:
        self.hello, self.packets, self.window = hello, packets, window
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sent = self.acked = self._bytes = 0
        self.limit: int | None = 0

    def connection_made(self, transport: Any) -> None:
        """Logs in."""
        self.transport = transport
        transport.write(self.hello)

    def data_received(self, data: bytes) -> None:
        """CONNACK first, then nothing but PUBACKs, of four bytes each."""
        self._bytes += len(data)
        if not self.ready.done():
            if data[3]:
                self.ready.set_exception(ConnectionRefusedError(f"code {data[3]}"))
            else:
                self.ready.set_result(None)
        self.acked = self._bytes // 4 - 1
        if self.acked >= len(self.packets) and not self.done.done():
            self.done.set_result(None)
        self.push()

    def push(self) -> None:
        """Sends what the window and the pace allow."""
        end = min(
            len(self.packets), self.acked + self.window, self.limit if self.limit is not None else 1 << 60
        )
        if end > self.sent and self.ready.done():
            self.transport.write(b"".join(self.packets[self.sent : end]))
            self.sent = end


def packets(users: list[str], count: int, base: int, step_ms: float) -> dict[str, list[bytes]]:
    """`count` messages at QoS 1 over all users in turn, by user; from the time `base` on, `step_ms` apart."""
    found: dict[str, list[bytes]] = {user: [] for user in users}
    for i in range(count):
        user = users[i % len(users)]
        own = found[user]
        body = text(f"linli/{user}/up/readings") + struct.pack("!H", len(own) % 65_535 + 1)
        own.append(packet(0x32, body + message(user, base + int(i * step_ms), len(own)).encode()))
    return found


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Connects everybody, then sends. `single`: one connection for all devices, as a gateway or a bridge does."""
    loop = asyncio.get_running_loop()
    made = packets(plan["users"], plan["count"], plan["base"], plan.get("step_ms", 1))
    if plan.get("single"):
        merged = [made[u][i] for i in range(max(map(len, made.values()))) for u in made if i < len(made[u])]
        made = {"single": merged}
    senders = []
    for user, own in made.items():
        hello = connect(user, plan.get("keys", {}).get(user, ""))
        _, sender = await loop.create_connection(
            lambda hello=hello, own=own: Sender(hello, own, plan["window"]), "127.0.0.1", plan["port"]
        )
        senders.append(sender)
        await sender.ready
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    began = time.time()
    if rate := plan.get("rate"):
        await paced(senders, rate)
    else:
        for sender in senders:
            sender.limit = None
            sender.push()
    await asyncio.gather(*(sender.done for sender in senders))
    return {"began": began, "ended": time.time()}


async def paced(senders: list[Sender], rate: float) -> None:
    """Lets the senders go on in turn, `rate` messages a second in all."""
    began, total = time.perf_counter(), sum(len(sender.packets) for sender in senders)
    allowed = 0
    while allowed < total:
        wanted = min(total, int((time.perf_counter() - began) * rate))
        for i in range(allowed, wanted):
            sender = senders[i % len(senders)]
            sender.limit = (sender.limit or 0) + 1
            sender.push()
        allowed = wanted
        await asyncio.sleep(0.002)
    for sender in senders:
        sender.limit = None
        sender.push()


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        told = json.load(file)
    print(json.dumps(asyncio.run(run(told))), flush=True)
