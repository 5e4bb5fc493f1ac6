"""Faults at the real boundary: nothing that was acknowledged is lost, nobody is needed, and the health page tells."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections

from linli.edge.mqtt import client as packets_of
from linli.edge.runner import Ingest
from linli.kernel import clock, telemetry
from linli.kernel.testing.world import World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.models import Incident, Reading
from linli.sections.devices.queries.health import health_lines
from linli.sections.devices.tests.conftest import PLATFORM_PASSWORD, Wire, start_mosquitto
from linli.sections.devices.tests.factories import DeviceClient, make_device, now_ms

Open = Callable[..., Wire]


@contextmanager
def postgres_away() -> Iterator[None]:
    import psycopg

    connection.ensure_connection()
    raw: Any = connection.connection
    name, own = raw.info.dbname, raw.info.backend_pid
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
    with psycopg.connect(
        raw.info.dsn, password=raw.info.password, dbname="postgres", autocommit=True
    ) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute(others, [name, own])
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@contextmanager
def database_away() -> Iterator[None]:
    """PostgreSQL throws everybody else out and lets nobody in; on SQLite another program holds the file."""
    if connection.vendor == "postgresql":
        with postgres_away():
            yield
        return
    import sqlite3

    other = sqlite3.connect(connections[settings.TELEMETRY_DB].settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def troubles() -> list[Any]:
    return list(getattr(telemetry.running(), "troubles", list)())


@pytest.mark.function("7.2")
def test_a_database_that_is_away_costs_nothing(embedded: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connections.databases[settings.TELEMETRY_DB]["OPTIONS"], "timeout", 0.05)
    wire = embedded("D-1")
    with wire.client("D-1") as client:
        client.send("linli/D-1/up/readings", {"v": {"noise": 1}})
        with database_away():
            at = now_ms()
            infos = [
                client.publish("linli/D-1/up/readings", {"t": at + i, "v": {"noise": 2}}) for i in range(5)
            ]
            eventually(lambda: troubles() and clock.now_ms() - troubles()[0].began_ms > 1000)
            assert [info.is_published() for info in infos] == [False] * 5
            during = [line for line in health_lines() if line["state"] == "bad"]
            assert [(line["title"], "起，期间" in line["value"]) for line in during] == [
                ("数据库不可写", True)
            ]
        for info in infos:
            info.wait_for_publish(15)
    eventually(lambda: Incident.objects.count() == 1)
    assert Reading.objects.filter(at_ms__gte=at).count() == 5
    told = [line for line in health_lines() if line["name"].startswith("devices.incident")]
    assert [(line["title"], line["state"], line["advice"]) for line in told] == [
        ("数据库不可写", "warn", "已自动恢复。")
    ]
    assert told[0]["value"].endswith(f"期间 {Incident.objects.get().waited} 条消息等待，未丢失")


@pytest.mark.function("7.2")
def test_a_broker_that_is_away_costs_nothing(
    open_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make_device(open_world.near.estate, "M-1")
    broker = start_mosquitto(tmp_path)
    port = broker.port
    monkeypatch.setenv("LINLI_MQTT_URL", f"mqtt://platform:{PLATFORM_PASSWORD}@127.0.0.1:{port}")
    monkeypatch.setattr("linli.edge.mqtt.external.RECONNECT_SECONDS", (0.1,))
    ingest, at = Ingest(), now_ms()
    ingest.start()
    try:
        client = DeviceClient(port, "M-1", made.key)
        client.client.reconnect_delay_set(1, 1)
        client.send("linli/M-1/up/readings", {"t": at, "v": {"noise": 1}})
        broker.stop()
        eventually(lambda: troubles() and clock.now_ms() - troubles()[0].began_ms > 1000)
        assert [trouble.kind for trouble in troubles()] == ["broker"]
        client.client.publish("linli/M-1/up/readings", f'{{"t":{at + 1},"v":{{"noise":2}}}}', qos=1)
        broker.start()
        eventually(lambda: Reading.objects.count() == 2 and Incident.objects.count() == 1)
        client.close()
    finally:
        ingest.stop()
        broker.stop()
    assert (Incident.objects.get().kind, Incident.objects.get().detail) == ("broker", f"127.0.0.1:{port}")


def killed_broker(listener: socket.socket, packets: bytes) -> None:
    """Grants the subscription, sends everything it has and is gone for ever."""
    connection, _ = listener.accept()
    listener.close()
    with connection:
        for answer in (b"\x20\x03\x00\x00\x00", b"\x90\x06\x00\x01\x00\x01\x01\x01" + packets):
            assert connection.recv(4096)
            connection.sendall(answer)


@pytest.mark.function("7.2")
def test_what_a_killed_broker_had_sent_is_kept(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It told its senders that all is well and never sends it again: not even while there is no room is it dropped."""
    make_device(open_world.near.estate, "M-1")
    at, listener = now_ms(), socket.create_server(("127.0.0.1", 0))
    packets = b"".join(
        packets_of.publish(n + 1, "linli/M-1/up/readings", b'{"t":%d,"v":{"noise":1}}' % (at + n), level=5)
        for n in range(40)
    )
    monkeypatch.setattr("linli.sections.devices.ingest.pipeline.QUEUE", 1)
    monkeypatch.setenv("LINLI_MQTT_URL", f"mqtt://platform@127.0.0.1:{listener.getsockname()[1]}")
    broker = threading.Thread(target=killed_broker, args=(listener, packets))
    broker.start()
    ingest = Ingest()
    ingest.start()
    try:
        eventually(lambda: Reading.objects.count() == 40)
    finally:
        ingest.stop()
        broker.join(10)


def test_no_room_is_told_apart(tmp_path: Path) -> None:
    """A real full disk: SQLite may not grow its file. (PostgreSQL says the same by SQLSTATE 53100.)"""
    import sqlite3

    from django.db import OperationalError

    from linli.sections.devices.ingest.pipeline import is_full

    full = sqlite3.connect(tmp_path / "full.sqlite3")
    full.execute("CREATE TABLE t (x)")
    full.execute("PRAGMA max_page_count = 3")
    with pytest.raises(sqlite3.OperationalError) as caught:
        full.execute("INSERT INTO t VALUES (?)", ["x" * 20_000])
    assert is_full(OperationalError(str(caught.value)))
    assert not is_full(OperationalError(os.strerror(5)))
