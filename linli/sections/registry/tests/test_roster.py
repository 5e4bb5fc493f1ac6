"""The roster reader against the sample and its key, and against generated rosters with known damage."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.sections.registry.roster import Place, read_roster, summary
from linli.sections.registry.roster.dates import read_date
from linli.sections.registry.roster.ids import born_in, fault, from_15, read_id, repaired
from linli.sections.registry.roster.phones import read_phones
from linli.sections.registry.roster.places import building_name, room_name, split_address, unit_name
from linli.sections.registry.tests.conftest import DATA, SAMPLE
from linli.sections.registry.tests.rosters import HEADER, Style, generated, numbered

TODAY = dt.date(2026, 11, 22)
KEY = json.loads((DATA / "roster-key.json").read_text())
COUNTS = ("buildings", "homes", "people", "occupancies", "vacant_homes", "errors", "warnings", "tags")


@pytest.mark.function("2.7")
def test_the_sample_is_read_as_a_careful_clerk_reads_it() -> None:
    found = summary(read_roster(SAMPLE, today=TODAY), TODAY)
    assert {name: found[name] for name in COUNTS} == {name: KEY[name] for name in COUNTS}
    assert found["age60_on_2026_11_22"] == KEY["age60_on_2026_11_22"]
    assert found["living_alone_60"] == KEY["living_alone_60"]


@pytest.mark.function("2.7")
@pytest.mark.parametrize("sample", KEY["samples"], ids=lambda s: s["name"])
def test_single_rows_of_the_sample(sample: dict[str, Any]) -> None:
    roster = read_roster(SAMPLE, today=TODAY)
    place = Place(str(sample["building"]), str(sample["unit"]), sample["room"])
    living = next(x for x in roster.living if x.place == place and roster.rows[x.row].name == sample["name"])
    row = roster.rows[living.person]
    assert (str(row.born_on), living.relation) == (sample["born"], sample["relation"])
    assert [issue.code for issue in row.issues] == ([sample["issue"]] if sample["issue"] else [])


STYLES = st.builds(
    Style,
    order=st.permutations(HEADER).map(tuple),
    two_levels=st.booleans(),
    title=st.booleans(),
    merged=st.booleans(),
    damage=st.sampled_from([0.0, 0.3, 0.9]),
)


@pytest.mark.function("2.7")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), style=STYLES, buildings=st.integers(1, 12), homes=st.integers(1, 8))
def test_other_rosters_of_the_same_kind(
    seed: int, style: Style, buildings: int, homes: int, tmp_path: Path
) -> None:
    town = generated(seed, style, buildings, homes)
    file = tmp_path / "other.xlsx"
    file.write_bytes(town.content)
    found = summary(read_roster(file, today=TODAY), TODAY)
    assert (found["homes"], found["vacant_homes"]) == (town.homes, town.vacant)
    assert (found["people"], found["occupancies"]) == (town.people, town.people)
    assert found["buildings"] == len(town.buildings)
    assert found["errors"] | found["warnings"] == dict(town.problems)
    assert found["tags"] == {tag: count for tag, count in town.tags.items() if tag}


@given(day=st.dates(dt.date(1900, 3, 1), TODAY))
def test_every_shape_of_a_date_is_the_same_day(day: dt.date) -> None:
    y, m, d = day.year, day.month, day.day
    shapes: list[Any] = [f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}/{m:02d}/{d:02d}", f"{day:%Y%m%d}", day]
    shapes += [
        f"{day:%Y-%m-%d}",
        float((day - dt.date(1899, 12, 30)).days),
        dt.datetime(y, m, d),
        f" {y} . {m} . {d} ",
    ]
    shapes += [f"{y}-{m}-{d} 00:00:00", float(f"{day:%Y%m%d}")]
    assert {read_date(shape, TODAY) for shape in shapes} == {(day, False)}


@pytest.mark.parametrize(
    "text", ["1987年", "不详", "2026-11-23", "19871340", "1987-2-30", "87.4.26", -3.0, 90_000.0]
)
def test_no_date_is_made_out_of_nonsense(text: Any) -> None:
    assert read_date(text, TODAY) == (None, True)


@given(birth=st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), serial=st.integers(0, 999))
def test_a_valid_id_number_survives_every_way_of_writing(birth: dt.date, serial: int) -> None:
    number = numbered(f"{birth:%Y%m%d}", serial)
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in number)
    ways = [number, number.lower(), f"'{number}", f" {number[:6]} {number[6:14]} {number[14:]} ", full_width]
    assert {read_id(way) for way in ways} == {(number, "")}
    assert born_in(number) == birth


@given(
    birth=st.dates(dt.date(1930, 1, 1), dt.date(2020, 1, 1)),
    serial=st.integers(0, 999),
    at=st.integers(0, 16),
)
def test_one_wrong_digit_is_always_noticed(birth: dt.date, serial: int, at: int) -> None:
    number = numbered(f"{birth:%Y%m%d}", serial)
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert fault(wrong) == "id_checksum"


def test_repairs_are_only_suggested_when_there_is_one() -> None:
    number = numbered("19520304", 42)
    born = dt.date(1952, 3, 4)
    assert repaired(number[:8] + number[9:], "id_length", born, "女") == number
    assert repaired(number[:17], "id_length", born, "女") == ""
    assert repaired(number[:6] + "19520403" + number[14:], "id_checksum", born, "女") == number
    assert repaired(number[:17], "id_length", None, "女") == ""
    assert from_15("370811520304042") == numbered("19520304", 42)


@pytest.mark.parametrize(
    ("cell", "good", "bad"),
    [
        (" 18053246119 ", ("18053246119",), ""),
        ("１８１７７１２６７０９", ("18177126709",), ""),
        ("+8618515820314", ("18515820314",), ""),
        ("0086 185 1582 0314", ("18515820314",), ""),
        (18427424008.0, ("18427424008",), ""),
        ("19971619945/0537-2724986", ("19971619945", "0537-2724986"), ""),
        ("05372724986", ("0537-2724986",), ""),
        ("2724986", ("2724986",), ""),
        ("1920112603", (), "1920112603"),
        ("18053246119、123", ("18053246119",), "123"),
        ("无", (), ""),
        ("", (), ""),
    ],
)
def test_phones(cell: Any, good: tuple[str, ...], bad: str) -> None:
    assert read_phones(cell) == (good, bad)


def test_places() -> None:
    assert {building_name(t) for t in ("1#", "01", "1号楼", "１ 栋", "一号楼", "1幢", "1号")} == {"1"}
    assert building_name("二十五栋") == "25"
    assert {unit_name(t) for t in ("2单元", "2", "二单元", "02")} == {"2"}
    assert {room_name(t) for t in ("101室", "101", "0101", " 101 房")} == {"101"}
    assert split_address("北门小区3号楼2单元501室") == ("3", "2", "501")
    assert split_address("12-3-1001") == ("12", "3", "1001")
    assert split_address("5#302") == ("5", "", "302")
    assert split_address("济宁市任城区") is None
