"""live: 300 listeners on one `linli serve`; from the change to the last of them told, and memory per listener.

The changes are made by requests to the same server, so that commit, hub and streams are all on the way.
"""

import asyncio
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from benchmarks.people import session
from benchmarks.report import report
from benchmarks.stage import linli_serve, memory_mb, stage

LISTENERS = 300
TOPIC = "bench"
PAUSE = 0.5


class Listener:
    """One open page; `told` are the moments at which it heard of a change."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.told: list[float] = []

    async def hear(self) -> None:
        """Notes when each message comes."""
        while line := await self.reader.readline():
            if line == f"data: {TOPIC}\n".encode():
                self.told.append(time.perf_counter())


def run(*, quick: bool) -> bool:
    """p99 of change → told at most 1 s."""
    with stage() as env:
        import django

        django.setup()
        from django.db import connections, transaction

        from linli.kernel.models import add_area
        from linli.server.database_state import engine, migrate

        migrate()
        with transaction.atomic():
            area = add_area(name="测试小区", kind="estate")
        cookie, name = session(area.pk), engine()
        connections.close_all()
        with linli_serve(env) as (base, server):
            idle = memory_mb(server.pid)
            changes = 5 if quick else 20
            times, full = asyncio.run(_measure(base, cookie, changes, lambda: memory_mb(server.pid)))
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    more = {"listeners": LISTENERS, "changes": changes, "engine": name}
    held = report(
        "live.change_to_told_p99",
        p99 * 1000,
        "ms",
        at_most=1000,
        p50_ms=round(times[len(times) // 2] * 1000),
        **more,
    )
    return (
        report("live.memory_per_listener", (full - idle) * 1024 / LISTENERS, "kB", at_most=200, **more)
        and held
    )


async def _measure(
    base: str, cookie: str, changes: int, memory: Callable[[], float]
) -> tuple[list[float], float]:
    listeners = [await _open(base, cookie) for _ in range(LISTENERS)]
    hearing = [asyncio.create_task(listener.hear()) for listener in listeners]
    full = memory()
    times: list[float] = []
    for number in range(1, changes + 1):
        began = time.perf_counter()
        await _get(base, "/bench/touch", cookie)
        while any(len(listener.told) < number for listener in listeners):
            await asyncio.sleep(0.001)
            if time.perf_counter() - began > 30:
                raise RuntimeError("not every listener was told")
        times += [listener.told[-1] - began for listener in listeners]
        await asyncio.sleep(PAUSE)  # between changes, not part of what is measured
    for task, listener in zip(hearing, listeners, strict=True):
        task.cancel()
        listener.writer.close()
    return times, full


async def _ask(base: str, path: str, cookie: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(base)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookie}\r\n\r\n".encode())
    return reader, writer


async def _open(base: str, cookie: str) -> Listener:
    reader, writer = await _ask(base, f"/live?topics={TOPIC}", cookie)
    await reader.readuntil(b"event: ready\n")
    return Listener(reader, writer)


async def _get(base: str, path: str, cookie: str) -> None:
    reader, writer = await _ask(base, path, cookie)
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head:
        raise RuntimeError(head.decode())
    writer.close()
