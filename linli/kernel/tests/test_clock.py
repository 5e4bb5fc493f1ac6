"""The clock of messages: steps of the system's clock are held off, real new times are believed after a while."""

from __future__ import annotations

import pytest

from linli.kernel.clock import HOLD_SECONDS, Clock

HOUR = 3600.0


class Hands:
    """A wall clock and a steady one, moved by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 50.0
        self.clock = Clock(lambda: self.wall, lambda: self.steady)

    def pass_by(self, seconds: float) -> None:
        self.wall, self.steady = self.wall + seconds, self.steady + seconds


@pytest.mark.parametrize("step", [HOUR, -HOUR])
def test_a_step_that_is_undone_leaves_no_trace(step: float) -> None:
    hands = Hands()
    right = hands.wall
    hands.pass_by(10)
    hands.wall += step
    hands.pass_by(60)
    assert hands.clock.now_ms() == int((right + 70) * 1000)
    assert hands.clock.latest_ms() == int((right + 70 + max(0, step)) * 1000)
    hands.wall -= step
    assert (hands.clock.now_ms(), hands.clock.take_jumps()) == (int((right + 70) * 1000), [step])


@pytest.mark.parametrize("step", [HOUR, -HOUR])
def test_a_step_that_stays_is_believed_after_a_quarter_of_an_hour(step: float) -> None:
    hands = Hands()
    hands.wall += step
    hands.clock.now_ms()
    hands.pass_by(HOLD_SECONDS)
    assert hands.clock.now_ms() == int(hands.wall * 1000)
    assert hands.clock.latest_ms() == int((hands.wall + max(0, -step)) * 1000)
    assert hands.clock.take_jumps() == [step]


def test_small_corrections_are_followed_at_once() -> None:
    hands = Hands()
    hands.wall += 12.5
    assert (hands.clock.now_ms(), hands.clock.take_jumps()) == (int(hands.wall * 1000), [])


def test_a_second_step_is_told_and_held_off_like_the_first() -> None:
    hands = Hands()
    right = hands.wall
    hands.wall += HOUR
    hands.clock.now_ms()
    hands.pass_by(HOLD_SECONDS - 10)
    hands.wall -= 2 * HOUR
    hands.clock.now_ms()
    hands.pass_by(20)
    assert hands.clock.now_ms() == int((right + HOLD_SECONDS + 10) * 1000)
    assert hands.clock.take_jumps() == [HOUR, -HOUR]
