"""Brokers for the tests: the embedded one, and a real Mosquitto."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command

from linli.edge.runner import Ingest
from linli.kernel.models import Area
from linli.kernel.testing.serving import free_port
from linli.kernel.testing.world import World, make_world
from linli.sections.devices.services.register import Registered
from linli.sections.devices.tests.factories import DeviceClient, make_device

PLATFORM_PASSWORD = "platform-password-of-the-tests"
MOSQUITTO = """
allow_anonymous false
max_queued_messages 0
max_inflight_messages 0
persistence true
autosave_interval 1
autosave_on_changes false
"""


@dataclass
class Wire:
    """A broker with the ingest behind it. Devices are registered before it opens."""

    kind: str
    port: int
    world: World
    devices: dict[str, Registered] = field(default_factory=dict)

    def client(self, number: str, **options: object) -> DeviceClient:
        """The device's connection, with its own key."""
        return DeviceClient(self.port, number, self.devices[number].key, **options)  # type: ignore[arg-type]


Open = Callable[..., Wire]


@pytest.fixture
def open_world(transactional_db: None) -> World:
    """Areas that other threads can see; the ready-made thing models are there."""
    from linli.sections.devices.services.things import ensure_catalogue

    ensure_catalogue()
    return make_world()


@pytest.fixture
def embedded(open_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the embedded broker for the named devices."""
    with _opener(open_world, _ingest_embedded, "embedded", monkeypatch) as opener:
        yield opener


@pytest.fixture(params=["embedded", "mosquitto"])
def broker(
    request: pytest.FixtureRequest, open_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Open]:
    """Opens the embedded broker, or a real Mosquitto, for the named devices."""
    if request.param == "embedded":
        with _opener(open_world, _ingest_embedded, "embedded", monkeypatch) as opener:
            yield opener
        return
    monkeypatch.setenv("LINLI_TEST_FOLDER", str(tmp_path))
    with _opener(open_world, _ingest_mosquitto, "mosquitto", monkeypatch) as opener:
        yield opener


Stop = Callable[[], None]
Starter = Callable[[pytest.MonkeyPatch], tuple[int, Stop]]


@contextmanager
def _opener(world: World, start: Starter, kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    stops: list[Stop] = []

    def open_for(*numbers: str, type_code: str = "environment", area: Area | None = None) -> Wire:
        made = {n: make_device(area or world.near.estate, n, type_code) for n in numbers}
        port, stop = start(monkeypatch)
        stops.append(stop)
        return Wire(kind, port, world, made)

    try:
        yield open_for
    finally:
        for stop in stops:
            stop()


def _ingest_embedded(monkeypatch: pytest.MonkeyPatch) -> tuple[int, Stop]:
    monkeypatch.delenv("LINLI_MQTT_URL", raising=False)
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    ingest = Ingest()
    ingest.start()
    return ingest.port, ingest.stop


def _ingest_mosquitto(monkeypatch: pytest.MonkeyPatch) -> tuple[int, Stop]:
    import os

    port, process = start_mosquitto(Path(os.environ["LINLI_TEST_FOLDER"]))
    monkeypatch.setenv("LINLI_MQTT_URL", f"mqtt://platform:{PLATFORM_PASSWORD}@127.0.0.1:{port}")
    ingest = Ingest()
    ingest.start()

    def stop() -> None:
        ingest.stop()
        process.terminate()
        process.wait(10)

    return port, stop


def start_mosquitto(folder: Path) -> tuple[int, subprocess.Popen[bytes]]:
    """A Mosquitto of its own, with the files that our command exports."""
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
    assert program, "mosquitto is needed for these tests: apt-get install mosquitto"
    port = free_port()
    call_command("mosquitto_files", str(folder), "--platform-password", PLATFORM_PASSWORD, verbosity=0)
    for name in ("passwords", "access"):
        (folder / name).chmod(0o644)
    folder.chmod(0o777)
    config = folder / "mosquitto.conf"
    config.write_text(
        f"listener {port} 127.0.0.1\n{MOSQUITTO}\npassword_file {folder}/passwords\nacl_file {folder}/access\n"
        f"persistence_location {folder}/\nuser root\n"
    )
    process = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
    _wait_port(port)
    return port, process


def _wait_port(port: int) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on port {port}")
