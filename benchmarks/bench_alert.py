"""alert.p99_1000 and alert.p99_5000: from the moment an alert is due to when it is known outside, at 1,000 and 5,000 msg/s.

1,000 bands through a Mosquitto, every tenth with a pulse that is high for 6 s and low for 6 s (some eight alerts that begin
and eight that end each second), “above 120 for 3 s”. Ours is stored, evaluated, and known when another process has read the
committed alert: this one, which asks SQLite every 0.3 ms whether anything was committed (PRAGMA data_version), or is woken by
PostgreSQL's NOTIFY. Node-RED's, beside it in the same run, stores nothing and is known when its message arrives here.
Node-RED can only speak when a message comes, so its moment is that message's own time. Flapping is switched off, or at the
second rate the same bands would only be counted on the alerts that are held. What measures goes before what is measured,
beside both, where the system allows it: two busy cores let a listener wait for milliseconds.
"""

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks import mqttstage, nodered
from benchmarks.report import report
from benchmarks.stage import ROOT, linli_serve, memory_mb, stage

AT_MOST_RATIO = 1.0
MEMORY_MB = 250
BANDS = 1000
RATES = (1000, 5000)
WARM_S = 14.0


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    seconds = WARM_S + (15 if quick else 60)
    with stage() as env:
        import django

        django.setup()
        from linli.server.database_state import engine, migrate

        migrate()
        keys = list(mqttstage.devices(BANDS))
        _rule()
        held, memory = True, 0.0
        for rate in RATES:
            with mqttstage.mosquitto() as port:
                theirs = _node_red(port, keys, rate, seconds)
            with mqttstage.mosquitto() as port:
                ours, used = _ours(env, port, keys, rate, seconds)
                memory = max(memory, used)
            held &= report(
                f"alert.p99_{rate}", p99(ours), "ms", baseline=p99(theirs), at_most_ratio=AT_MOST_RATIO, engine=engine(),
                p50=round(middle(ours), 1), p50_node_red=round(middle(theirs), 1), alerts=len(ours), alerts_node_red=len(theirs),
            )  # fmt: skip
        held &= report("alert.memory", memory, "MB", at_most=MEMORY_MB)
        from django.db import connections

        connections.close_all()
    return held


def _rule() -> None:
    """The rule, on a kind that ends by itself at once."""
    from linli.kernel.access import SYSTEM
    from linli.kernel.models import Area
    from linli.sections.alerts import services
    from linli.sections.alerts.catalogue import ensure_kinds
    from linli.sections.alerts.models import AlertKind

    ensure_kinds()
    AlertKind.objects.filter(code="overheat").update(hold_s=0, chain=[], latched=False, immediate=False)
    area = Area.objects.get(kind=Area.Kind.ESTATE)
    data = services.RuleData(
        "心率过高", "threshold", "overheat", area.pk, "wristband", 3, "heart_rate", ">", 120.0, 110.0
    )
    services.create_rule(actor=SYSTEM, data=data)


def _wave(port: int, users: list[str], rate: int, seconds: float) -> Any:
    """Starts the load; a function that waits for its end."""
    file = Path(tempfile.mkstemp(suffix=".json")[1])
    file.write_text(json.dumps({"port": port, "users": users, "rate": rate, "seconds": seconds}))
    words = [sys.executable, "-m", "benchmarks.wave", str(file)]
    running = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdin
    assert running.stdout
    if running.stdout.readline().strip() != "ready":
        raise RuntimeError("the wave could not connect")
    running.stdin.write("\n")
    running.stdin.flush()
    return running


def _ours(
    env: dict[str, str], port: int, users: list[str], rate: int, seconds: float
) -> tuple[list[float], float]:
    """Milliseconds from due to committed and read by this process, and the server's memory."""
    found: list[float] = []
    more = {"LINLI_MQTT_URL": f"mqtt://127.0.0.1:{port}", "LINLI_MQTT_CLIENT_ID": "bench",
            "LINLI_WATCH_PORT": "off", "LINLI_OCPP_PORT": "off", "LINLI_ALERTS_FLAP_LIMIT": "0"}  # fmt: skip
    with linli_serve({**env, **more}) as (_, process), closing(_watcher()) as watcher, first_in_line():
        watcher.news()
        load, began = _wave(port, users, rate, seconds), time.time()
        while load.poll() is None:
            raised = watcher.news()
            now = time.time()
            if now - began > WARM_S:
                found += [(now - at) * 1000 for at in raised]
        return found, memory_mb(process.pid)


def go_first() -> None:
    """This thread before all others, but not what it starts."""
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(1))


@contextmanager
def first_in_line() -> Iterator[None]:
    """The same for a while."""
    go_first()
    try:
        yield
    finally:
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


class OnSqlite:
    """Sees new alerts in the file, over a connection of its own."""

    def __init__(self) -> None:
        from django.conf import settings

        self.file = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
        self.last = self.version = 0

    def news(self) -> list[float]:
        """When the alerts were due that have appeared since the last call; waits a moment if there is nothing new."""
        version = self.file.execute("PRAGMA data_version").fetchone()[0]
        if version == self.version:
            time.sleep(0.0003)
            return []
        self.version = version
        query = "SELECT id, raised_at FROM alerts_alert WHERE id > ? ORDER BY id"
        rows = self.file.execute(query, [self.last]).fetchall()
        self.last = rows[-1][0] if rows else self.last
        return [dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC).timestamp() for _, at in rows]

    def close(self) -> None:
        """Lets go of the file."""
        self.file.close()


class OnPostgres:
    """Is told of commits by PostgreSQL, over a connection of its own."""

    def __init__(self) -> None:
        import psycopg

        self.server = psycopg.connect(os.environ["LINLI_DATABASE_URL"], autocommit=True)
        self.server.execute("LISTEN linli")
        self.last = 0

    def news(self) -> list[float]:
        """The same; waits for a notice."""
        list(self.server.notifies(timeout=0.2, stop_after=1))
        query = "SELECT id, raised_at FROM alerts_alert WHERE id > %s ORDER BY id"
        rows = self.server.execute(query, [self.last]).fetchall()
        self.last = rows[-1][0] if rows else self.last
        return [at.timestamp() for _, at in rows]

    def close(self) -> None:
        """Closes the connection."""
        self.server.close()


def _watcher() -> "OnSqlite | OnPostgres":
    return OnPostgres() if os.environ.get("LINLI_DATABASE_URL") else OnSqlite()


def _node_red(port: int, users: list[str], rate: int, seconds: float) -> list[float]:
    """Milliseconds from the deciding message's own time to when the alert has arrived here."""
    import paho.mqtt.client as paho
    from paho.mqtt.enums import CallbackAPIVersion

    found: list[float] = []
    with nodered.node_red(port):
        time.sleep(2)
        client = paho.Client(CallbackAPIVersion.VERSION2, client_id="bench-listener")
        ready, start = threading.Event(), [0.0]

        def subscribed(*_: Any) -> None:
            go_first()  # in the thread that listens
            ready.set()

        def arrived(_client: Any, _data: Any, message: Any) -> None:
            now = time.time()
            if now - start[0] > WARM_S:
                found.append(now * 1000 - json.loads(message.payload)["at"])

        client.on_message = arrived
        client.on_subscribe = subscribed
        client.connect("127.0.0.1", port)
        client.subscribe(nodered.TOPIC, qos=1)
        client.loop_start()
        ready.wait(10)
        start[0] = time.time()
        _wave(port, users, rate, seconds).wait()
        client.loop_stop()
    return found


def p99(values: list[float]) -> float:
    """The 99th percentile; there must be something to tell."""
    if not values:
        raise RuntimeError("no alert was raised")
    return sorted(values)[int(len(values) * 0.99)]


def middle(values: list[float]) -> float:
    """The median."""
    return sorted(values)[len(values) // 2]
