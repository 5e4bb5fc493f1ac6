"""Watches over real TCP: who is let in, what is kept, what is answered when, commands and back."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError

from linli.edge.runner import Ingest
from linli.kernel.access import SECRETARY, SYSTEM, WORKER
from linli.kernel.testing.world import World
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.models import Command, Device, Reading
from linli.sections.devices.queries.drivers import driver_lines
from linli.sections.devices.services import register
from linli.sections.devices.tests.factories import make_device, refused

ID, LONG = "2611220001", "861122330044556"
pytestmark = [pytest.mark.function("7.2"), pytest.mark.once]


class Watch:
    """The watch's side of the wire."""

    def __init__(
        self, port: int, terminal: str = ID, vendor: str = "3G", tls: ssl.SSLContext | None = None
    ) -> None:
        self.terminal, self.vendor = terminal, vendor
        plain = socket.create_connection(("127.0.0.1", port), timeout=15)
        self.socket = tls.wrap_socket(plain, server_hostname="127.0.0.1") if tls else plain

    def say(self, content: str) -> None:
        """Sends one frame."""
        data = content.encode()
        self.socket.sendall(f"[{self.vendor}*{self.terminal}*{len(data):04X}*".encode() + data + b"]")

    def hear(self) -> str:
        """The content of the next frame; empty when the platform closed."""
        data = b""
        try:
            while not data.endswith(b"]"):
                data += (more := self.socket.recv(1))
                if not more:
                    return ""
        except ConnectionError:
            return ""
        return data.decode().strip("[]").split("*", 3)[3]


Line = tuple[World, int]


@pytest.fixture
def line(open_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """The world with a registered watch, and the port of the watch server."""
    monkeypatch.setenv("LINLI_WATCH_PORT", "0")
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    make_device(open_world.near.estate, "BAND-1", "wristband", line="watch", terminal=ID)
    ingest = Ingest()
    ingest.start()
    yield open_world, ingest.ports["watch"]
    ingest.stop()


def stamp(at: dt.datetime) -> str:
    return f"{at:%d%m%y,%H%M%S}"


def values(number: str = "BAND-1") -> dict[str, float]:
    """The newest values of a device that are committed."""
    rows = Reading.objects.filter(device_id=Device.objects.get(number=number).pk).order_by("at_ms", "pk")
    return {
        metric: value for values in rows.values_list("values", flat=True) for metric, value in values.items()
    }


def test_a_session_of_a_watch(line: Line) -> None:
    """Link, position, alarm, heart: answered after the commit; the place is kept only with consent."""
    world, port = line
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    place = f"{stamp(now)},A,36.071420,N,120.382590,E,0.00,12.5,31.0,9,88,76,4321,3"
    watch = Watch(port)
    watch.say("LK,50,3,88")
    assert (watch.hear(), values()) == ("LK", {"steps": 50, "turns": 3, "battery": 88})
    watch.say(f"UD_LTE,{place},00000000,0,0.0")
    watch.say(f"AL_LTE,{place},00010008,0,0.0")
    assert watch.hear() == "AL_LTE"
    shown = values()
    assert (shown["sos"], shown["worn"], shown["satellites"], "latitude" in shown) == (1, 0, 9, False)
    for said in ("bphrt,122,76,71,,,,", "oxygen,0,97", "btemp2,1,36.4"):
        watch.say(said)
    assert [watch.hear() for _ in range(3)] == ["bphrt", "oxygen,1", "btemp2"]
    measured = {key: values()[key] for key in ("systolic", "heart_rate", "spo2", "body_temperature", "worn")}
    assert measured == {"systolic": 122, "heart_rate": 71, "spo2": 97, "body_temperature": 36.4, "worn": 1}
    band = Device.objects.get(number="BAND-1")
    register.edit_device(actor=SYSTEM, device_id=band.pk, changes={"locate": True})
    later = place.replace(stamp(now), stamp(now + dt.timedelta(seconds=1)))
    eventually(lambda: _says_place(watch, later))
    assert (values()["latitude"], refused()) == (36.07142, {})


def _says_place(watch: Watch, place: str) -> bool:
    watch.say(f"AL,{place},00000000,0,0.0")
    return watch.hear() == "AL" and "latitude" in values()


def test_an_alarm_is_answered_only_when_it_is_kept(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database cannot be written the watch gets no answer, and so goes on alarming; a bad clock delays nothing."""
    _, port = line
    append, away = Store.append, [True]

    def sometimes(self: Store, *args: Any) -> object:
        if away.pop() if away else False:
            assert "sos" not in values()
            raise OperationalError("database is locked")
        return append(self, *args)

    watch = Watch(port)
    watch.say("LK")
    assert watch.hear() == "LK"
    monkeypatch.setattr(Store, "append", sometimes)
    watch.say("AL,010100,000000,V,0.0,N,0.0,E,0,0,0,0,60,55,0,0,00010000,0,0.0")
    assert (watch.hear(), away, values()["sos"], values()["battery"]) == ("AL", [], 1, 55)


def test_who_is_let_in(line: Line) -> None:
    """Only registered ids; one connection each, the newest; no other id within it; a retired watch no more."""
    world, port = line
    stranger = Watch(port, "9999999999")
    stranger.say("LK")
    assert stranger.hear() == ""
    older, newer = Watch(port), Watch(port)
    older.say("LK")
    assert older.hear() == "LK"
    newer.say("LK")
    assert (newer.hear(), older.hear()) == ("LK", "")
    newer.terminal = "9999999999"
    newer.say("heart,72")
    assert newer.hear() == ""
    made = make_device(world.near.estate, "BAND-2", "wristband", line="watch", terminal=LONG).device
    other = Watch(port, LONG, "ZJ")
    other.say("LK,1,1,50")
    assert other.hear() == "LK"
    register.retire_device(actor=SYSTEM, device_id=made.pk, reason="丢失")
    other.say("LK")
    assert other.hear() == ""
    wanted = {("", "unknown_device"): 1, ("BAND-1", "bad_key"): 1, ("BAND-2", "unknown_device"): 1}
    eventually(lambda: sum(refused().values()) >= 3)
    assert refused() == wanted


def test_garbage_harms_nobody(line: Line) -> None:
    _, port = line
    for junk in (
        b"GET / HTTP/1.1\r\n\r\n",
        b"[3G*1*0002*LK]",
        b"\x00\xff" * 2000,
        b"[3G*2611220001*FFFF*" + b"x" * 70_000,
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=15) as stranger:
            stranger.sendall(junk)
    watch = Watch(port)
    watch.say("LK")
    watch.socket.sendall(b"junk between frames")
    watch.say("NEWTHING,1,2")
    watch.say("heart,72")
    assert [watch.hear(), watch.hear()] == ["LK", "heart"]
    eventually(
        lambda: (
            refused().get(("BAND-1", "unknown_topic")) == 1 and refused()[("BAND-1", "broken_packet")] == 1
        )
    )


def test_commands_to_a_watch(line: Line) -> None:
    """Asked while it is away: told when it comes; its answer is the acknowledgement."""
    world, port = line
    worker, band = world.browser(SECRETARY), Device.objects.get(number="BAND-1")
    path = f"/api/devices/devices/{band.pk}/commands"
    asked = worker.call("POST", path, {"code": "locate", "keep_s": 3600})
    assert asked.status_code == 201
    watch = Watch(port)
    watch.say("LK")
    assert [watch.hear(), watch.hear()] == ["LK", "CR"]
    watch.say("CR")
    eventually(lambda: Command.objects.get().state == "done")
    worker.call("POST", path, {"code": "sos_numbers", "params": {"first": "13800138000", "second": "120"}})
    assert watch.hear() == "SOS,13800138000,120,"
    watch.say("SOS")
    eventually(lambda: list(Command.objects.values_list("state", flat=True)) == ["done", "done"])


def test_a_watch_is_registered_with_its_id(world: World) -> None:
    worker = world.browser(WORKER)
    body = {
        "type_code": "wristband",
        "area_id": world.near.estate.pk,
        "name": "手表",
        "line": "watch",
        "terminal": ID,
    }
    first = worker.call("POST", "/api/devices/devices", body)
    again = worker.call("POST", "/api/devices/devices", body)
    short = worker.call("POST", "/api/devices/devices", {**body, "terminal": "123"})
    assert [answer.status_code for answer in (first, again, short)] == [201, 409, 422]
    assert [list(answer.json()["error"]["fields"]) for answer in (again, short)] == [
        ["terminal"],
        ["terminal"],
    ]
    shown = worker.call("GET", f"/api/devices/devices/{first.json()['device']['id']}").json()
    assert (shown["line"], shown["terminal"], shown["locate"]) == ("watch", ID, False)


def test_a_driver_that_cannot_start_is_said_and_the_others_run(
    open_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watch port is taken: MQTT listens, the health page says what is wrong; when it is free the watches come in."""
    monkeypatch.setattr("linli.edge.runner.RETRY_SECONDS", (0.05,))
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    monkeypatch.setenv("LINLI_OCPP_PORT", "no number")
    make_device(open_world.near.estate, "BAND-1", "wristband", line="watch", terminal=ID)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("LINLI_WATCH_PORT", str(taken.getsockname()[1]))
        ingest = Ingest()
        ingest.start()
        assert list(ingest.ports) == ["mqtt"]
        eventually(lambda: {line["name"]: line["state"] for line in driver_lines()} == SAID)
    eventually(lambda: "watch" in ingest.ports)
    watch = Watch(ingest.ports["watch"])
    watch.say("LK")
    assert watch.hear() == "LK"
    ingest.stop()


SAID = {"devices.driver.mqtt": "ok", "devices.driver.watch": "bad", "devices.driver.ocpp": "bad"}
