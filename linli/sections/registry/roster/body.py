"""Walks the rows below the header: skips titles, subtotals and signatures, carries merged homes down."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from linli.kernel.errors import DomainError
from linli.sections.registry.roster.model import FIELDS, Place, Row, SheetPlan
from linli.sections.registry.roster.person import PERSON_FIELDS, fill_person
from linli.sections.registry.roster.places import (
    building_in,
    building_name,
    room_name,
    split_address,
    split_room,
    unit_name,
)
from linli.sections.registry.roster.words import read_area, text_of
from linli.sections.registry.roster.workbook import Sheet, column_letter

SUBTOTAL = re.compile(r"小计|合计|总计|共计")
SIGNATURE = re.compile(r"填表人|审核人|制表人|负责人|以上情况|盖章|填表日期|填表单位")
Edits = dict[tuple[str, int], Mapping[str, str] | None]
HOME_FIELDS = ("address", "building", "unit", "room")
VACANT = re.compile(r"空置|空房|无人|未入住|空户")


def refuse_formulas(sheet: Sheet, plan: SheetPlan) -> None:
    """Raises DomainError when a cell we would read is a formula: its shown value may be stale."""
    first = plan.header[1] if plan.header else 0
    read = {c: f for f, c in plan.columns.items() if f != "seq"}
    bad = [(row, col) for row, col in sheet.formulas if row >= first and col in read]
    if bad:
        shown = "、".join(f"{column_letter(col)}{row + 1}" for row, col in bad[:5])
        raise DomainError(
            f"工作表“{sheet.name}”中有 {len(bad)} 个单元格是公式（如 {shown}），导入后会不准。"
            "请选中这些列，复制后“选择性粘贴→数值”，保存再上传。"
        )


def read_rows(sheet: Sheet, plan: SheetPlan, today: dt.date, edits: Edits | None = None) -> Iterator[Row]:
    """The rows of homes and people of one sheet. `edits` replace cells; None leaves the person out."""
    walker = _Walker(sheet, plan, today, edits or {})
    start = plan.header[1] if plan.header else 0
    for index in range(start, len(sheet.grid)):
        row = walker.step(index + 1, sheet.grid[index])
        if row is not None:
            yield row


class _Walker:
    """Keeps the home that the rows below a merged cell belong to."""

    def __init__(self, sheet: Sheet, plan: SheetPlan, today: dt.date, edits: Edits) -> None:
        self.edits = edits
        self.sheet, self.columns, self.today = sheet.name, plan.columns, today
        self.titles = {text_of(v) for v in FIELDS.values()}
        self.fixed_building = "" if {"building", "address"} & set(plan.columns) else building_in(sheet.name)
        self.building, self.unit = self.fixed_building, ""
        self.place: Place | None = None
        self.home: dict[str, Any] = {}

    def step(self, line: int, cells: list[Any]) -> Row | None:
        """The row at `line` (1-based), or None when it holds neither home nor person."""
        filled = [cell for cell in cells if cell not in ("", None)]
        if not filled or self._is_furniture(filled):
            return None
        got = {name: cells[column] for name, column in self.columns.items() if column < len(cells)}
        edit = self.edits.get((self.sheet, line), {}) if self.edits else {}
        if edit:
            got.update(edit)
        heading = building_in(text_of(filled[0])) if len(filled) == 1 else ""
        if heading:
            self.building, self.unit, self.place = heading, "", None
            return None
        fresh = self._move(got)
        person = any(text_of(got.get(name, "")) for name in PERSON_FIELDS)
        if edit is None:
            person = False
        if not fresh and not person:
            return None
        return self._row(line, got, fresh, person)

    def _is_furniture(self, filled: list[Any]) -> bool:
        """Subtotals, signature lines, and headers repeated on every printed page."""
        texts = [cell for cell in filled if isinstance(cell, str)]
        if any(SUBTOTAL.search(text) for text in texts[:2]):
            self.place = None
            return True
        if any(SIGNATURE.search(text) for text in texts[:3]):
            return True
        return sum(text.strip() in self.titles for text in texts) >= 3

    def _move(self, got: dict[str, Any]) -> bool:
        """Goes to the home the row names; False when it names none and stays with the one above."""
        texts = {name: text_of(got[name]) for name in HOME_FIELDS if name in got}
        if not any(texts.values()):
            return False
        if texts.get("address") and (parts := split_address(texts["address"])):
            self.building, self.unit = parts[0], parts[1]
            self.place = Place(*parts)
            return True
        if texts.get("building"):
            self.building, self.unit = building_name(texts["building"]), ""
        if texts.get("unit"):
            self.unit = unit_name(texts["unit"])
        if not texts.get("room"):
            self.place = None
            return True
        unit, room = ("", room_name(texts["room"])) if self.unit else split_room(texts["room"])
        self.place = Place(self.building, self.unit or unit, room) if self.building else None
        return True

    def _row(self, line: int, got: dict[str, Any], fresh: bool, person: bool) -> Row:
        row = Row(self.sheet, line, self.place)
        if fresh:
            self._read_home(row, got)
        row.owner, row.status = self.home.get("owner", ""), self.home.get("status", "")
        if text_of(got.get("status", "")):
            row.status = text_of(got["status"])
        row.note = text_of(got.get("note", ""))
        left_out = self.edits.get((self.sheet, line), {}) is None
        row.vacant = not left_out and (not person or self._says_vacant(row, got))
        if person and not row.vacant:
            fill_person(row, got, self.today)
        if self.place is None:
            shown = " ".join(text_of(got.get(name, "")) for name in HOME_FIELDS).strip()
            row.doubt("place_missing", "room", shown, "这一行和上面合并的单元格里都没有完整的楼号和房号")
        return row

    def _says_vacant(self, row: Row, got: dict[str, Any]) -> bool:
        return bool(VACANT.search(row.status)) and not text_of(got.get("name", ""))

    def _read_home(self, row: Row, got: dict[str, Any]) -> None:
        row.area, bad = read_area(got.get("area", ""))
        if bad:
            row.doubt("area_bad", "area", got["area"], "应是以平方米为单位的数字，如 89.5")
        owner = "".join(text_of(got.get("owner", "")).split())
        self.home = {"owner": owner, "status": text_of(got.get("status", ""))}
