"""Birth dates as people write them: seven shapes and Excel serial numbers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

EXCEL_EPOCH = dt.date(1899, 12, 30)
PARTS = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
OLDEST = dt.date(1890, 1, 1)


def read_date(cell: Any, today: dt.date) -> tuple[dt.date | None, bool]:
    """(date or None, True when something stands there that is no believable past day)."""
    if cell in ("", None):
        return None, False
    found = _parse(cell)
    if found is None or not OLDEST <= found <= today:
        return None, True
    return found, False


def _parse(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(float(cell))
    text = str(cell).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).strip(" '’")
    text = text.split(" ")[0] if ":" in text else text.replace(" ", "")
    match = COMPACT.match(text.strip("'")) or PARTS.match(text.strip("'"))
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return _from_number(float(text)) if re.fullmatch(r"\d{5}(\.0)?", text) else None


def _from_number(number: float) -> dt.date | None:
    if number >= 10_000_000:
        match = COMPACT.match(f"{number:.0f}")
        return _day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return EXCEL_EPOCH + dt.timedelta(days=int(number)) if 0 < number < 80_000 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
