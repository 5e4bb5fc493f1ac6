"""Opens a checked workbook: the values of each sheet, whether it is hidden, and where formulas stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import python_calamine as calamine

from linli.kernel.errors import DomainError
from linli.sections.registry.roster.guard import check_file

FORMULA = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,2})(\d+)"[^>]*><(?:\w+:)?f[ >/]')
SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
RELATION = re.compile(r"<Relationship [^>]*>")

Grid = list[list[Any]]


@dataclass(slots=True)
class Sheet:
    """One sheet: values by row and column (empty text where nothing is), and its formula cells."""

    name: str
    hidden: bool
    grid: Grid
    formulas: list[tuple[int, int]] = field(default_factory=list)


def column_letter(index: int) -> str:
    """0 → A, 26 → AA."""
    return column_letter(index // 26 - 1) + chr(65 + index % 26) if index >= 26 else chr(65 + index)


def column_index(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def open_workbook(path: Path) -> list[Sheet]:
    """All sheets of a roster file. Raises DomainError when the file cannot be trusted or read."""
    parts = check_file(path)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        formulas = _formulas(parts)
        return [_sheet(book, meta, formulas) for meta in book.sheets_metadata]
    except calamine.PasswordError as error:
        raise DomainError("文件设了打开密码。请在 Excel 中取消密码后再上传。") from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, ValueError) as error:
        raise DomainError("文件内容读不出来，可能已损坏。请用 Excel 打开另存后再上传。") from error


def _sheet(book: Any, meta: Any, formulas: dict[str, list[tuple[int, int]]]) -> Sheet:
    if meta.typ != calamine.SheetTypeEnum.WorkSheet:
        return Sheet(meta.name, True, [])
    grid = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, hidden, grid, formulas.get(meta.name, []))


def _formulas(parts: dict[str, bytes]) -> dict[str, list[tuple[int, int]]]:
    """(row, column), both 0-based, of every formula cell by sheet name."""
    targets = _targets(parts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", "replace"))
    found: dict[str, list[tuple[int, int]]] = {}
    for name, relation in SHEET.findall(parts["xl/workbook.xml"].decode("utf-8", "replace")):
        xml = parts.get(targets.get(relation, ""), b"")
        if b"<f" in xml or b":f" in xml:
            cells = FORMULA.findall(xml)
            found[unescape(name)] = [(int(row) - 1, column_index(col.decode())) for col, row in cells]
    return found


def _targets(rels: str) -> dict[str, str]:
    found = {}
    for tag in RELATION.findall(rels):
        key, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
        if key and target:
            path = target[1]
            found[key[1]] = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    return found
