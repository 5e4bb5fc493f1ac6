"""The rules engine against a slow oracle that walks the whole history second by second."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.sections.alerts import engine
from linli.sections.alerts.engine import Condition, State, Window

T0 = datetime(2026, 3, 2, 0, 0, 0, tzinfo=UTC)  # 08:00 Monday in Shanghai


def at(second: int) -> datetime:
    return T0 + timedelta(seconds=second)


def secs(n: int) -> timedelta:
    return timedelta(seconds=n)


@st.composite
def windows(draw: st.DrawFn) -> Window | None:
    if draw(st.booleans()):
        return None
    starts = at(draw(st.integers(-30, 60))).astimezone(engine.LOCAL).time()
    ends = at(draw(st.integers(61, 120))).astimezone(engine.LOCAL).time()
    days = draw(st.sampled_from([range(7), (0,), (6,), (1, 2)]))
    pair = (starts, ends) if draw(st.booleans()) else (ends, starts)
    return Window(*pair, weekdays=frozenset(days))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    operator = draw(st.sampled_from(list(engine.OPERATORS)))
    easier = {">": -1, ">=": -1, "<": 1, "<=": 1}.get(operator)
    clear = None if easier is None else draw(st.sampled_from([None, 5 + easier, 5 + 2 * easier]))
    return Condition(
        operator, 5, secs(draw(st.integers(0, 40))), clear, secs(draw(st.integers(1, 30))), draw(windows())
    )


readings = st.lists(st.tuples(st.integers(0, 150), st.integers(2, 8)), max_size=40)


def newest_only(arrivals: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """What is left when late readings are ignored, and how many were."""
    kept: list[tuple[int, int]] = []
    for second, value in arrivals:
        if not kept or second > kept[-1][0]:
            kept.append((second, value))
    return kept, len(arrivals) - len(kept)


def oracle(condition: Condition, history: list[tuple[int, int]], until: int) -> list[tuple[str, int]]:
    """Every raise and clear up to `until`, found by looking at each second of the history."""
    values, need, gap = dict(history), condition.duration.seconds, condition.max_gap.seconds
    happened: list[tuple[str, int]] = []
    raised, true_for, last = False, None, None
    for second in range(until + 1):
        if last is not None and second - last > gap:
            true_for = None
        if not raised and true_for is not None and true_for == need:
            raised, true_for = condition.active(at(second)), None
            happened += [("raised", second)] if raised else []
        if second in values:
            last, value = second, values[second]
            if raised and not condition.persists(value):
                raised = False
                happened.append(("cleared", second))
            elif not raised and not condition.breached(value, at(second)):
                true_for = None
            elif not raised and need == 0:
                raised = True
                happened.append(("raised", second))
            elif not raised and true_for is None:
                true_for = 0
        if true_for is not None:
            true_for += 1
    return happened


def play(
    condition: Condition, arrivals: list[tuple[int, int]], ticks: bool, until: int
) -> tuple[list[tuple[str, int]], int]:
    """What the engine says, with or without asking the clock every second in between."""
    state, happened, late = State(), [], 0

    def take(outcome: engine.Outcome) -> State:
        for name, when in (("raised", outcome.raised), ("cleared", outcome.cleared)):
            if when is not None:
                happened.append((name, int((when - T0).total_seconds())))
        return outcome.state

    clock = 0
    for second, value in arrivals:
        for now in range(clock, second + 1) if ticks else ():
            state = take(engine.advance(condition, state, at(now)))
        clock = max(clock, second)
        outcome = engine.step(condition, state, at(second), value)
        late += outcome.late
        state = take(outcome)
    state = take(engine.advance(condition, state, at(until)))
    assert state.pending_since is None or state.raised_at is None
    return happened, late


@pytest.mark.function("6.3")
@settings(max_examples=600, deadline=None)
@given(conditions(), readings, st.booleans())
def test_engine_agrees_with_the_oracle(
    condition: Condition, arrivals: list[tuple[int, int]], ticks: bool
) -> None:
    kept, late = newest_only(arrivals)
    assert play(condition, arrivals, ticks, 260) == (oracle(condition, kept, 260), late)


@settings(max_examples=200, deadline=None)
@given(conditions(), readings)
def test_raises_and_clears_take_turns(condition: Condition, arrivals: list[tuple[int, int]]) -> None:
    happened, _ = play(condition, arrivals, ticks=True, until=260)
    assert [name for name, _ in happened] == (["raised", "cleared"] * len(happened))[: len(happened)]


@settings(max_examples=200, deadline=None)
@given(conditions(), readings)
def test_replaying_what_was_seen_changes_nothing(
    condition: Condition, arrivals: list[tuple[int, int]]
) -> None:
    state = State()
    for second, value in arrivals:
        state = engine.step(condition, state, at(second), value).state
    for second, value in arrivals:
        outcome = engine.step(condition, state, at(second), value)
        assert (outcome.late, outcome.state) == (True, state)


def test_a_minute_of_high_pulse_is_raised_at_sixty_seconds_even_without_a_further_reading() -> None:
    high = Condition(">", 120, secs(60), 110)
    state = engine.step(high, State(), at(0), 150).state
    assert engine.due_at(high, state) == at(60)
    assert engine.advance(high, state, at(59)).raised is None
    outcome = engine.advance(high, state, at(75))
    assert (outcome.raised, outcome.state.raised_at) == (at(60), at(60))


def test_hysteresis_holds_until_the_clear_limit() -> None:
    high = Condition(">", 120, secs(0), 110)
    state = engine.step(high, State(), at(0), 121).state
    between = engine.step(high, state, at(5), 115)
    assert (between.cleared, between.state.raised_at) == (None, at(0))
    assert engine.step(high, between.state, at(9), 110).cleared == at(9)


def test_silence_never_ends_what_was_raised() -> None:
    high = Condition(">", 120, secs(0), None, secs(10))
    state = engine.step(high, State(), at(0), 150).state
    assert engine.advance(high, state, at(9000)).state == state


def test_editing_the_limit_keeps_the_elapsed_time() -> None:
    high = Condition(">", 120, secs(60))
    state = engine.step(high, State(), at(0), 150).state
    assert engine.advance(replace(high, limit=130), state, at(60)).raised == at(60)


@pytest.mark.parametrize(("hour", "minute", "weekday_shift", "inside"), [
    (21, 59, 0, False), (22, 0, 0, True), (23, 59, 0, True), (5, 59, 1, True), (6, 0, 1, False), (5, 59, 0, False),
])  # fmt: skip
def test_a_window_over_midnight_belongs_to_the_day_it_began(
    hour: int, minute: int, weekday_shift: int, inside: bool
) -> None:
    monday_night = Window(time(22), time(6), frozenset({0}))
    local = datetime(2026, 3, 2 + weekday_shift, hour, minute, tzinfo=engine.LOCAL)
    assert monday_night.covers(local) is inside


def test_offline_is_due_after_the_silence() -> None:
    assert engine.silent_since(None, secs(300), at(0)) is None
    assert engine.silent_since(at(0), secs(300), at(299)) is None
    assert engine.silent_since(at(0), secs(300), at(301)) == at(300)
