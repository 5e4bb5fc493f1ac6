"""What the roster reader finds: sheets, rows, doubts, homes and people; plain data without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning"]

FIELDS: dict[str, str] = {
    "seq": "序号",
    "address": "地址",
    "building": "楼号",
    "unit": "单元",
    "room": "房号",
    "area": "建筑面积",
    "owner": "产权人",
    "name": "姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "id_number": "身份证号",
    "born": "出生日期",
    "phone": "联系电话",
    "hukou": "户籍地",
    "status": "居住状态",
    "tags": "人员类别",
    "note": "备注",
}

CODES: dict[str, tuple[Level, str]] = {
    "name_missing": ("error", "没有姓名"),
    "name_odd": ("warning", "姓名写法异常"),
    "place_missing": ("error", "没有房号"),
    "id_checksum": ("error", "身份证号校验位不对"),
    "id_length": ("error", "身份证号位数不对"),
    "id_lost_digits": ("error", "身份证号被表格截断"),
    "id_characters": ("error", "身份证号含有其他字符"),
    "id_date": ("error", "身份证号中的日期不存在"),
    "id_conflict": ("error", "两个人使用同一身份证号"),
    "phone_bad": ("error", "电话号码不对"),
    "sex_differs_from_id": ("error", "性别与身份证号不符"),
    "birth_differs_from_id": ("error", "出生日期与身份证号不符"),
    "birth_bad": ("error", "出生日期看不懂"),
    "area_bad": ("error", "面积看不懂"),
    "id_missing": ("warning", "没有身份证号"),
    "phone_missing": ("warning", "没有电话"),
    "second_home": ("warning", "同一人有另一处房屋"),
    "duplicate_row": ("warning", "同一人重复登记"),
}


@dataclass(slots=True)
class Issue:
    """One doubtful cell: the code, what stood there, why it is doubted, and a repair if one is likely."""

    code: str
    field: str
    value: str = ""
    reason: str = ""
    suggestion: str = ""

    @property
    def level(self) -> Level:
        """`error`: a person must decide; `warning`: worth knowing."""
        return CODES[self.code][0]


class Place(NamedTuple):
    """A home by its address inside the estate: 楼, 单元, 房号; the unit may be empty."""

    building: str
    unit: str
    room: str

    def __str__(self) -> str:
        unit = f"{self.unit}单元" if self.unit else ""
        return (
            f"{self.building}号楼{unit}{self.room}室"
            if self.building.isdigit()
            else f"{self.building}{unit}{self.room}"
        )


@dataclass(slots=True)
class Row:
    """One line of the roster as understood; `line` is the 1-based row number in the sheet."""

    sheet: str
    line: int
    place: Place | None
    name: str = ""
    relation: str = ""
    sex: str = ""
    id_number: str = ""
    id_raw: str = ""
    born_on: dt.date | None = None
    phones: tuple[str, ...] = ()
    hukou: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    area: float | None = None
    vacant: bool = False
    issues: list[Issue] = field(default_factory=list)
    person: int | None = None
    same_as: int | None = None

    def doubt(self, code: str, column: str, value: Any = "", reason: str = "", suggestion: str = "") -> None:
        """Notes a doubtful cell of this row."""
        self.issues.append(Issue(code, column, str(value).strip(), reason, suggestion))


@dataclass(slots=True)
class SheetPlan:
    """How one sheet is understood; `header` are 1-based first and last row, `columns` field → 0-based column."""

    name: str
    header: tuple[int, int] | None
    columns: dict[str, int]
    labels: list[str]
    used: bool
    why: str = ""
    rows: int = 0

    def missing(self) -> list[str]:
        """The Chinese names of the columns without which nobody can be imported."""
        lacking = [] if "name" in self.columns else [FIELDS["name"]]
        if "address" not in self.columns and "room" not in self.columns:
            lacking.append(FIELDS["room"])
        return lacking


@dataclass(slots=True)
class HomeFound:
    """A home of the roster with what its rows agree on."""

    place: Place
    area: float | None = None
    owner: str = ""
    status: str = ""
    note: str = ""
    vacant: bool = False


@dataclass(slots=True)
class Living:
    """A person in a home (人房关系), as the roster has it."""

    person: int
    place: Place
    relation: str
    status: str
    resides: bool
    row: int


@dataclass(slots=True)
class Roster:
    """The whole roster as understood. `people` are indexes of the row each person is best described by."""

    sheets: list[SheetPlan]
    rows: list[Row]
    homes: dict[Place, HomeFound]
    people: list[int]
    living: list[Living]
