"""The outbox: events reach every handler, their effects happen once, failures stay visible."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import events, outbox
from linli.kernel.models import Area, OutboxRow, add_area
from linli.kernel.outbox import store
from linli.kernel.outbox.leases import error_text, pause
from linli.kernel.tests.waiting import eventually, rolled_back


@dataclass(frozen=True)
class LampLit(events.Event):
    lamp_id: int
    at: dt.datetime = dt.datetime(2026, 11, 22, 6, 5, tzinfo=dt.UTC)
    price: Decimal = Decimal("1.20")
    tags: tuple[str, ...] = ("路灯",)


seen: list[LampLit] = []
broken: list[str] = []


def note(event: LampLit) -> None:
    seen.append(event)


def add_grid(event: LampLit) -> None:
    add_area(name=f"第{event.lamp_id}网格", kind="grid")
    if broken:
        raise RuntimeError(broken[0])


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    events.on(LampLit)(note)
    events.on(LampLit)(add_grid)
    seen.clear()
    broken.clear()
    yield
    events.forget(LampLit)


def publish(*ids: int) -> None:
    with transaction.atomic():
        for lamp_id in ids:
            events.publish(LampLit(lamp_id))


def test_an_event_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        events.publish(LampLit(1))
    assert OutboxRow.objects.count() == 0


def test_each_handler_gets_the_event_with_its_types(db: None) -> None:
    publish(7)
    assert OutboxRow.objects.count() == 2
    assert outbox.drain() == 2
    assert seen == [LampLit(7)]
    assert [type(v) for v in (seen[0].at, seen[0].price, seen[0].tags)] == [dt.datetime, Decimal, tuple]
    assert Area.objects.get().name == "第7网格"
    assert OutboxRow.objects.count() == 0


def test_an_event_is_undone_with_its_cause(db: None) -> None:
    rolled_back(lambda: events.publish(LampLit(1)))
    assert OutboxRow.objects.count() == 0


def test_a_failing_handler_leaves_nothing_but_a_visible_row(db: None) -> None:
    broken.append("没有电，电话 13853712345")
    publish(1)
    assert outbox.deliver_due() == 2
    assert seen == [LampLit(1)]
    assert Area.objects.count() == 0
    row = OutboxRow.objects.get()
    assert row.handler.endswith("add_grid")
    assert row.attempts == 1
    assert row.last_error.startswith("RuntimeError: 没有电，电话 *** (")
    assert dt.timedelta(0) < row.due_at - timezone.now() <= pause(1)
    assert outbox.deliver_due() == 0


def test_given_up_after_the_allowed_attempts_and_sent_again_by_hand(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_OUTBOX_ATTEMPTS", "3")
    broken.append("坏了")
    publish(1)
    for attempt in (1, 2, 3):
        OutboxRow.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
        outbox.deliver_due()
        assert OutboxRow.objects.get().attempts == attempt
    assert outbox.state() == outbox.OutboxState(waiting=0, oldest_seconds=0.0, failing=0, dead=1)
    broken.clear()
    assert outbox.resend() == 1
    assert outbox.drain() == 1
    assert Area.objects.count() == 1


def test_an_unknown_handler_is_a_failure_and_not_a_loss(db: None) -> None:
    publish(1)
    events.forget(LampLit)
    outbox.deliver_due()
    assert [row.last_error.split(" ")[0] for row in OutboxRow.objects.all()] == ["LookupError:"] * 2


def test_a_lost_lease_has_no_effect(db: None) -> None:
    publish(1)
    rows = store.leases().claim(10)
    OutboxRow.objects.update(due_at=timezone.now())
    again = store.leases().claim(10)
    assert [r["id"] for r in again] == [r["id"] for r in rows]
    assert [outbox.deliver.deliver(row) for row in rows] == [None, None]
    assert (seen, Area.objects.count(), OutboxRow.objects.count()) == ([], 0, 2)
    assert [outbox.deliver.deliver(row) for row in again] == [None, None]
    assert (len(seen), Area.objects.count(), OutboxRow.objects.count()) == (1, 1, 0)


def test_a_claim_leaves_alone_what_another_holds(db: None) -> None:
    publish(1, 2, 3)
    first, second = store.leases().claim(4), store.leases().claim(4)
    assert (len(first), len(second)) == (4, 2)
    assert not {r["id"] for r in first} & {r["id"] for r in second}
    store.leases().give_back(first[0]["token"])
    assert len(store.leases().claim(10)) == 4


def test_the_courier_delivers_right_after_commit(transactional_db: None) -> None:
    courier = outbox.Courier()
    courier.start()
    try:
        publish(*range(1, 51))
        eventually(lambda: OutboxRow.objects.count() == 0)
    finally:
        courier.stop()
    assert sorted(event.lamp_id for event in seen) == list(range(1, 51))
    assert Area.objects.count() == 50


def test_two_couriers_have_each_effect_once(transactional_db: None) -> None:
    couriers = [outbox.Courier(), outbox.Courier()]
    for courier in couriers:
        courier.start()
    try:
        for number in range(1, 101):
            publish(number)
        eventually(lambda: OutboxRow.objects.count() == 0)
    finally:
        for courier in couriers:
            courier.stop()
    names = sorted(Area.objects.values_list("name", flat=True))
    assert names == sorted(f"第{number}网格" for number in range(1, 101))


@given(st.integers(min_value=1, max_value=10_000))
def test_the_pause_grows_and_is_bounded(attempts: int) -> None:
    assert pause(attempts) <= pause(attempts + 1) <= dt.timedelta(hours=1)


@given(st.text(alphabet="电话是 ", max_size=20), st.from_regex(r"1[3-9]\d{9}|\d{17}[\dX]", fullmatch=True))
def test_errors_keep_no_phone_or_id_number(text: str, number: str) -> None:
    assert number not in error_text(ValueError(text + number + text))


def test_a_handler_that_has_nothing_to_do_is_not_called(db: None) -> None:
    lit: list[int] = []

    @events.on(LampLit, when=lambda event: len(seen) > event.lamp_id)
    def count(event: LampLit) -> None:
        lit.append(event.lamp_id)

    publish(5, 1, 0)
    assert outbox.deliver_due() == 9
    assert lit == [1, 0], "asked in its turn, after what came before"
    assert OutboxRow.objects.count() == 0


def test_a_question_that_fails_is_no_answer(db: None) -> None:
    lit: list[int] = []

    @events.on(LampLit, when=lambda event: event.lamp_id / 0 > 1)
    def count(event: LampLit) -> None:
        lit.append(event.lamp_id)

    publish(2)
    assert (outbox.drain(), lit) == (3, [2])
