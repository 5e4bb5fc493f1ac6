"""Reads the person in a roster row and notes each doubtful cell with the reason and a likely repair."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.sections.registry.roster.dates import read_date
from linli.sections.registry.roster.ids import born_in, check_character, read_id, repaired, sex_in
from linli.sections.registry.roster.model import Row
from linli.sections.registry.roster.phones import read_phones, why_bad
from linli.sections.registry.roster.words import read_name, read_relation, read_sex, read_tags, text_of

PERSON_FIELDS = ("name", "id_number", "born", "phone", "relation", "sex")
HEAD = "户主"


def fill_person(row: Row, got: dict[str, Any], today: dt.date) -> None:
    """Fills the person's cells of `row`. A valid id number wins over birth date and sex; both are flagged."""
    row.relation = read_relation(text_of(got.get("relation", "")))
    row.tags = read_tags(text_of(got.get("tags", "")))
    row.hukou = text_of(got.get("hukou", ""))
    row.sex = read_sex(text_of(got.get("sex", "")))
    row.born_on, bad_birth = read_date(got.get("born", ""), today)
    _read_id(row, got.get("id_number", ""))
    _read_name(row, got.get("name", ""))
    if not row.name:
        return
    if bad_birth:
        _doubt_birth(row, got["born"])
    _read_phone(row, got.get("phone", ""))


def _read_name(row: Row, cell: Any) -> None:
    row.name, odd = read_name(cell)
    if not row.name:
        row.issues.clear()
        likely = row.owner if row.relation == HEAD else ""
        row.doubt("name_missing", "name", "", "有身份信息但没有姓名，这一行不会导入", likely)
    elif odd:
        row.doubt("name_odd", "name", odd, "姓名里有括号、数字或其他字符", row.name)


def _read_id(row: Row, cell: Any) -> None:
    number, code = read_id(cell)
    row.id_raw = f"{number[:15]}???" if code == "id_lost_digits" else number
    if not code:
        row.id_number = number
        _compare(row, number)
        return
    if code == "id_missing":
        row.doubt(code, "id_number", "", "请向本人补录")
        return
    fix = "" if code == "id_lost_digits" else repaired(number, code, row.born_on, row.sex)
    row.doubt(code, "id_number", row.id_raw, why_id(number, code), fix)


def why_id(number: str, code: str) -> str:
    """What is wrong with an id number, in words."""
    if code == "id_lost_digits":
        return f"单元格是数值格式，只剩前 15 位（{number[:15]}），后 3 位已丢失，请按证件补录"
    if code == "id_length":
        return f"应为 18 位，这里是 {len(number)} 位"
    if code == "id_checksum":
        return f"校验码不符，至少有一位写错；如果前 17 位无误，末位应为 {check_character(number[:17])}"
    return "号码里的出生日期不存在" if code == "id_date" else "只能有数字，最后一位可以是 X"


def _compare(row: Row, number: str) -> None:
    born, sex = born_in(number), sex_in(number)
    if row.born_on and row.born_on != born:
        written = row.born_on.isoformat()
        row.doubt("birth_differs_from_id", "born", written, "以身份证号为准", str(born))
    if row.sex and row.sex != sex:
        row.doubt("sex_differs_from_id", "sex", row.sex, "以身份证号为准", sex)
    row.born_on, row.sex = born, sex


def _doubt_birth(row: Row, cell: Any) -> None:
    fix = row.born_on.isoformat() if row.id_number and row.born_on else ""
    row.doubt("birth_bad", "born", text_of(cell), "不是一个完整的过去的日期", fix)


def _read_phone(row: Row, cell: Any) -> None:
    row.phones, bad = read_phones(cell)
    if bad:
        row.doubt("phone_bad", "phone", bad, why_bad(bad))
    elif not row.phones:
        row.doubt("phone_missing", "phone", "", "请向本人或家人补录")
