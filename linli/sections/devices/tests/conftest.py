"""Brokers for the tests: the embedded one, and a real Mosquitto."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command

from linli.edge.runner import Ingest
from linli.kernel.models import Area
from linli.kernel.testing.mosquitto import SHIPPED, Mosquitto
from linli.kernel.testing.world import World, make_world
from linli.sections.devices.services.register import Registered
from linli.sections.devices.tests.factories import DeviceClient, make_device

PLATFORM_PASSWORD = "platform-password-of-the-tests"


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

    broker = start_mosquitto(Path(os.environ["LINLI_TEST_FOLDER"]))
    monkeypatch.setenv("LINLI_MQTT_URL", f"mqtt://platform:{PLATFORM_PASSWORD}@127.0.0.1:{broker.port}")
    ingest = Ingest()
    ingest.start()

    def stop() -> None:
        ingest.stop()
        broker.stop()

    return broker.port, stop


def start_mosquitto(folder: Path, config: str = SHIPPED) -> Mosquitto:
    """A Mosquitto of its own, with the files that our command exports."""
    call_command("mosquitto_files", str(folder), "--platform-password", PLATFORM_PASSWORD, verbosity=0)
    broker = Mosquitto(folder, config)
    broker.start()
    return broker
