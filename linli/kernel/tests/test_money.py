"""Money: integers of 分, and splits that sum exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import DomainError
from linli.kernel.money import format_yuan, parse_yuan, round_fen, split_exactly

fen = st.integers(-(10**12), 10**12)


@given(fen)
def test_writing_and_reading_give_the_amount_back(amount: int) -> None:
    assert parse_yuan(format_yuan(abs(amount))) == abs(amount)


@given(fen, st.lists(st.integers(0, 10**6), min_size=1, max_size=60).filter(any))
def test_parts_sum_exactly_and_stay_within_a_fen_of_their_share(total: int, weights: list[int]) -> None:
    parts = split_exactly(total, weights)
    assert sum(parts) == total
    shares = [Decimal(total) * w / sum(weights) for w in weights]
    assert all(abs(p - s) < 1 for p, s in zip(parts, shares, strict=True))
    assert all(p == 0 for p, w in zip(parts, weights, strict=True) if w == 0)


def test_ties_go_to_the_first() -> None:
    assert split_exactly(100, [1, 1, 1]) == [34, 33, 33]
    assert split_exactly(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2]])
def test_weights_that_cannot_share_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_exactly(100, weights)


@pytest.mark.parametrize("text", ["", "十元", "1.234", "1e99x", "nan"])
def test_what_is_no_amount_says_so(text: str) -> None:
    with pytest.raises(DomainError, match="不是有效的金额"):
        parse_yuan(text)


def test_formats_as_people_write_it() -> None:
    assert format_yuan(123456) == "¥1,234.56"
    assert format_yuan(-5) == "-¥0.05"
    assert parse_yuan("￥1,234.5") == 123450
    assert round_fen(Decimal("0.5")) == 1
