"""`python -m benchmarks ingest --faults`: broker stopped 60 s, database stopped 30 s, disk full, clock moved by an hour.

Two hundred devices go on sending at QoS 1 through every fault; afterwards each acknowledged message is in the log once,
nobody helped, and the health page has a line for it. On PostgreSQL through a Mosquitto as `deploy/` has it.
"""

import io
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import mqttstage
from benchmarks.awry import database_away, full_disk
from benchmarks.report import report
from benchmarks.stage import linli_serve
from linli.kernel.testing.mosquitto import Mosquitto

RATE = 500
DEVICES = 200
COUNT = 10_000
BROKER_SECONDS, DATABASE_SECONDS, DISK_SECONDS, CLOCK_SECONDS = 60, 30, 20, 20
RECOVERY_SECONDS = 20.0
PASSWORD = "platform-password-of-the-faults"


def run(env: dict[str, str], *, quick: bool) -> bool:
    """Each fault that this machine allows; a fault that cannot be made here is said, not passed over."""
    shorter = 6 if quick else 1
    keys = mqttstage.devices(DEVICES)
    held = _broker(env, keys, BROKER_SECONDS / shorter)
    held = _database(env, keys, DATABASE_SECONDS / shorter) and held
    held = _disk(env, keys, DISK_SECONDS / shorter) and held
    return _clock(env, keys, CLOCK_SECONDS / shorter) and held


@contextmanager
def shipped(folder: str) -> Iterator[Mosquitto]:
    """A Mosquitto that knows the registered devices."""
    from django.core.management import call_command

    call_command("mosquitto_files", folder, "--platform-password", PASSWORD, stdout=io.StringIO())
    broker = Mosquitto(Path(folder))
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


@contextmanager
def served(
    env: dict[str, str], *, outside: bool = False
) -> Iterator[tuple[int, subprocess.Popen[bytes], Mosquitto | None]]:
    """The port for devices, the server, and the broker where there is one outside: always on PostgreSQL."""
    env = {**env, "LINLI_MQTT_RATE": "1000"}
    if not (outside or env.get("LINLI_DATABASE_URL")):
        with linli_serve(env) as (_, process):
            yield int(env["LINLI_MQTT_PORT"]), process, None
        return
    with tempfile.TemporaryDirectory(prefix="linli-mosquitto-") as folder, shipped(folder) as broker:
        url = {"LINLI_MQTT_URL": f"mqtt://platform:{PASSWORD}@127.0.0.1:{broker.port}"}
        with linli_serve({**env, **url}) as (_, process):
            yield broker.port, process, broker


def _broker(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The platform stands still (SIGSTOP) while the broker acknowledges a load; then the broker is stopped for a while."""
    with served(env, outside=True) as (port, process, broker):
        assert broker

        def fault() -> None:
            process.send_signal(signal.SIGSTOP)
            time.sleep(COUNT / RATE)
            broker.stop()
            process.send_signal(signal.SIGCONT)
            time.sleep(seconds)
            broker.start()

        return _through("faults.broker", fault, _plan(port, keys), gone=True)


def _database(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """PostgreSQL lets nobody in; on SQLite another program holds the file."""
    with served(env) as (port, _, _):

        def fault() -> None:
            with database_away():
                time.sleep(seconds)

        return _through("faults.database", fault, _plan(port, keys))


def _disk(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The server may not make any file longer for a while (RLIMIT_FSIZE); PostgreSQL's own disk is really full."""
    with full_disk(env) as fill, served(env) as (port, process, _):

        def fault() -> None:
            with fill(process):
                time.sleep(seconds)

        return _through("faults.disk", fault, _plan(port, keys))


def _clock(env: dict[str, str], keys: dict[str, str], seconds: float) -> bool:
    """The clock of the server is set an hour ahead, then an hour behind, then right (libfaketime, this process only)."""
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
        with served({**env, **faked}) as (port, _, _):
            return _through("faults.clock", fault, _plan(port, keys))


def _plan(port: int, keys: dict[str, str]) -> dict[str, Any]:
    return {"port": port, "users": list(keys), "keys": keys}


def _faketime() -> str:
    """The library that moves a process's clock."""
    import libfaketime

    found = next(Path(libfaketime.__file__).parent.rglob("libfaketime.so.1"), None)
    if found is None:
        raise RuntimeError("libfaketime has no library for this system")
    return str(found)


def _through(name: str, fault: Callable[[], None], plan: dict[str, Any], *, gone: bool = False) -> bool:
    """Sends through the fault; what was acknowledged must be in the log, once. `gone`: the senders end in the fault."""
    from linli.sections.devices.models import Incident, Reading

    had, incidents = Reading.objects.count(), Incident.objects.count()
    count = COUNT
    base = int(time.time() * 1000) - 86_400_000 * 2 + had
    load = mqttstage.Load({"window": 10_000, "rate": RATE, **plan, "count": count, "base": base})
    load.go()
    time.sleep(1)
    fault()
    ended = time.time()
    if not gone:
        load.result()
    reached = mqttstage.eventually(lambda: Reading.objects.count() - had >= count)
    doubled = Reading.objects.count() - had - count
    told = Incident.objects.count() - incidents
    held = report(
        name, reached - ended, "s to catch up", at_most=RECOVERY_SECONDS + count / RATE, messages=count,
        doubled=doubled, incidents=told,
    )  # fmt: skip
    return held and doubled == 0 and told >= 1
