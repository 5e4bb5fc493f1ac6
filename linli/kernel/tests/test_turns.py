"""Turns: one at a time under a name, on PostgreSQL without regard to other names."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connections, transaction

from linli.kernel import turns

BIGINT = range(-(2**63), 2**63)


def test_a_name_has_a_number_of_its_own() -> None:
    found = {
        turns.key(name) for name in ("kernel.audit", "devices.log", "devices.rollups", "alerts.evaluator")
    }
    assert len(found) == 4
    assert all(number in BIGINT for number in found)


@pytest.mark.django_db(transaction=True)
def test_one_at_a_time_under_a_name() -> None:
    start, inside, most = Barrier(4), [], []

    def go(n: int) -> None:
        start.wait(20)
        with transaction.atomic():
            turns.take_turn("tests.one")
            inside.append(n)
            most.append(len(inside))
            sleep(0.05)  # long enough for the others to come in, if they could
            inside.remove(n)
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        [f.result(60) for f in [pool.submit(go, n) for n in range(4)]]
    assert most == [1, 1, 1, 1]


@pytest.mark.strict
@pytest.mark.django_db(transaction=True)
def test_another_name_waits_for_nobody_nor_does_who_cannot_wait() -> None:
    def other() -> tuple[bool, bool]:
        with transaction.atomic():
            taken = turns.take_turn("tests.two"), turns.take_turn("tests.one", wait=False)
        connections.close_all()
        return taken

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        turns.take_turn("tests.one")
        assert pool.submit(other).result(60) == (True, False)
