"""`python -m benchmarks ingest --faults`: broker stopped 60 s, database stopped 30 s, disk full, clock moved by an hour.

Two hundred devices go on sending at QoS 1 through every fault; afterwards each acknowledged message is in the log once,
nobody helped, and the health page has a line for it.
"""

import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import mqttstage
from benchmarks.report import report
from benchmarks.stage import linli_serve

RATE = 500
DEVICES = 200
COUNT = 10_000
BROKER_SECONDS, DATABASE_SECONDS, DISK_SECONDS, CLOCK_SECONDS = 60, 30, 20, 20
RECOVERY_SECONDS = 20.0


def run(env: dict[str, str], *, quick: bool) -> bool:
    """Each fault that this machine allows; a fault that cannot be made here is said, not passed over."""
    shorter = 6 if quick else 1
    keys = mqttstage.devices(DEVICES)
    held = _broker(env, keys, BROKER_SECONDS / shorter)
    held = _database(env, keys, DATABASE_SECONDS / shorter) and held
    held = _disk(env, keys, DISK_SECONDS / shorter) and held
    return _clock(env, keys, CLOCK_SECONDS / shorter) and held


def _broker(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The platform stands still (SIGSTOP) while the broker acknowledges a load; then the broker is stopped for a while."""
    with tempfile.TemporaryDirectory(prefix="linli-mosquitto-") as folder:
        broker = mqttstage.Mosquitto(folder, persistence=True)
        url = {"LINLI_MQTT_URL": f"mqtt://127.0.0.1:{broker.port}"}
        try:
            with linli_serve({**env, **url}) as (_, process):
                time.sleep(1)

                def fault() -> None:
                    process.send_signal(signal.SIGSTOP)
                    time.sleep(COUNT / RATE)
                    broker.stop()
                    process.send_signal(signal.SIGCONT)
                    time.sleep(seconds)
                    broker.start()

                return _through(
                    "faults.broker", fault, {"port": broker.port, "users": list(keys), "single": True}
                )
        finally:
            broker.stop()


def _database(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """PostgreSQL lets nobody in; on SQLite another program holds the file."""
    plan = {"port": int(env["LINLI_MQTT_PORT"]), "users": list(keys), "keys": keys}
    with linli_serve({**env, "LINLI_MQTT_RATE": "1000"}):

        def fault() -> None:
            with database_away():
                time.sleep(seconds)

        return _through("faults.database", fault, plan)


def _disk(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The server may not make any file longer for a while, which is what a full disk is to it (RLIMIT_FSIZE)."""
    import resource

    plan = {"port": int(env["LINLI_MQTT_PORT"]), "users": list(keys), "keys": keys}
    if env.get("LINLI_DATABASE_URL"):
        report("faults.disk", 0, "not made here: the database server writes, not linli")
        return True
    with linli_serve({**env, "LINLI_MQTT_RATE": "1000"}) as (_, process):

        def fault() -> None:
            soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, hard))
            time.sleep(seconds)
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))

        return _through("faults.disk", fault, plan)


def _clock(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The clock of the server is set an hour ahead, then an hour behind, then right (libfaketime, this process only)."""
    plan = {"port": int(env["LINLI_MQTT_PORT"]), "users": list(keys), "keys": keys}
    with tempfile.TemporaryDirectory(prefix="linli-clock-") as folder:
        told, written = Path(folder) / "offset", Path(folder) / "next"

        def set_to(offset: str) -> None:
            written.write_text(offset)
            written.replace(told)

        def fault() -> None:
            for offset in ("+3600", "-3600", "+0"):
                set_to(offset)
                time.sleep(seconds)

        set_to("+0")
        faked = {
            "LD_PRELOAD": _faketime(), "FAKETIME_TIMESTAMP_FILE": str(told), "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip
        with linli_serve({**env, **faked, "LINLI_MQTT_RATE": "1000"}):
            return _through("faults.clock", fault, plan)


def _faketime() -> str:
    """The library that moves a process's clock."""
    import libfaketime

    found = next(Path(libfaketime.__file__).parent.rglob("libfaketime.so.1"), None)
    if found is None:
        raise RuntimeError("libfaketime has no library for this system")
    return str(found)


def _through(name: str, fault: Callable[[], None], plan: dict[str, Any]) -> bool:
    """Sends through the fault; what was acknowledged must be in the log, once."""
    from linli.sections.devices.models import Incident, Reading

    had, incidents = Reading.objects.count(), Incident.objects.count()
    count = COUNT
    base = int(time.time() * 1000) - 86_400_000 * 2 + had
    load = mqttstage.Load({"window": 10_000, "rate": RATE, **plan, "count": count, "base": base})
    load.go()
    time.sleep(1)
    fault()
    ended = time.time()
    if not plan.get("single"):
        load.result()
    reached = mqttstage.eventually(lambda: Reading.objects.count() - had >= count)
    doubled = Reading.objects.count() - had - count
    told = Incident.objects.count() - incidents
    held = report(
        name, reached - ended, "s to catch up", at_most=RECOVERY_SECONDS + count / RATE, messages=count,
        doubled=doubled, incidents=told,
    )  # fmt: skip
    return held and doubled == 0 and told >= 1


@contextmanager
def database_away() -> Iterator[None]:
    """Nobody but us can use the telemetry database."""
    from django.conf import settings
    from django.db import connection, connections

    if connection.vendor == "sqlite":
        import sqlite3

        other = sqlite3.connect(
            connections[settings.TELEMETRY_DB].settings_dict["NAME"], isolation_level=None
        )
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    import psycopg

    connection.ensure_connection()
    raw: Any = connection.connection
    name, own = raw.info.dbname, raw.info.backend_pid
    with psycopg.connect(
        raw.info.dsn, password=raw.info.password, dbname="postgres", autocommit=True
    ) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
        admin.execute(others, [name, own])
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
