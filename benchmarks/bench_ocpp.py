"""ocpp: 500 piles on one `linli serve`, one heartbeat to three meter values, each sent when the last was answered.

Baseline: a bare central system of `ocpp` + `websockets` under the same load, which checks the schemas but keeps nothing;
rounds take turns, the middle one counts. Ours has committed the meter values to the bill and to the telemetry log before
it answers. `ocpp.fuzz`: a million shaken frames read one after the other, memory flat.
"""

import asyncio
import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websockets

from benchmarks import mqttstage
from benchmarks.report import report
from benchmarks.stage import ROOT, free_port, linli_serve, memory_mb, stage

PILES, ROUNDS = 500, 3
AT_LEAST = 0.5
MEMORY_MB = 250
FUZZ = 1_000_000


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    each = 8 if quick else 24
    with stage() as env:
        import django

        django.setup()
        from django.db import connections

        from linli.server.database_state import engine, migrate

        migrate()
        keys, name = mqttstage.devices(PILES, "charger"), engine()
        connections.close_all()
        port = free_port()
        ours, bare, p99, memory = [], [], [], 0.0
        with bare_central() as other, linli_serve({**env, **_ports(port)}) as (_, process):
            for _ in range(ROUNDS):
                bare.append(asyncio.run(_load(other, keys, each))["rate"])
                found = asyncio.run(_load(port, keys, each))
                ours.append(found["rate"])
                p99.append(found["p99_ms"])
                memory = max(memory, memory_mb(process.pid))
    more = {
        "piles": PILES,
        "engine": name,
        "rounds": [round(r) for r in ours],
        "bare": [round(r) for r in bare],
    }
    held = report("ocpp.answered", middle(ours), "msg/s", baseline=middle(bare), at_least=AT_LEAST, **more)
    held = report("ocpp.p99", middle(p99), "ms", piles=PILES, engine=name) and held
    held = report("ocpp.memory", memory, "MB", at_most=MEMORY_MB) and held
    return _fuzz(FUZZ // 20 if quick else FUZZ) and held


def _ports(port: int) -> dict[str, str]:
    return {"LINLI_OCPP_PORT": str(port), "LINLI_WATCH_PORT": "off", "LINLI_OCPP_RATE": "100000"}


def middle(rounds: list[float]) -> float:
    """The middle of the rounds."""
    return sorted(rounds)[len(rounds) // 2]


@contextmanager
def bare_central() -> Iterator[int]:
    """The baseline in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare_ocpp", str(port)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert running.stdout
        running.stdout.readline()
        yield port
    finally:
        running.terminate()
        running.wait(10)


async def _load(port: int, keys: dict[str, str], each: int) -> dict[str, float]:
    """Messages answered a second, and the 99th percentile of the answers' times."""
    sockets = [await _connect(port, number, key) for number, key in keys.items()]
    times: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_pile(socket, each, times) for socket in sockets))
    took = time.perf_counter() - began
    await asyncio.gather(*(socket.close() for socket in sockets))
    times.sort()
    return {"rate": len(times) / took, "p99_ms": times[int(len(times) * 0.99)] * 1000}


async def _connect(port: int, number: str, key: str) -> Any:
    login = base64.b64encode(f"{number}:{key}".encode()).decode()
    return await websockets.connect(
        f"ws://127.0.0.1:{port}/ocpp/{number}", subprotocols=[websockets.Subprotocol("ocpp1.6")],
        additional_headers={"Authorization": f"Basic {login}"}, compression=None, ping_interval=None, open_timeout=60,
    )  # fmt: skip


async def _pile(socket: Any, each: int, times: list[float]) -> None:
    for nth in range(each):
        frame = json.dumps([2, str(nth), *_message(nth)])
        began = time.perf_counter()
        await socket.send(frame)
        answer = json.loads(await socket.recv())
        times.append(time.perf_counter() - began)
        if answer[0] != 3:
            raise RuntimeError(f"not answered: {answer}")


def _message(nth: int) -> tuple[str, dict[str, Any]]:
    if nth % 4 == 0:
        return "Heartbeat", {}
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    sampled = [
        {"value": str(1000 + nth * 15), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": "6612.0", "measurand": "Power.Active.Import", "unit": "W"},
        {"value": "28.5", "measurand": "Temperature", "unit": "Celsius"},
    ]
    return "MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": at, "sampledValue": sampled}]}


def _fuzz(count: int) -> bool:
    """Shaken frames through the reader; only its own refusal may come out of it."""
    import os

    from linli.edge.ocpp import frames
    from linli.edge.ocpp.tests import shaking

    before, good, began = 0.0, 0, time.perf_counter()
    for nth, frame in enumerate(shaking.frames(count)):
        try:
            frames.read(frame)
            good += 1
        except frames.Broken as broken:
            frames.error(broken.id, broken.code, broken.text)
        if nth == count // 10:
            before = memory_mb(os.getpid())
    grown = memory_mb(os.getpid()) - before
    rate = count / (time.perf_counter() - began)
    return report(
        "ocpp.fuzz_growth", grown, "MB", at_most=5, frames=count, good=good, frames_per_s=round(rate)
    )
