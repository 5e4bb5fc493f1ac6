"""Files that are no honest roster: a clear Chinese message, nothing kept, nothing imported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from linli.kernel.testing.world import World, row_counts
from linli.sections.registry.tests.rosters import HEADER, numbered, saved, small_roster

pytestmark = [pytest.mark.django_db, pytest.mark.function("2.7"), pytest.mark.once]


def rezipped(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The small roster with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(small_roster())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def plain(name: str, content: bytes) -> bytes:
    return content


def sheet_with(old: bytes, new: bytes) -> bytes:
    """The small roster with a text of its sheet replaced."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(old, new) if name.startswith("xl/worksheets") else content

    return rezipped(change)


def wrong_columns() -> bytes:
    book = Workbook()
    book.active.append(["物品", "数量", "单价"])
    book.active.append(["灭火器", 3, 85])
    return saved(book)


def formulas() -> bytes:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(
        ["1#", 1, "101", 80, "赵明", "户主", "男", "=CONCATENATE(A1,B1)", "1950-01-02", "13853710001"]
    )
    return saved(book)


def only_a_header() -> bytes:
    book = Workbook()
    book.active.append(HEADER)
    return saved(book)


BAD: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "empty": (lambda: b"", 422, "空的"),
    "50 MB": (lambda: b"PK\x03\x04" + b"x" * (50 * 1024 * 1024), 413, "20 MB"),
    "zip bomb": (lambda: rezipped(plain, {"xl/media/a.xml": b"0" * (210 * 1024 * 1024)}), 422, "解压后过大"),
    "macro": (lambda: rezipped(plain, {"xl/vbaProject.bin": b"\0"}), 422, "宏"),
    "csv": (lambda: "姓名,电话\n赵明,13853710001".encode("gb18030"), 422, "CSV"),
    "not excel": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0", 422, "不是 Excel"),
    "old xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 422, "旧版"),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        422,
        "密码",
    ),
    "other zip": (lambda: b"PK\x05\x06" + b"\0" * 18, 422, "没有 Excel 工作簿"),
    "cut off": (lambda: small_roster()[:-400], 422, "损坏"),
    "wrong columns": (wrong_columns, 422, "姓名"),
    "formulas": (formulas, 422, "公式"),
    "no rows": (only_a_header, 422, "没有数据行"),
    "far cell": (lambda: sheet_with(b'r="A2"', b'r="XFD2"'), 422, "列以后"),
    "far row": (lambda: sheet_with(b'<row r="2"', b'<row r="1048576"'), 422, "行"),
    "entities": (lambda: sheet_with(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), 422, "异常"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file(name: str, upload: Callable[..., Any], world: World) -> None:
    make, status, word = BAD[name]
    browser = world.browser("worker")
    content, before = make(), row_counts()
    answer = upload(content, browser=browser)
    assert answer.status_code == status, answer.content.decode()
    assert word in answer.json()["error"]["message"]
    assert row_counts() == before


def test_a_roster_needs_an_estate(upload: Callable[..., Any], world: World) -> None:
    answer = upload(small_roster(), area=world.near.community)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["area_id"])


def test_formulas_beside_the_roster_do_no_harm(upload: Callable[..., Any]) -> None:
    book = Workbook()
    book.active.append([*HEADER, "年龄"])
    book.active.append(
        [
            "1#",
            1,
            "101",
            80,
            "赵明",
            "户主",
            "男",
            numbered("19500102", 31),
            "1950-01-02",
            None,
            "自住",
            None,
            "=2026-1950",
        ]
    )
    assert upload(saved(book)).json()["summary"]["people"] == 1
