"""Charging by OCPP (7.5): stories over a real WebSocket, played by a client of others' making."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import websockets
from django.utils import timezone

from linli.edge.ocpp.tests import shaking
from linli.edge.runner import Ingest
from linli.kernel import telemetry
from linli.kernel.access import SYSTEM
from linli.kernel.outbox import drain
from linli.kernel.telemetry import Message
from linli.kernel.testing.world import Browser, World
from linli.kernel.tests.waiting import eventually
from linli.sections.alerts import story
from linli.sections.alerts.catalogue import ensure_kinds
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.models import Alert
from linli.sections.alerts.services import create_rule
from linli.sections.alerts.tests.factories import settle
from linli.sections.devices.charging.central import Central
from linli.sections.devices.models import ChargePoint, ChargeSession, Latest
from linli.sections.devices.services.charging import save_card
from linli.sections.devices.services.register import issue_key
from linli.sections.devices.tests.chargers import tariff
from linli.sections.devices.tests.factories import make_device, now_ms, refused
from linli.sections.devices.tests.piles import Pile, Yard

pytestmark = pytest.mark.once

NUMBER = "PILE-01"
MINE = "/api/devices/charging/mine"


@pytest.fixture
def yard(open_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Yard]:
    """The ingest with the central system, on ports of its own."""
    monkeypatch.delenv("LINLI_MQTT_URL", raising=False)
    monkeypatch.setenv("LINLI_MQTT_PORT", "0")
    monkeypatch.setenv("LINLI_OCPP_PORT", "0")
    ingest = Ingest()
    ingest.start()
    opened = Yard(ingest.ports["ocpp"])
    try:
        yield opened
    finally:
        opened.close()
        ingest.stop()


def latest(device_id: int) -> dict[str, float]:
    """The newest values of a device, which the writer keeps once a second."""
    rows = Latest.objects.filter(device_id=device_id)
    return {metric: value for row in rows for metric, (_, value) in row.values.items()}


def asked_for_by_phone(resident: Browser) -> int:
    """The prices are shown; once is enough. The session."""
    spot = resident.call("GET", f"/api/devices/charging/spots/{NUMBER}").json()
    assert [(p["name"], p["energy"], p["service"]) for p in spot["periods"]] == [
        ("谷", "0.3583", "0.2000"), ("峰", "1.0283", "0.4000"),
    ]  # fmt: skip
    asked = resident.call("POST", MINE, {"number": NUMBER, "connector": 1})
    assert (asked.status_code, asked.json()["state"]) == (201, "starting")
    again = resident.call("POST", MINE, {"number": NUMBER, "connector": 1})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")
    return int(asked.json()["id"])


def measured(
    yard: Yard, pile: Pile, resident: Browser, session: int, begun: dt.datetime, device_id: int
) -> None:
    """Power, energy and temperature arrive; the phone shows what it costs so far."""
    more = {"Power_Active_Import": "6600.0", "Temperature": "31.5"}
    yard.do(pile.measure(1, session, begun + dt.timedelta(minutes=30), 4300, **more))
    eventually(lambda: "power" in latest(device_id))
    values = latest(device_id)
    assert (values["power"], values["energy"], values["temperature"]) == (6600.0, 4.3, 31.5)
    live = resident.call("GET", f"{MINE}/{session}").json()
    assert (live["state"], live["energy_wh"], live["cost_fen"], live["unpaid"]) == (
        "running",
        3300,
        184,
        False,
    )


def stopped_by_phone_and_billed(
    yard: Yard, pile: Pile, resident: Browser, session: int, begun: dt.datetime
) -> None:
    """To the 分 over two periods, even when the end is told twice."""
    assert resident.call("POST", f"{MINE}/{session}/stop").status_code == 200
    assert yard.do(pile.heard.get()) == ("stop", {"transaction": session})
    for _ in range(2):
        answer = yard.do(pile.finish(session, begun + dt.timedelta(minutes=60), 7600, reason="Remote"))
        assert answer.id_tag_info is None
    bill = resident.call("GET", f"{MINE}/{session}").json()
    assert (bill["state"], bill["reason_title"], bill["energy_wh"], bill["unpaid"]) == (
        "ended",
        "远程结束",
        6600,
        True,
    )
    assert [(line["name"], line["wh"], line["energy_fen"], line["service_fen"]) for line in bill["bill"]] == [
        ("谷", 3300, 118, 66), ("峰", 3300, 339, 132),
    ]  # fmt: skip
    assert bill["cost_fen"] == 118 + 66 + 339 + 132


@pytest.mark.function("7.5")
def test_from_the_phone_to_the_bill(open_world: World, yard: Yard) -> None:
    """Boot, authorise, start by phone, meter values, stop by phone, a bill to the 分 over two periods."""
    estate = open_world.near.estate
    tariff(estate)
    made = make_device(estate, NUMBER, "charger")
    pile = yard.pile(NUMBER, made.key)
    assert (yard.do(pile.boot()).status, yard.do(pile.show(1, "Preparing"))) == (
        "Accepted",
        pile_says_nothing(),
    )
    resident = open_world.browser("resident", estate)
    session = asked_for_by_phone(resident)
    told = yard.do(pile.heard.get())
    assert (told[0], told[1]["connector_id"]) == ("start", 1)
    yesterday = timezone.localtime() - dt.timedelta(days=1)
    begun = yesterday.replace(hour=7, minute=30, second=0, microsecond=0)
    away(NUMBER, begun - dt.timedelta(minutes=1))
    started = yard.do(pile.begin(1, told[1]["tag"], begun, 1000))
    assert (started.transaction_id, started.id_tag_info["status"]) == (session, "Accepted")
    assert yard.do(pile.begin(1, told[1]["tag"], begun, 1000)).transaction_id == session
    measured(yard, pile, resident, session, begun, made.device.pk)
    stopped_by_phone_and_billed(yard, pile, resident, session, begun)
    other = open_world.browser("relative", estate)
    assert other.call("GET", f"{MINE}/{session}").status_code == 404
    assert other.call("GET", MINE).json()["total"] == 0


def pile_says_nothing() -> object:
    """What the client library makes of an empty answer."""
    from ocpp.v16 import call_result

    return call_result.StatusNotification()


def away(number: str, since: dt.datetime) -> None:
    """As if the pile had been away since then, so that its times since then are believed."""
    ChargePoint.objects.filter(device__number=number).update(
        lost_at=since, connected_at=timezone.now() + dt.timedelta(days=1)
    )


@pytest.mark.function("7.5")
def test_a_pile_that_refuses_leaves_nobody_waiting(open_world: World, yard: Yard) -> None:
    estate = open_world.near.estate
    tariff(estate)
    made = make_device(estate, NUMBER, "charger")
    pile = yard.pile(NUMBER, made.key)
    pile.status = "Rejected"
    yard.do(pile.boot())
    yard.do(pile.show(1, "Available"))
    resident = open_world.browser("resident", estate)
    session = resident.call("POST", MINE, {"number": NUMBER, "connector": 1}).json()["id"]
    assert yard.do(pile.heard.get())[0] == "start"

    def state() -> tuple[str, str]:
        drain()
        found = resident.call("GET", f"{MINE}/{session}").json()
        return found["state"], found["note"]

    eventually(lambda: state() == ("failed", "桩拒绝执行"))


@pytest.mark.function("7.5")
def test_who_gets_in(open_world: World, yard: Yard) -> None:
    """Number and key, as text or as bytes; a foreign key, another device's or none: 401. One connection per pile."""
    estate = open_world.near.estate
    made = make_device(estate, NUMBER, "charger")
    lamp = make_device(estate, "LAMP-01", "lamp")
    for number, key in (
        (NUMBER, "wrong"),
        ("NOBODY", made.key),
        ("LAMP-01", lamp.key),
        (NUMBER, b"\xff\x00"),
    ):
        with pytest.raises(websockets.InvalidStatus) as refusal:
            yard.socket(number, key)
        assert refusal.value.response.status_code == 401
        assert refusal.value.response.headers["WWW-Authenticate"] == 'Basic realm="ocpp"'
    foreign = yard.socket(NUMBER, made.key, subprotocols=["ocpp2.0.1"])
    assert (foreign.subprotocol, closed(yard, foreign)) == (None, 1002)
    first = yard.socket(NUMBER, made.key)
    second = yard.pile(NUMBER, made.key)
    assert (closed(yard, first), yard.do(second.boot()).status) == (1000, "Accepted")
    yard.do(second.show(1, "Available"))
    fresh = issue_key(actor=SYSTEM, device_id=made.device.pk)
    eventually(lambda: second._connection.state.name == "CLOSED")
    assert second._connection.close_code == 1008
    assert yard.do(yard.pile(NUMBER, fresh.key).boot()).status == "Accepted"


def closed(yard: Yard, socket: object) -> int:
    """Waits until the other side has closed; its code."""
    yard.do(socket.wait_closed())  # type: ignore[attr-defined]
    return int(socket.close_code)  # type: ignore[attr-defined]


@pytest.mark.function("7.5")
def test_broken_frames_are_answered_and_many_of_them_end_it(open_world: World, yard: Yard) -> None:
    made = make_device(open_world.near.estate, NUMBER, "charger")
    socket = yard.socket(NUMBER, made.key)
    cases = {
        "nonsense": ("-1", "FormationViolation"),
        '{"a": 1}': ("-1", "FormationViolation"),
        '[2, "", "Heartbeat", {}]': ("-1", "FormationViolation"),
        '[9, "1", {}]': ("1", "ProtocolError"),
        '[2, "2", "Heartbeat"]': ("2", "ProtocolError"),
        '[2, "3", "MakeCoffee", {}]': ("3", "NotImplemented"),
        '[2, "4", "SignCertificate", {}]': ("4", "NotSupported"),
        '[2, "5", "Authorize", {}]': ("5", "ProtocolError"),
        '[2, "6", "Authorize", {"idTag": 7}]': ("6", "TypeConstraintViolation"),
        '[2, "7", "Authorize", {"idTag": "123456789012345678901"}]': ("7", "TypeConstraintViolation"),
        '[2, "8", "Authorize", {"idTag": "A", "b": 1}]': ("8", "FormationViolation"),
        '[2, "9", "Authorize", {"idTag": "A\\u0000"}]': ("9", "PropertyConstraintViolation"),
        '[2, "10", "StatusNotification", {"connectorId": 1, "errorCode": "No", "status": "Charging"}]': (
            "10", "PropertyConstraintViolation"),
        '[2, "11", "MeterValues", {"connectorId": 1, "meterValue": []}]': ("11", "OccurenceConstraintViolation"),
        '[2, "12", "StartTransaction", {"connectorId": 999, "idTag": "A", "meterStart": 0, "timestamp": "x"}]': (
            "12", "PropertyConstraintViolation"),
        '[2, "13", "StopTransaction", {"transactionId": 1, "meterStop": 0, "timestamp": "never"}]': (
            "13", "PropertyConstraintViolation"),
    }  # fmt: skip
    for frame, expected in cases.items():
        answer = yard.ask(socket, frame)
        assert (answer[0], answer[1], answer[2]) == (4, *expected), frame
    assert yard.ask(socket, '[2, "14", "DataTransfer", {"vendorId": "v"}]') == [
        3,
        "14",
        {"status": "UnknownVendorId"},
    ]
    broken = [yard.send(socket, "x" * n) for n in range(1, 7)]
    assert (closed(yard, socket), len(broken)) == (1008, 6)
    big = yard.socket(NUMBER, made.key)
    yard.send(big, "x" * 70_000)
    assert closed(yard, big) == 1009
    binary = yard.socket(NUMBER, made.key)
    yard.send(binary, b"\x00")
    assert closed(yard, binary) == 1003
    eventually(lambda: refused().get((NUMBER, "broken_packet")) == 20)


@pytest.mark.function("7.5", "6.3")
def test_a_broken_pile_and_a_lost_one_become_alerts(open_world: World, yard: Yard) -> None:
    """A connector breaks, then the link during a session: two alerts, from the rules of the demo community."""
    ensure_kinds()
    estate = open_world.near.estate
    made = make_device(estate, NUMBER, "charger", name="充电桩01")
    for rule in story.rules(estate.pk):
        if rule.device_type == "charger":
            create_rule(actor=SYSTEM, data=rule)
    watching = Evaluator(now=now_ms)
    settle(watching)
    pile = yard.pile(NUMBER, made.key)
    yard.do(pile.boot())
    yard.do(pile.show(1, "Faulted", "GroundFailure"))
    yard.do(pile.begin(2, "A", timezone.now(), 0))
    ChargePoint.objects.update(connected_at=None, lost_at=timezone.now() - dt.timedelta(minutes=2))
    [(number, kind, payload)] = Central().watch()
    running = telemetry.running()
    assert running is not None
    kept = threading.Event()
    assert running.offer(Message(number, f"linli/{number}/up/{kind}", payload, now_ms(), kept.set))
    assert kept.wait(20)
    settle(watching)
    found = Alert.objects.order_by("kind__code").values_list("kind__code", "rule__title", "status")
    assert list(found) == [
        ("charger_fault", "充电桩故障", "open"), ("offline", "充电桩充电中失联", "open"),
    ]  # fmt: skip


@pytest.mark.function("7.5")
def test_shaken_frames_over_a_real_socket(
    open_world: World, yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is answered, by a result or an error, in order; the pile goes on as if nothing had been."""
    made = make_device(open_world.near.estate, NUMBER, "charger")
    shaken, answers = list(shaking.frames(150, seed=2)), []
    for nth in range(0, len(shaken), 15):
        socket = yard.socket(NUMBER, made.key)
        answers += yard.do(all_answered(socket, shaken[nth : nth + 15]))
    assert answers
    assert {kind for kind, *_ in answers} <= {3, 4}
    assert "InternalError" not in {code for _, _, code, *_ in answers if isinstance(code, str)}
    assert yard.ask(socket, '[2, "end", "Heartbeat", {}]')[:2] == [3, "end"]


async def all_answered(socket: Any, frames: list[str]) -> list[Any]:
    """One after the other; a frame that looks like an answer of the pile's own gets none."""
    found = []
    for frame in frames:
        await socket.send(frame)
        await socket.send('[2, "mark", "Heartbeat", {}]')
        while (answer := json.loads(await socket.recv()))[1] != "mark":
            found.append(answer)
    return found


@pytest.mark.function("7.5")
def test_cards(open_world: World, yard: Yard) -> None:
    """A card begins a session; an unknown one gets a transaction that the pile is to end; two at once are refused."""
    estate = open_world.near.estate
    tariff(estate)
    resident = open_world.user("resident", estate)
    made = make_device(estate, NUMBER, "charger")
    save_card(actor=SYSTEM, area_id=estate.pk, tag="04a1b2c3", holder="王师傅", username=resident.username)
    pile = yard.pile(NUMBER, made.key)
    now = timezone.now()
    first = yard.do(pile.begin(1, "04A1B2c3", now, 0))
    second = yard.do(pile.begin(2, "04a1b2c3", now, 0))
    unknown = yard.do(pile.begin(3, "FFFF", now, 0))
    verdicts = [one.id_tag_info["status"] for one in (first, second, unknown)]
    assert verdicts == ["Accepted", "ConcurrentTx", "Invalid"]
    yard.do(pile.finish(unknown.transaction_id, now, 0, reason="DeAuthorized", id_tag="FFFF"))
    found = ChargeSession.objects.get(pk=unknown.transaction_id)
    assert (found.state, found.energy_wh, found.cost_fen, found.user_id) == ("ended", 0, 0, None)
