"""Charging (7.5) at the central system's own door, without a socket: late, double, wrong and impossible messages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.edge.ocpp import frames
from linli.kernel.access import SYSTEM
from linli.kernel.ports import ChargeAnswer, ChargeRequest
from linli.kernel.testing.world import World
from linli.sections.devices.charging import bill, meter
from linli.sections.devices.charging.bill import Sample
from linli.sections.devices.charging.central import Central
from linli.sections.devices.models import ChargePoint, ChargeSession, Connector, MeterSample
from linli.sections.devices.services import charging
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.devices.tests.chargers import PERIODS, connected, tariff
from linli.sections.devices.tests.factories import make_device

NUMBER = "PILE-01"
State = ChargeSession.State


@pytest.fixture
def central(world: World) -> Central:
    """A connected pile with a tariff."""
    ensure_catalogue()
    tariff(world.near.estate)
    device = make_device(world.near.estate, NUMBER, "charger").device
    connected(device, "Preparing", "Available")
    return Central()


def ask(central: Central, action: str, **payload: Any) -> ChargeAnswer:
    """One request; its shape is checked as the edge does."""
    frames.check(action, payload)
    [answer] = central.answer([ChargeRequest(NUMBER, action, payload, now_ms())])
    return answer


def now_ms() -> int:
    return int(timezone.now().timestamp() * 1000)


def begin(central: Central, at: str, wh: int = 0, connector: int = 1, tag: str = "A1") -> int:
    answer = ask(central, "StartTransaction", connectorId=connector, idTag=tag, meterStart=wh, timestamp=at)
    return int(answer.result["transactionId"])


def finish(central: Central, transaction: int, at: str, wh: int, **more: Any) -> ChargeAnswer:
    return ask(central, "StopTransaction", transactionId=transaction, meterStop=wh, timestamp=at, **more)


def measure(central: Central, transaction: int, at: str, wh: int | str) -> ChargeAnswer:
    value = {"timestamp": at, "sampledValue": [{"value": str(wh)}]}
    return ask(central, "MeterValues", connectorId=1, transactionId=transaction, meterValue=[value])


def stamp(minutes: float = 0) -> str:
    return (timezone.now() + dt.timedelta(minutes=minutes)).isoformat()


@pytest.mark.function("7.5")
def test_what_is_repeated_changes_nothing(central: Central) -> None:
    at = stamp()
    first, again = begin(central, at, 100), begin(central, at, 100)
    assert first == again
    for _ in range(2):
        measure(central, first, at, 900)
    end = stamp()
    for _ in range(2):
        assert finish(central, first, end, 1100).error == ""
    session = ChargeSession.objects.get()
    assert (session.state, session.energy_wh, MeterSample.objects.count()) == (State.ENDED, 1000, 1)
    finish(central, first, stamp(), 9999)
    session.refresh_from_db()
    assert session.energy_wh == 1000


@pytest.mark.function("7.5")
def test_what_waited_offline_counts_with_its_own_times(central: Central) -> None:
    """A pile that was away tells start, values and stop afterwards; a wrong clock is told apart and said."""
    now = timezone.now()
    ChargePoint.objects.update(lost_at=now - dt.timedelta(hours=3), connected_at=now)
    session = begin(central, stamp(-120), 0)
    measure(central, session, stamp(-90), 2000)
    finish(central, session, stamp(-60), 4000, reason="PowerLoss")
    found = ChargeSession.objects.get()
    assert found.started_at is not None
    assert found.ended_at is not None
    assert round((found.ended_at - found.started_at).total_seconds()) == 3600
    assert ChargePoint.objects.get().clock_off_s == 0
    wrong = begin(central, "2001-01-01T00:00:00", 4000)
    started = ChargeSession.objects.get(pk=wrong).started_at
    assert started is not None
    assert abs((started - timezone.now()).total_seconds()) < 60
    assert ChargePoint.objects.get().clock_off_s < -700_000_000


@pytest.mark.function("7.5")
def test_transaction_zero_and_stops_without_a_start(central: Central) -> None:
    """They are taken: for the one session that fits, or kept once for people to look at."""
    session = begin(central, stamp(), 500)
    measure(central, 0, stamp(), 700)
    assert ChargeSession.objects.get().energy_wh == 200
    finish(central, 0, stamp(), 900, idTag="A1")
    assert ChargeSession.objects.get(pk=session).state == State.ENDED
    at = stamp()
    for _ in range(2):
        assert finish(central, 4711, at, 50).error == ""
    stray = ChargeSession.objects.exclude(pk=session).get()
    assert (stray.source, stray.state, stray.meter_last, stray.cost_fen) == ("pile", State.ENDED, 50, 0)


@pytest.mark.function("7.5")
def test_a_meter_that_goes_backward(central: Central) -> None:
    session = begin(central, stamp(), 1000)
    measure(central, session, stamp(), 3000)
    measure(central, session, stamp(), 2500)
    finish(central, session, stamp(), 200)
    found = ChargeSession.objects.get()
    assert (found.energy_wh, found.note) == (2000, "结束读数小于起始读数，按最近一次读数计量，请核对电表")


@pytest.mark.function("7.5")
def test_a_reboot_during_a_session(central: Central) -> None:
    """The session goes on; idle for ten minutes it ends at its last value; the pile's late stop corrects it."""
    session = begin(central, stamp(), 0)
    measure(central, session, stamp(), 800)
    ask(central, "BootNotification", chargePointVendor="V", chargePointModel="M")
    assert ChargeSession.objects.get().state == State.RUNNING
    ask(central, "StatusNotification", connectorId=1, errorCode="NoError", status="Available")
    assert charging.tidy() == 0
    assert charging.tidy(timezone.now() + dt.timedelta(minutes=11)) == 1
    found = ChargeSession.objects.get()
    assert (found.state, found.provisional, found.energy_wh, found.reason) == (State.ENDED, True, 800, "Lost")
    finish(central, session, stamp(), 950, reason="PowerLoss")
    found.refresh_from_db()
    assert (found.provisional, found.energy_wh, found.reason) == (False, 950, "PowerLoss")


@pytest.mark.function("7.5")
def test_a_new_start_ends_what_was_left_open(central: Central) -> None:
    first, second = begin(central, stamp(-1), 0), begin(central, stamp(), 700)
    states = dict(ChargeSession.objects.values_list("pk", "state"))
    assert (first != second, states) == (True, {first: State.ENDED, second: State.RUNNING})


@pytest.mark.function("7.5")
def test_faults_overheating_and_loss_are_told(central: Central) -> None:
    """To the pipeline, once each, from where the rules raise alerts."""
    broken = {"connectorId": 1, "errorCode": "HighTemperature", "status": "Faulted"}
    assert told(ask(central, "StatusNotification", **broken)) == ["status=3", "fault", "overheat"]
    assert told(ask(central, "StatusNotification", **broken)) == ["status=3"]
    begin(central, stamp(), 0)
    assert central.watch() == []
    ChargePoint.objects.update(connected_at=None, lost_at=timezone.now() - dt.timedelta(minutes=2))
    assert [(number, kind, json.loads(body)["e"]) for number, kind, body in central.watch()] == [
        (NUMBER, "events", "lost")
    ]
    assert central.watch() == []


def told(answer: ChargeAnswer) -> list[str]:
    """The values and events of an answer."""
    found = []
    for _, body in answer.told:
        message = json.loads(body)
        found += [f"{k}={v:g}" for k, v in message["v"].items()] if "v" in message else [message["e"]]
    return found


@pytest.mark.function("7.5")
def test_a_pile_kept_waiting(central: Central, world: World) -> None:
    point = ChargePoint.objects.get()
    charging.admit_pile(actor=SYSTEM, device_id=point.pk, accepted=False)
    booted = ask(central, "BootNotification", chargePointVendor="V", chargePointModel="M")
    assert booted.result["status"] == "Pending"
    refused = ask(central, "StartTransaction", connectorId=1, idTag="A", meterStart=0, timestamp=stamp())
    assert (refused.error, ChargeSession.objects.count()) == ("SecurityError", 0)


@pytest.mark.function("7.5")
def test_many_piles_are_answered_by_a_few_statements(
    central: Central, world: World, django_assert_max_num_queries: Any
) -> None:
    """Sixty piles' meter values in one batch cost as many statements as one pile's."""
    numbers = [f"PILE-{n:02d}" for n in range(10, 70)]
    for number in numbers:
        connected(make_device(world.near.estate, number, "charger").device, "Charging")
    value = {"timestamp": stamp(), "sampledValue": [{"value": "1"}]}
    payload = {"connectorId": 1, "meterValue": [value]}
    requests = [ChargeRequest(number, "MeterValues", payload, now_ms()) for number in numbers]
    with django_assert_max_num_queries(8):
        assert len(central.answer(requests)) == 60
    assert Connector.objects.filter(register_wh=1).count() == 60


LINE = st.fixed_dictionaries({"energy": st.integers(0, 20_000), "service": st.integers(0, 10_000)})


@st.composite
def tariffs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A day cut at random minutes."""
    edges = sorted({0, 1440, *draw(st.lists(st.integers(1, 1439), max_size=6))})
    prices = draw(st.lists(LINE, min_size=len(edges) - 1, max_size=len(edges) - 1))
    spans = zip(edges, edges[1:], prices, strict=False)
    return [{"from": a, "to": b, "name": f"{a}", **price} for a, b, price in spans]


SAMPLES = st.lists(st.tuples(st.integers(0, 3 * 86_400), st.integers(0, 100_000)), min_size=1, max_size=12)


@given(tariffs(), SAMPLES)
def test_the_bill_loses_no_watt_hour(periods: list[dict[str, Any]], told: Sequence[tuple[int, int]]) -> None:
    """Its Wh are the meter's; each line is price × Wh rounded half up; nothing is negative."""
    begun = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    samples = bill.rising(Sample(begun + dt.timedelta(seconds=s), wh) for s, wh in told)
    lines = bill.lines(periods, samples)
    assert sum(line["wh"] for line in lines) == samples[-1].wh - samples[0].wh
    for line in lines:
        assert line["energy_fen"] == (line["energy"] * line["wh"] + 50_000) // 100_000
        assert line["service_fen"] == (line["service"] * line["wh"] + 50_000) // 100_000
    assert bill.total_fen(lines) == sum(line["energy_fen"] + line["service_fen"] for line in lines)


@pytest.mark.parametrize(
    ("wh", "price", "fen"), [(1000, 5283, 53), (1, 5000, 0), (100, 5000, 5), (10, 5000, 1), (9, 5000, 0), (0, 9999, 0)]
)  # fmt: skip
def test_rounding_half_up(wh: int, price: int, fen: int) -> None:
    assert bill.fee_fen(price, wh) == fen


def test_energy_is_cut_where_the_period_changes() -> None:
    """Half an hour before eight and an hour after, evenly: a third and two thirds."""
    begun = dt.datetime(2026, 3, 1, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    samples = [Sample(begun, 0), Sample(begun + dt.timedelta(minutes=90), 3001)]
    assert bill.split(PERIODS, samples) == [1000, 2001]


@pytest.mark.parametrize(
    ("sampled", "expected"),
    [
        ([{"value": "1.5", "unit": "kWh"}], (1500, None, None)),
        ([{"value": "12", "measurand": "Power.Active.Import", "phase": f"L{n}", "unit": "kW"} for n in (1, 2, 3)],
         (None, 36_000.0, None)),
        ([{"value": "77", "measurand": "Temperature", "unit": "Fahrenheit"}], (None, None, 25.0)),
        ([{"value": "NaN"}, {"value": "-3"}, {"value": "zz", "measurand": "Temperature"}], (None, None, None)),
        ([{"value": "0A1B", "format": "SignedData"}, {"value": "7"}], (7, None, None)),
    ],
)  # fmt: skip
def test_measured(sampled: list[dict[str, Any]], expected: tuple[Any, ...]) -> None:
    assert tuple(meter.measured(sampled)) == expected
