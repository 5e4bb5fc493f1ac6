"""The statistics (统计) as the API answers them, and their lines as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field, create_model

from linli.sections.cases.measures import MEASURES

Day = dt.date
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


class NumbersAsked(Schema):
    """Period (days of the report, both inclusive; default the last 30 days) and breakdown."""

    since: dt.date | None = Field(None, ge=EARLIEST, le=LATEST)
    until: dt.date | None = Field(None, ge=EARLIEST, le=LATEST)
    by: Literal["grid", "category", "party", "week"] = "category"
    format: Literal["json", "xlsx"] = "json"


class CaseRatioOut(Schema):
    """Numerator, denominator, and the share in percent."""

    part: int
    whole: int
    percent: float | None


class CaseMeasureOut(CaseRatioOut):
    """One measure with its formula; `high`: more is better."""

    id: str
    title: str
    formula: str
    part_words: str
    whole_words: str
    high: bool


class CaseNumbersLine(Schema):
    """One line of the breakdown; `shares` in the order of the measures. The list takes `slice=<by>:<key>`."""

    key: str
    title: str
    cases: int
    shares: list[CaseRatioOut]


class CaseNumbersOut(Schema):
    """The measures over all cases of the period, and broken down."""

    since: dt.date
    until: dt.date
    by: str
    cases: int
    measures: list[CaseMeasureOut]
    lines: list[CaseNumbersLine]


def _columns() -> dict[str, Any]:
    columns: dict[str, Any] = {"title": (str, Field(title="分组")), "cases": (int, Field(title="诉求数"))}
    for m in MEASURES:
        columns[f"{m.id}_percent"] = (float | None, Field(title=f"{m.title}（%）"))
        columns[f"{m.id}_part"] = (int, Field(title=f"{m.title}分子：{m.part_words}"))
        columns[f"{m.id}_whole"] = (int, Field(title=f"{m.title}分母：{m.whole_words}"))
    return columns


CaseNumbersSheet: type[Schema] = create_model("CaseNumbersSheet", __base__=Schema, **_columns())
"""A line of the spreadsheet: its headings carry the formulas."""
