"""Rosters made for tests: as communities keep them, with known damage, so that every count is known beforehand."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from linli.sections.registry.roster.ids import check_character

HEADER = (
    "楼号",
    "单元",
    "房号",
    "建筑面积",
    "姓名",
    "与户主关系",
    "性别",
    "身份证号",
    "出生日期",
    "联系电话",
    "居住状态",
    "人员类别",
)
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", "伟芳娜敏静丽强磊军洋艳勇杰娟涛明超霞平刚桂英"


def small_roster(rows: list[dict[str, Any]] | None = None, sheet: str = "花名册") -> bytes:
    """A roster with a plain header; without `rows` two people, one of them doubtful."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(HEADER)
    for row in rows if rows is not None else default_rows():
        page.append([row.get(title) for title in HEADER])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def default_rows() -> list[dict[str, Any]]:
    """A head with a sound record and a wife whose id number lacks a digit."""
    first = {"楼号": "3#", "单元": 1, "房号": "201室", "建筑面积": "80.5㎡", "居住状态": "自住"}
    head = {"姓名": "赵 明", "与户主关系": "户主", "性别": "男", "身份证号": numbered("19500102", 31)}
    wife = {"姓名": "钱芳", "与户主关系": "配偶", "性别": "女", "身份证号": numbered("19520304", 42)[:17]}
    return [
        first | head | {"联系电话": "138 5371 0001"},
        wife | {"出生日期": "1952.3.4", "联系电话": "13853710002"},
    ]


def numbered(birth: str, serial: int) -> str:
    """A valid id number for a birth day (YYYYMMDD) and a serial below 1000."""
    first17 = f"370811{birth}{serial:03d}"
    return first17 + check_character(first17)


@dataclass
class Town:
    """A generated roster with what a careful clerk would find in it."""

    content: bytes = b""
    homes: int = 0
    people: int = 0
    vacant: int = 0
    buildings: set[str] = field(default_factory=set)
    problems: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)


@dataclass
class Style:
    """How this community writes: column order, header rows, damage rate."""

    order: tuple[str, ...]
    two_levels: bool
    title: bool
    merged: bool
    damage: float


def generated(seed: int, style: Style, buildings: int, homes_each: int) -> Town:
    """A roster of the same kind as the sample, but another one."""
    return _Clerk(random.Random(seed), style).write(buildings, homes_each)


class _Clerk:
    def __init__(self, dice: random.Random, style: Style) -> None:
        self.dice, self.style, self.town, self.serial = dice, style, Town(), 0
        self.names: set[tuple[str, str]] = set()

    def write(self, buildings: int, homes_each: int) -> Town:
        book = Workbook()
        page = book.active
        self.at = {title: i for i, title in enumerate(self.style.order, 1)}
        self._header(page)
        for building in range(1, buildings + 1):
            self.town.buildings.add(str(building))
            for number in range(homes_each):
                self._home(page, building, f"{number // 2 + 1}0{number % 2 + 1}")
            page.append([f"{building}号楼小计", None, None, "共若干人"])
        page.append(["以上情况属实。", None, None, "填表人：", None, None, "审核人："])
        self.town.content = saved(book)
        return self.town

    def _header(self, page: Any) -> None:
        if self.style.title:
            page.append(["某某社区居民花名册"])
        if self.style.two_levels:
            page.append(["房屋和人员情况"])
            page.merge_cells(
                start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=len(HEADER)
            )
        page.append(list(self.style.order))

    def _home(self, page: Any, building: int, room: str) -> None:
        dice, town = self.dice, self.town
        town.homes += 1
        place = {
            "楼号": dice.choice(
                [building, f"{building}#", f"{building}号楼", f"0{building}", f"{building} 栋"]
            ),
            "单元": dice.choice([1, "1", "1单元", "一单元"]),
            "房号": dice.choice([int(room), room, f"{room}室", f" {room} "]),
            "建筑面积": dice.choice([80.5, "80.5㎡", "80.5平"]),
        }
        start = page.max_row + 1
        if dice.random() < 0.1:
            town.vacant += 1
            page.append(self._line(place | {"居住状态": "空置"}))
            return
        for index in range(dice.randint(1, 4)):
            person = self._person("户主" if index == 0 else "子女")
            repeat = place | {"居住状态": "自住"} if index == 0 or not self.style.merged else {}
            page.append(self._line(repeat | person))
        if self.style.merged and page.max_row > start:
            for title in ("楼号", "单元", "房号", "建筑面积"):
                column = self.at[title]
                page.merge_cells(
                    start_row=start, end_row=page.max_row, start_column=column, end_column=column
                )

    def _line(self, values: dict[str, Any]) -> list[Any]:
        return [values.get(title) for title in self.style.order]

    def _person(self, relation: str) -> dict[str, Any]:
        dice, town = self.dice, self.town
        self.serial += 1
        born = dt.date(1930, 1, 1) + dt.timedelta(days=dice.randint(0, 33_000))
        number = numbered(f"{born:%Y%m%d}", self.serial % 1000)
        sex = "男" if int(number[16]) % 2 else "女"
        name = self._name(str(born))
        phone = f"13{dice.randint(0, 9)}{dice.randint(10_000_000, 99_999_999)}"
        written = {"姓名": name, "与户主关系": relation, "性别": sex}
        written |= {"身份证号": number, "出生日期": self._date(born), "联系电话": self._phone(phone)}
        if dice.random() < 0.2:
            tag = dice.choice(["低保", "党员", "慢病"])
            written["人员类别"] = tag
        if dice.random() < self.style.damage:
            self._damage(written, number, born, sex)
        if written["姓名"]:
            town.people += 1
            town.tags[written.get("人员类别", "")] += 1
        return written

    def _name(self, born: str) -> str:
        while True:
            name = self.dice.choice(SURNAMES) + "".join(self.dice.choices(GIVEN, k=2))
            if (name, born) not in self.names:
                self.names.add((name, born))
                return name

    def _date(self, born: dt.date) -> Any:
        y, m, d = born.year, born.month, born.day
        shapes = [f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}/{m}/{d}", f"{born:%Y%m%d}", f"{born:%Y-%m-%d}"]
        serial = (born - dt.date(1899, 12, 30)).days
        return self.dice.choice([*shapes, serial, dt.datetime(y, m, d)])

    def _phone(self, phone: str) -> Any:
        full = phone.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
        dashed = f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"
        return self.dice.choice([phone, int(phone), full, dashed, f"+86{phone}", f"{phone}/0537-2345678"])

    def _damage(self, row: dict[str, Any], number: str, born: dt.date, sex: str) -> None:
        kind = self.dice.choice(
            ["id_checksum", "id_length", "id_lost_digits", "id_missing", "phone_bad", "phone_missing"]
            + ["name_missing", "sex_differs_from_id", "birth_differs_from_id"]
        )
        self.town.problems[kind] += 1
        wrong = {
            "id_checksum": ("身份证号", number[:17] + ("1" if number[17] != "1" else "2")),
            "id_length": ("身份证号", number[:17]),
            "id_lost_digits": ("身份证号", float(number[:15] + "000")),
            "id_missing": ("身份证号", None),
            "phone_bad": ("联系电话", "1385371234"),
            "phone_missing": ("联系电话", None),
            "name_missing": ("姓名", None),
            "sex_differs_from_id": ("性别", "女" if sex == "男" else "男"),
            "birth_differs_from_id": ("出生日期", f"{born.year - 1}-{born.month:02d}-01"),
        }
        column, value = wrong[kind]
        row[column] = value
