"""A load generator in a process of its own: N connections, each asking again as soon as it is answered.

With a body it sends a POST as a browser does, with the CSRF token twice.
"""

import asyncio
import json
import sys
import time
from urllib.parse import urlsplit

CRLF2 = b"\r\n\r\n"
CSRF = "abcdefghijklmnopqrstuvwxyz012345"


class Client(asyncio.Protocol):
    """One connection; opens a new one when the server closes it, as plain WSGI servers do."""

    def __init__(self, run: "Run") -> None:
        self.run, self.buffer, self.asked, self.needed = run, b"", 0.0, 0
        self.closing = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.buffer, self.needed, self.asked = b"", 0, time.perf_counter()
        self.transport.write(self.run.request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.needed and not self._head():
            return
        if len(self.buffer) >= self.needed:
            self.run.answered(self)

    def _head(self) -> bool:
        end = self.buffer.find(CRLF2)
        if end < 0:
            return False
        head = self.buffer[:end].lower()
        if self.buffer[9:12] != b"200":
            self.run.errors += 1
        self.closing = b"connection: close" in head
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        self.needed = end + 4 + int(length)
        self.run.size = int(length)
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.run.over:
            self.run.open_one()


class Run:
    """The whole measurement."""

    def __init__(self, url: str, seconds: float, cookie: str, body: str = "") -> None:
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        cookies = "; ".join(filter(None, (cookie, f"csrftoken={CSRF}" if body else "")))
        lines = [
            f"{'POST' if body else 'GET'} {target} HTTP/1.1",
            f"Host: {parts.netloc}",
            *([f"Cookie: {cookies}"] if cookies else []),
        ]
        if body:
            lines += [f"X-CSRFToken: {CSRF}", "Content-Type: application/json"]
            lines += [f"Content-Length: {len(body.encode())}"]
        self.request = ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()
        self.host, self.port = parts.hostname, parts.port
        self.times: list[float] = []
        self.errors, self.size, self.over, self.seconds = 0, 0, False, seconds
        self.pending: set[asyncio.Task[object]] = set()

    def open_one(self) -> None:
        loop = asyncio.get_running_loop()
        task = loop.create_task(loop.create_connection(lambda: Client(self), self.host, self.port))
        self.pending.add(task)
        task.add_done_callback(self.pending.discard)

    def answered(self, client: Client) -> None:
        self.times.append(time.perf_counter() - client.asked)
        if self.over or client.closing:
            client.transport.close()
        else:
            client.ask()

    async def measure(self, connections: int) -> dict[str, float]:
        for _ in range(connections):
            self.open_one()
        await asyncio.sleep(1.0)  # warm-up, not counted
        self.times.clear()
        began = time.perf_counter()
        await asyncio.sleep(self.seconds)
        taken, times = time.perf_counter() - began, sorted(self.times)
        self.over = True
        return {
            "rate": len(times) / taken,
            "p50_ms": times[len(times) // 2] * 1000,
            "p99_ms": times[int(len(times) * 0.99)] * 1000,
            "errors": self.errors,
            "bytes": self.size,
        }


if __name__ == "__main__":
    address, connections, seconds, cookie, body = sys.argv[1:6]
    print(json.dumps(asyncio.run(Run(address, float(seconds), cookie, body).measure(int(connections)))))
