"""NEWS2 against a table written down independently, value by value, and its rounding at every edge."""

from __future__ import annotations

from typing import Any

import pytest

from linli.sections.eldercare.news2 import HIGHEST, PARAMETERS, score

# Chart 1 as runs of (first, last, points); temperatures in tenths.
RUNS: dict[str, list[tuple[int, int, int]]] = {
    "respiration": [(1, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 80, 3)],
    "spo2": [(40, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)],
    "systolic": [(40, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3)],
    "heart_rate": [(20, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 260, 3)],
    "consciousness": [(0, 0, 0), (1, 4, 3)],
    "oxygen": [(0, 0, 0), (1, 1, 2)],
    "temperature": [(280, 350, 3), (351, 360, 1), (361, 380, 0), (381, 390, 1), (391, 440, 2)],
}
SCALE2_AIR = [(40, 83, 3), (84, 85, 2), (86, 87, 1), (88, 100, 0)]
SCALE2_OXYGEN = [(40, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 94, 1), (95, 96, 2), (97, 100, 3)]
WELL = {"respiration": 16.0, "spo2": 98.0, "oxygen": 0.0, "systolic": 128.0, "heart_rate": 72.0,
        "consciousness": 0.0, "temperature": 36.6}  # fmt: skip


@pytest.mark.function("5.4")
@pytest.mark.parametrize("name", sorted(RUNS))
def test_every_value_of_every_table(name: str) -> None:
    """Each whole number (tenth of a degree) of the seven tables."""
    step = 10 if name == "temperature" else 1
    for first, last, points in RUNS[name]:
        for value in range(first, last + 1):
            assert (value, score({name: value / step}).points[name]) == (value, points)


@pytest.mark.function("5.4")
@pytest.mark.parametrize(("oxygen", "runs"), [(0.0, SCALE2_AIR), (1.0, SCALE2_OXYGEN)])
def test_the_second_oxygen_scale(oxygen: float, runs: list[tuple[int, int, int]]) -> None:
    """On air 93 % and more is 0 points; on oxygen too much counts."""
    for first, last, points in runs:
        for value in range(first, last + 1):
            found = score({"spo2": float(value), "oxygen": oxygen}, scale=2).points["spo2"]
            assert (value, found) == (value, points)


def test_on_the_second_scale_nobody_can_say_without_knowing_about_oxygen() -> None:
    assert score({"spo2": 95.0}, scale=2).points["spo2"] is None
    assert score({"spo2": 92.0}, scale=2).points["spo2"] == 0


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("temperature", 35.04, 3), ("temperature", 35.05, 1), ("temperature", 36.04, 1), ("temperature", 36.05, 0),
        ("temperature", 37.95, 0), ("temperature", 38.04, 0), ("temperature", 38.05, 1), ("temperature", 39.04, 1),
        ("temperature", 39.05, 2), ("spo2", 91.49, 3), ("spo2", 91.5, 2), ("spo2", 93.5, 1), ("spo2", 95.49, 1),
        ("spo2", 95.5, 0), ("respiration", 8.5, 1), ("respiration", 11.5, 0), ("respiration", 20.5, 2),
        ("respiration", 24.5, 3), ("systolic", 90.5, 2), ("systolic", 100.5, 1), ("systolic", 110.5, 0),
        ("systolic", 219.49, 0), ("systolic", 219.5, 3), ("heart_rate", 40.5, 1), ("heart_rate", 50.5, 0),
        ("heart_rate", 90.5, 1), ("heart_rate", 110.5, 2), ("heart_rate", 130.49, 2), ("heart_rate", 130.5, 3),
    ],
)  # fmt: skip
def test_between_the_bands_halves_go_up(name: str, value: float, points: int) -> None:
    assert score({name: value}).points[name] == points


@pytest.mark.function("5.4")
@pytest.mark.parametrize(
    ("changes", "total", "level", "label"),
    [
        ({}, 0, 0, "0 分"),
        ({"heart_rate": 95.0}, 1, 1, "1 分"),
        ({"heart_rate": 131.0}, 3, 2, "3 分"),
        ({"oxygen": 1.0, "heart_rate": 112.0}, 4, 1, "4 分"),
        ({"oxygen": 1.0, "heart_rate": 112.0, "temperature": 38.5}, 5, 3, "5 分"),
        ({"consciousness": 1.0, "respiration": 25.0}, 6, 3, "6 分"),
        ({"consciousness": 4.0, "respiration": 25.0, "temperature": 38.1}, 7, 4, "7 分"),
        ({"respiration": 30.0, "spo2": 80.0, "oxygen": 1.0, "systolic": 60.0, "heart_rate": 150.0,
          "consciousness": 2.0, "temperature": 34.0}, HIGHEST, 4, "20 分"),
    ],
)  # fmt: skip
def test_the_sum_and_what_it_asks_for(changes: dict[str, float], total: int, level: int, label: str) -> None:
    found = score(WELL | changes)
    assert (found.total, found.level, found.label, found.complete) == (total, level, label, True)


def test_what_is_missing_is_said_and_not_assumed() -> None:
    values: dict[str, Any] = {k: v for k, v in WELL.items() if k not in ("respiration", "consciousness")}
    found = score(values | {"heart_rate": 120.0})
    assert (found.total, found.level, found.complete) == (2, 1, False)
    assert found.label == "部分 2 分：缺呼吸、意识"
    assert score({}).label == score({"oxygen": 0.0}).label == "未评分"
    assert score({}).missing == list(PARAMETERS)
