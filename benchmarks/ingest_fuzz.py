"""`python -m benchmarks ingest --fuzz`: a million broken MQTT streams and payloads, and HTTP bodies beside them."""

import base64
import http.client
import random
import socket
from contextlib import suppress

from benchmarks import mqttstage
from benchmarks.fuzz import fuzz
from benchmarks.report import report
from benchmarks.stage import linli_serve, memory_mb
from linli.kernel.testing.fuzz import mutants

SOCKETS = 20_000
SERVER_GROWTH_MB = 12.0


def run(env: dict[str, str], *, quick: bool) -> bool:
    """The decoders alone, then a running server through its sockets."""
    from linli.edge.mqtt.tests import shaking as packets
    from linli.edge.mqtt.wire import BrokenPacket
    from linli.edge.watch.tests import shaking as watches
    from linli.sections.devices.tests import shaking as payloads

    count = 20_000 if quick else 500_000
    rng = random.Random(2)
    held = fuzz(
        "fuzz.mqtt", lambda data: packets.read(data, rng), packets.SEEDS, count=count, allowed=(BrokenPacket,)
    )
    held = fuzz("fuzz.payloads", payloads.read, payloads.SEEDS, count=count) and held
    held = fuzz("fuzz.watch", lambda data: watches.read(data, rng), watches.SEEDS, count=2 * count) and held
    return _server(env, 500 if quick else SOCKETS) and held


def _server(env: dict[str, str], count: int) -> bool:
    """Broken streams on the MQTT port and broken bodies over HTTP; afterwards everything still works."""
    from linli.edge.mqtt.tests import shaking as packets
    from linli.sections.devices.tests import shaking as payloads

    keys, rng = mqttstage.devices(3), random.Random(4)
    number, key = next(iter(keys.items()))
    with linli_serve(env) as (base, process):
        port = int(env["LINLI_MQTT_PORT"])
        streams = list(mutants(packets.SEEDS, rng, count))
        bodies = list(mutants(payloads.SEEDS, rng, count // 4))
        for data in streams[: count // 10]:  # what is loaded once is not a leak
            _stream(port, data)
        statuses = _bodies(base, number, key, bodies[: count // 40])
        before = memory_mb(process.pid)
        for data in streams[count // 10 :]:
            _stream(port, data)
        for code, n in _bodies(base, number, key, bodies[count // 40 :]).items():
            statuses[code] = statuses.get(code, 0) + n
        grown = max(0.0, memory_mb(process.pid) - before)
        alive = _bodies(base, number, key, [b'{"v":{"heart_rate":70}}'])
    strange = {code: n for code, n in statuses.items() if code >= 500}
    held = report(
        "fuzz.server", grown, "MB grown", at_most=SERVER_GROWTH_MB, messages=count + count // 4,
        statuses=statuses,
    )  # fmt: skip
    return held and not strange and alive == {200: 1}


def _stream(port: int, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as stranger, suppress(OSError):
        stranger.sendall(data)
        stranger.shutdown(socket.SHUT_WR)
        while stranger.recv(4096):
            pass


def _bodies(base: str, number: str, key: str, bodies: list[bytes]) -> dict[int, int]:
    """How often each status was answered."""
    found: dict[int, int] = {}
    basic = base64.b64encode(f"{number}:{key}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=30)
    for body in bodies:
        connection.request("POST", "/api/devices/ingest", body, headers)
        answer = connection.getresponse()
        answer.read()
        found[answer.status] = found.get(answer.status, 0) + 1
    connection.close()
    return found
