"""Payloads by the rule: late, ahead, repeated, and broken in every way."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.testing.fuzz import mutants
from linli.sections.devices.ingest import payloads
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.ingest.sequences import FULL, counted
from linli.sections.devices.tests.shaking import NOW, SEEDS, read

DAY = 24 * 3600 * 1000


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_four_thousand_broken_payloads_raise_nothing_strange(seed: int) -> None:
    for data in mutants(SEEDS, random.Random(seed), 100):
        read(data)


@pytest.mark.parametrize(
    ("offset", "reason"),
    [
        (-payloads.oldest_ms() + DAY, ""),
        (300_000, ""),
        (300_001, "future"),
        (-payloads.oldest_ms() - DAY, "too_old"),
    ],
)
def test_how_late_and_how_far_ahead_a_reading_may_be(
    offset: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.kernel.clock.latest_ms", lambda: NOW)
    found = []
    for t in (NOW + offset, float(NOW + offset)):
        with suppress(Refused):
            found += [
                item.at_ms for item in payloads.readings(b'{"v":{"a":1},"t":%s}' % repr(t).encode(), NOW)
            ]
        if reason:
            with pytest.raises(Refused, match=reason):
                payloads.moment(t, NOW)
    assert found == ([] if reason else [NOW + offset] * 2)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.dictionaries(st.sampled_from("abc"), st.floats(0, 9), min_size=1))
    )
)
def test_of_what_comes_twice_the_first_counts(messages: list[tuple[int, dict[str, float]]]) -> None:
    plan, first = Plan(), dict[tuple[int, str], float]()
    for at_ms, values in messages:
        plan.add(1, at_ms, values)
        for metric, value in values.items():
            first.setdefault((at_ms, metric), value)
    assert {(at, m): v for (_, at), values in plan.rows.items() for m, v in values.items()} == first


@given(st.sets(st.integers(1, 60), min_size=1), st.randoms(use_true_random=False))
def test_what_is_missing_is_what_never_came(come: set[int], rng: random.Random) -> None:
    """In any order, twice, in batches: missing are the numbers between the first and the last that never came."""
    order = [0, *rng.sample(sorted(come), len(come)), *rng.sample(sorted(come), len(come) // 2)]
    order = [n for n in order if n > 1 or n == 0]
    known: dict[int, tuple[int, int]] = {}
    missing = 0
    for at in range(0, len(order), 7):
        count = counted([(5, n + 100) for n in order[at : at + 7]], known)[5]
        known[5], missing = (count.last, count.window), missing + count.missing
    got = set(order)
    assert missing == max(got) - len(got) + 1
    assert counted([(5, known[5][0] + 2000), (5, 1)], {})[5][1:] == (FULL, 0, 1)


@pytest.mark.parametrize(
    ("text", "reason"), [("NaN", "not_json"), ("Infinity", "not_json"), ("1e999", "wrong_type")]
)
def test_numbers_are_finite(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        payloads.readings(b'{"v":{"a":%s}}' % text.encode(), NOW)
