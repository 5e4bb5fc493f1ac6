"""ingest.qos1_stored: messages per second from 1,000 devices through Mosquitto into the log, acknowledged and stored.

Baseline: a bare gmqtt receiver on the same Mosquitto that counts and stores nothing. `ingest.embedded` is the embedded
broker, every device on a connection of its own. Rounds take turns; the middle one counts.
"""

import subprocess
import sys
import time
from typing import Any

from benchmarks import mqttstage
from benchmarks.report import report
from benchmarks.stage import ROOT, linli_serve, memory_mb, stage

AT_LEAST = 0.5
EMBEDDED_AT_LEAST = 3000
MEMORY_MB = 250
DEVICES = 1000
ROUNDS = 3
WINDOW = 1000


def run(*, quick: bool, fuzz: bool = False, faults: bool = False, soak: bool = False) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite. The other parts run instead when asked for."""
    from benchmarks import ingest_faults, ingest_fuzz, ingest_soak

    with stage() as env:
        import django

        django.setup()
        prepare()
        asked = ((fuzz, ingest_fuzz.run), (faults, ingest_faults.run), (soak, ingest_soak.run))
        parts = [part for wanted, part in asked if wanted] or [_speed]
        held = [part(env, quick=quick) for part in parts]
        from django.db import connections

        connections.close_all()
    return all(held)


def _speed(env: dict[str, str], *, quick: bool) -> bool:
    count = 20_000 if quick else 100_000
    keys = mqttstage.devices(DEVICES)
    outside = _outside(env, keys, count)
    return _embedded({**env, "LINLI_MQTT_RATE": "100000"}, keys, count // 2) and outside


def prepare() -> None:
    """An up-to-date database."""
    from linli.server.database_state import migrate

    migrate()


def _outside(env: dict[str, str], keys: dict[str, str], count: int) -> bool:
    from linli.server.database_state import engine

    ours, bare, memory = [], [], 0.0
    with mqttstage.mosquitto() as port:
        for _ in range(ROUNDS):
            bare.append(_bare(port, list(keys), count))
        url = {"LINLI_MQTT_URL": f"mqtt://127.0.0.1:{port}", "LINLI_MQTT_CLIENT_ID": "bench"}
        with linli_serve({**env, **url}) as (_, process):
            for _ in range(ROUNDS):
                ours.append(_stored({"port": port, "users": list(keys), "single": True}, count))
                memory = max(memory, memory_mb(process.pid))
    held = report(
        "ingest.qos1_stored", middle(ours), "msg/s", baseline=middle(bare), at_least=AT_LEAST,
        engine=engine(), messages=count, rounds=[round(r) for r in ours], bare=[round(r) for r in bare],
    )  # fmt: skip
    return report("ingest.memory", memory, "MB", at_most=MEMORY_MB) and held


def _embedded(env: dict[str, str], keys: dict[str, str], count: int) -> bool:
    with linli_serve(env):
        plan = {"port": int(env["LINLI_MQTT_PORT"]), "users": list(keys), "keys": keys, "window": 20}
        rates = [_stored(plan, count) for _ in range(ROUNDS)]
    return report(
        "ingest.embedded", middle(rates), "msg/s", at_least=EMBEDDED_AT_LEAST, connections=DEVICES,
        rounds=[round(r) for r in rates],
    )  # fmt: skip


def _bare(port: int, users: list[str], count: int) -> float:
    receiver = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare_gmqtt", str(port), str(count)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert receiver.stdout
    receiver.stdout.readline()
    plan = {"port": port, "users": users, "single": True, "window": WINDOW, "count": count, "base": 0}
    load = mqttstage.Load(plan)
    load.go()
    ended = float(receiver.stdout.readline())
    rate = count / (ended - load.result()["began"])
    receiver.wait(10)
    return rate


def _stored(plan: dict[str, Any], count: int) -> float:
    """Messages per second until the last one can be read from the log by another process."""
    before, had = logged(), stored()
    base = int(time.time() * 1000) - 86_400_000 + before
    load = mqttstage.Load({"window": WINDOW, **plan, "count": count, "base": base})
    load.go()
    ended = mqttstage.eventually(lambda: logged() - before >= count)
    result = load.result()
    if stored() - had != count:
        raise RuntimeError(f"{count} sent, {stored() - had} stored")
    return count / (max(ended, result["ended"]) - result["began"])


def logged() -> int:
    """The id of the newest message in the log: ids without gaps, since nothing here comes twice."""
    from linli.kernel.access import SYSTEM
    from linli.sections.devices import queries

    return queries.log_end(SYSTEM)


def stored() -> int:
    """How many messages the log has."""
    from linli.sections.devices.models import Reading

    return Reading.objects.count()


def middle(values: list[float]) -> float:
    """The middle value."""
    return sorted(values)[len(values) // 2]
