"""The rules engine against the slow reference, on random conditions and random lives of devices."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.sections.alerts.engine.memory import dump
from linli.sections.alerts.engine.run import begin, step, tick
from linli.sections.alerts.engine.tree import compile_tree
from linli.sections.alerts.tests.reference import Reference, inner

T0 = round(datetime(2026, 3, 2, 13, 59, 59, 940_000, tzinfo=UTC).timestamp() * 1000)
"""A Monday in Shanghai, 60 ms before 22:00: durations are milliseconds here, so that every one can be walked."""
END = 150
METRICS = ("a", "b")
length = st.integers(1, 30).map(lambda n: n / 1000)
gap = st.one_of(st.none(), length)


@st.composite
def compared(draw: st.DrawFn, least: int = 0, most: int = 8) -> dict[str, Any]:
    operator = draw(st.sampled_from([">", ">=", "<", "<=", "==", "!="]))
    limit = draw(st.integers(least, most))
    easier = {">": -1, ">=": -1, "<": 1, "<=": 1}.get(operator)
    clear = limit + easier * draw(st.integers(0, 2)) if easier and draw(st.booleans()) else None
    return {"op": operator, "limit": limit, "clear_limit": None if clear is None else max(0, clear)}


@st.composite
def overs(draw: st.DrawFn) -> dict[str, Any]:
    how = draw(
        st.sampled_from(["count", "times", "sum", "mean", "min", "max", "increase", "rise", "fall", "busy"])
    )
    counted = how in ("count", "times")
    where = {"op": draw(st.sampled_from([">", "<="])), "limit": draw(st.integers(1, 6))}
    slot = draw(st.integers(2, 8))
    return {"node": "over", "metric": draw(st.sampled_from(METRICS)), "how": how, **draw(compared(0, 5)),
            "seconds": slot * draw(st.integers(1, 5)) / 1000, "slot_s": slot / 1000, "max_gap_s": draw(gap),
            "where": where if counted and draw(st.booleans()) else None}  # fmt: skip


EAST, NORTH = 116.59, 35.41
RING = [[EAST, NORTH], [EAST + 0.002, NORTH], [EAST + 0.002, NORTH + 0.001], [EAST, NORTH + 0.001]]
zone = st.builds(
    lambda side, buffer, least, g: {
        "node": "zone",
        "ring": RING,
        "side": side,
        "buffer_m": buffer,
        "min_satellites": least,
        "max_gap_s": g,
    },
    st.sampled_from(["outside", "inside"]),
    st.sampled_from([0, 60, 150]),
    st.integers(0, 5),
    gap,
)
stay = st.builds(
    lambda z, n, g: {"node": "stay", "zone": z, "seconds": n, "max_gap_s": g},
    st.integers(1, 2),
    st.integers(1, 6),
    gap,
)
leaf: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda m, c, g: {"node": "value", "metric": m, "max_gap_s": g, **c}, st.sampled_from(METRICS), compared(), gap),
    st.builds(lambda m: {"node": "event", "metric": m}, st.sampled_from(METRICS)),
    st.builds(lambda m, n: {"node": "absent", "metric": m, "seconds": n}, st.sampled_from(METRICS), length),
    overs(), zone, stay,
    st.builds(lambda e, w: {"node": "time", "starts": "22:00:00", "ends": e, "weekdays": w},
              st.sampled_from([None, "06:00:00", "21:00:00"]), st.sampled_from([[], [0], [1, 6]])),
)  # fmt: skip
tree = st.recursive(leaf, lambda below: st.one_of(
    st.builds(lambda n, c: {"node": "for", "seconds": n, "of": c}, length, below),
    st.builds(lambda kind, cs: {"node": kind, "of": cs}, st.sampled_from(["all", "any"]),
              st.lists(below, min_size=1, max_size=3)),
    st.builds(lambda c: {"node": "not", "of": c}, below),
), max_leaves=4)  # fmt: skip
moment = st.integers(0, END)
position = st.builds(
    lambda x, y, n: {
        "longitude": EAST + x / 1000,
        "latitude": NORTH + y / 1000,
        **({} if n is None else {"satellites": n}),
    },
    st.integers(-2, 4),
    st.sampled_from([-1, 0.5, 2]),
    st.one_of(st.none(), st.integers(0, 9)),
)
stayed = st.builds(lambda z, n: {"zone": z, "dwell_s": n}, st.integers(1, 2), st.integers(0, 7))
told = st.one_of(
    st.dictionaries(st.sampled_from(METRICS), st.integers(0, 9), min_size=1),
    position,
    stayed,
    st.just({"latitude": NORTH}),
)
deed = st.one_of(
    st.tuples(st.just("reading"), moment, told,
              st.sampled_from(["", "", "#2"])),
    st.tuples(st.just("tick"), moment),
    st.tuples(st.just("restart")),
    st.tuples(st.just("edit"), st.integers(-2, 2)),
)  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Readings mostly in order, some late, some doubled; the clock only goes forward."""
    deeds, clock = draw(st.lists(deed, max_size=25)), 0
    if draw(st.booleans()):
        order = iter(sorted(d[1] for d in deeds if d[0] == "reading"))
        deeds = [("reading", next(order), *d[2:]) if d[0] == "reading" else d for d in deeds]
    found: list[tuple[Any, ...]] = []
    for one in deeds:
        if one[0] == "tick":
            clock = max(clock, one[1])
            one = ("tick", clock)
        found += [one, one] if one[0] == "reading" and draw(st.integers(0, 5)) == 0 else [one]
    return [*found, ("tick", END + 60)]


def edited(spec: dict[str, Any], by: int) -> dict[str, Any]:
    """The same condition with another limit."""
    changed = copy.deepcopy(spec)
    todo = [changed]
    while todo:
        one = todo.pop()
        todo += inner(one)
        if "limit" in one:
            one["limit"], one["clear_limit"] = max(0, one["limit"] + by), None
        if "buffer_m" in one:
            one["buffer_m"] = max(0, one["buffer_m"] + 60 * by)
    return changed


@pytest.mark.function("6.3")
@settings(max_examples=1200)
@given(tree, lives(), st.booleans())
def test_engine_and_reference_find_the_same(
    spec: dict[str, Any], life: list[tuple[Any, ...]], wide: bool
) -> None:
    try:
        ours = compile_tree(spec)
    except ValueError:
        return
    ours.wide = wide
    slow, m = Reference(spec, T0), begin(ours, T0)
    for what, *told in life:
        if what == "reading":
            at, values, device = T0 + told[0], told[1], told[2] if wide else ""
            found, expected = step(ours, m, at, values, device), slow.reading(at, values, device)
        elif what == "tick":
            found, expected = tick(ours, m, T0 + told[0])[0], slow.tick(T0 + told[0])
        elif what == "restart":
            m, found, expected = ours.remember(dump(m)), [], []
        else:
            spec = edited(spec, told[0])
            marks = ours.marks
            ours = compile_tree(spec)
            ours.wide, slow.spec = wide, spec
            m, found, expected = ours.remember(dump(m), marks), [], []
        assert [(c.raised, c.at) for c in found] == expected, (what, told)
        assert (m.raised, m.late) == (slow.raised, slow.late)
