"""Refuses files that are no honest roster, before anything is parsed: size, zip bombs, macros, encryption."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from linli.kernel.errors import DomainError, TooLarge

MAX_BYTES = 20 * 1024 * 1024
MAX_UNZIPPED = 200 * 1024 * 1024
MAX_PARTS = 2_000
MAX_ROWS = 100_000
OLE = b"\xd0\xcf\x11\xe0"
FAR_COLUMN = re.compile(rb'\br="(?:[C-Z][A-Z]|[A-Z]{3})\d{1,7}"')
ROW_NUMBER = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再上传。"


def check_file(path: Path) -> dict[str, bytes]:
    """The XML parts of a sound .xlsx by name. Raises DomainError (Chinese, says what to do) for anything else."""
    _check_size(path)
    with path.open("rb") as file:
        _check_kind(file.read(4096), path)
    try:
        with zipfile.ZipFile(path) as book:
            return _read_parts(book)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DomainError("文件已损坏，打不开。请重新导出或换一份再上传。") from error


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise DomainError("文件是空的，里面没有内容。请选择填好的花名册。")
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise TooLarge(
            f"文件有 {size / 1024 / 1024:.0f} MB，超过 {limit} MB 的上限。请删去图片等内容，或分成几个文件上传。"
        )


def _check_kind(start: bytes, path: Path) -> None:
    if start.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise DomainError("文件设了打开密码。请在 Excel 中取消密码后再上传。")
        raise DomainError(f"这是旧版 Excel 文件（.xls）。{SAVE_AS}")
    if not start.startswith(b"PK"):
        kind = (
            "这是文本或 CSV 文件，只是扩展名写成了 .xlsx。" if b"\0" not in start else "这不是 Excel 文件。"
        )
        raise DomainError(kind + SAVE_AS)


def _read_parts(book: zipfile.ZipFile) -> dict[str, bytes]:
    names = book.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise DomainError(f"文件带有宏（.xlsm），为安全起见不能导入。{SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise DomainError(f"这个压缩包里没有 Excel 工作簿。{SAVE_AS}")
    infos = book.infolist()
    if len(names) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNZIPPED:
        raise DomainError("文件解压后过大，可能是恶意文件，已拒绝。请只保留花名册内容再上传。")
    if any(info.flag_bits & 1 for info in infos):
        raise DomainError("文件被加密。请取消密码后再上传。")
    parts = {info.filename: book.read(info) for info in infos if info.filename.endswith((".xml", ".rels"))}
    for name, xml in parts.items():
        _check_part(name, xml)
    return parts


def _check_part(name: str, xml: bytes) -> None:
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:65536]:
        raise DomainError("文件内部结构异常，已拒绝。请用 Excel 另存后再上传。")
    if not name.startswith("xl/worksheets/sheet"):
        return
    if max(map(int, ROW_NUMBER.findall(xml)), default=0) > MAX_ROWS:
        raise DomainError(f"工作表超过 {MAX_ROWS} 行。请删去末尾多余的行，或分成几个文件上传。")
    if FAR_COLUMN.search(xml):
        raise DomainError("工作表用到了第 78 列以后的单元格，不像花名册。请删去右侧多余的列再上传。")
