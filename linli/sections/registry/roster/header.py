"""Finds the header of a sheet, in one to three rows with merged titles, and what each column means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from linli.kernel.errors import DomainError
from linli.sections.registry.roster.model import FIELDS, SheetPlan
from linli.sections.registry.roster.workbook import Grid, Sheet, column_index

SYNONYMS: dict[str, tuple[str, ...]] = {
    "seq": ("序号", "编号", "行号"),
    "building": ("楼号", "楼栋", "楼栋号", "栋号", "幢号", "楼", "栋", "幢", "楼宇", "楼座", "楼幢"),
    "unit": ("单元", "单元号", "单元门"),
    "room": ("房号", "室号", "房间号", "户号", "门牌", "门牌号", "房屋号", "室", "门号", "房间", "户室号"),
    "address": (
        "地址",
        "住址",
        "家庭住址",
        "房屋地址",
        "现住址",
        "居住地址",
        "详细地址",
        "房屋位置",
        "房屋坐落",
    ),
    "area": ("建筑面积", "面积", "房屋面积", "房屋建筑面积", "住房面积", "建筑面积平方米"),
    "owner": ("产权人", "业主", "房主", "产权人姓名", "业主姓名", "房主姓名", "所有权人"),
    "name": ("姓名", "居民姓名", "人员姓名", "成员姓名", "住户姓名", "家庭成员姓名", "名字"),
    "relation": ("与户主关系", "关系", "户主关系", "家庭关系", "与房主关系", "与户主的关系"),
    "sex": ("性别",),
    "id_number": ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "居民身份证号"),
    "born": ("出生日期", "出生年月", "出生年月日", "生日", "出生时间", "出生"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "联系人电话"),
    "hukou": ("户籍地", "户籍", "户籍地址", "户籍所在地", "户口所在地", "户籍类型", "户籍性质"),
    "status": ("居住状态", "居住情况", "居住性质", "房屋状态", "入住情况", "房屋使用情况", "居住类型"),
    "tags": (
        "人员类别",
        "人员类型",
        "人群类别",
        "类别",
        "标签",
        "人群标签",
        "特殊人群",
        "特殊群体",
        "人员标签",
    ),
    "note": ("备注", "说明", "备注说明"),
}
EXACT = {label: name for name, labels in SYNONYMS.items() for label in labels}
HINTS = (
    ("身份证", "id_number"),
    ("建筑面积", "area"),
    ("户主关系", "relation"),
    ("联系电话", "phone"),
    ("手机", "phone"),
)
SEARCHED_ROWS = 30
NOISE = re.compile(r"[\s\u3000:：*＊]|[（(【\[][^）)】\]]*[）)】\]]")


def meaning(label: Any) -> str | None:
    """The field a column title stands for, or None."""
    text = NOISE.sub("", str(label))
    if text in EXACT:
        return EXACT[text]
    return next((name for hint, name in HINTS if hint in text), None) if 0 < len(text) <= 12 else None


def understand(sheet: Sheet, correction: Mapping[str, Any] | None = None) -> SheetPlan:
    """How the sheet is read; `correction` is what a person set by hand: use, header [first, last], columns."""
    plan = _corrected(sheet, correction) if correction else _guess(sheet)
    lacking = plan.missing()
    if plan.used and lacking:
        plan.used, plan.why = False, f"没有认出“{'”“'.join(lacking)}”列"
    return plan


def _guess(sheet: Sheet) -> SheetPlan:
    best: tuple[int, int, int, dict[str, int]] = (0, 0, 0, {})
    for first in range(min(SEARCHED_ROWS, len(sheet.grid))):
        for height in (1, 2, 3):
            columns = _columns(sheet.grid, first, first + height - 1)
            if len(columns) > best[0]:
                best = (len(columns), first, first + height - 1, columns)
    score, first, last, columns = best
    if score < 2:
        return SheetPlan(sheet.name, None, {}, [], False, "没有认出表头")
    labels = _labels(sheet.grid, first, last)
    if sheet.hidden:
        return SheetPlan(sheet.name, (first + 1, last + 1), columns, labels, False, "隐藏的工作表，默认不读")
    return SheetPlan(sheet.name, (first + 1, last + 1), columns, labels, True)


def _columns(grid: Grid, first: int, last: int) -> dict[str, int]:
    """Field → column; the lower title wins, a title merged downwards counts from above."""
    found: dict[str, int] = {}
    if last >= len(grid) or not any(meaning(cell) for cell in grid[first]):
        return found
    if any(_is_data(grid[row]) for row in range(first, last + 1)):
        return {}
    for column in range(len(grid[first])):
        for row in range(last, first - 1, -1):
            name = meaning(grid[row][column])
            if name:
                found.setdefault(name, column)
                break
    return found


def _is_data(row: list[Any]) -> bool:
    return any(isinstance(cell, float) and cell > 0 for cell in row)


def _labels(grid: Grid, first: int, last: int) -> list[str]:
    labels = []
    for column in range(len(grid[first])):
        texts = [str(grid[row][column]).strip() for row in range(last, first - 1, -1)]
        labels.append(re.sub(r"\s+", "", next((text for text in texts if text), "")))
    return labels


def _corrected(sheet: Sheet, correction: Mapping[str, Any]) -> SheetPlan:
    guess = _guess(sheet)
    header = correction.get("header") or guess.header or (1, 1)
    first, last = int(header[0]), int(header[1])
    if not 1 <= first <= last <= max(1, len(sheet.grid)) or last - first > 5:
        raise DomainError(
            f"工作表“{sheet.name}”的表头行号不对。", fields={"header": "应是 1 到 6 行以内的行号"}
        )
    given = correction.get("columns")
    columns = guess.columns if given is None else _given(sheet, given)
    labels = _labels(sheet.grid, first - 1, last - 1) if sheet.grid else []
    used = bool(correction.get("use", guess.used or bool(columns)))
    return SheetPlan(sheet.name, (first, last), columns, labels, used, "" if used else "已选择不读")


def _given(sheet: Sheet, columns: Mapping[str, Any]) -> dict[str, int]:
    width = max((len(row) for row in sheet.grid), default=0)
    chosen: dict[str, int] = {}
    for name, letters in columns.items():
        if letters in (None, ""):
            continue
        if name not in FIELDS or not re.fullmatch(r"[A-Za-z]{1,2}", str(letters)):
            raise DomainError(f"列对应关系不对：{name} → {letters}。", fields={name: "请选择一列，如 G"})
        index = column_index(str(letters))
        if index >= width or index in chosen.values():
            raise DomainError(
                f"“{FIELDS[name]}”选了不存在或已用过的列 {letters}。", fields={name: "请另选一列"}
            )
        chosen[name] = index
    return chosen
