"""Chinese messages for what pydantic finds wrong with a field."""

from __future__ import annotations

from typing import Any

MESSAGES = {
    "missing": "请填写。",
    "string_too_short": "至少 {min_length} 个字。",
    "string_too_long": "最多 {max_length} 个字。",
    "string_type": "应为文字。",
    "string_pattern_mismatch": "格式不正确。",
    "int_parsing": "请填写整数。",
    "int_type": "请填写整数。",
    "int_from_float": "请填写整数。",
    "float_parsing": "请填写数字。",
    "float_type": "请填写数字。",
    "finite_number": "应为有限的数字。",
    "bool_parsing": "应为是或否。",
    "bool_type": "应为是或否。",
    "greater_than": "应大于 {gt}。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than": "应小于 {lt}。",
    "less_than_equal": "不能大于 {le}。",
    "date_from_datetime_parsing": "请填写日期，写法如 2026-11-22。",
    "date_parsing": "请填写日期，写法如 2026-11-22。",
    "datetime_parsing": "时间应写成 2026-11-22T14:05:00+08:00。",
    "datetime_from_date_parsing": "时间应写成 2026-11-22T14:05:00+08:00。",
    "literal_error": "只能是 {expected} 之一。",
    "enum": "只能是 {expected} 之一。",
    "extra_forbidden": "没有这一项。",
    "list_type": "应为列表。",
    "dict_type": "应为对象。",
    "too_long": "最多 {max_length} 项。",
    "too_short": "至少 {min_length} 项。",
}

UNCHOSEN = frozenset({"missing", "int_type", "int_parsing", "greater_than", "greater_than_equal"})
"""What is wrong with the number of a thing when nobody has chosen one."""


def field_messages(errors: list[dict[str, Any]]) -> dict[str, str]:
    """One message per field, by its dotted place in the request."""
    return {_place(e["loc"]): _message(e) for e in reversed(errors)}


def _place(location: tuple[Any, ...]) -> str:
    """ninja's places start with the source (body, query, path) and, for bodies, the argument's name."""
    skip = 2 if len(location) > 2 and location[0] in ("body", "query", "form", "file") else 1
    return ".".join(str(part) for part in location[skip:]) or str(location[-1])


def _number(value: Any) -> Any:
    """720.0 is written 720."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _message(error: dict[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error.get("ctx", {}).get("error", "内容不正确。"))
    limits = {name: _number(value) for name, value in error.get("ctx", {}).items()}
    if (error["type"], limits.get("min_length")) == ("string_too_short", 1):
        return MESSAGES["missing"]
    if (error["type"], limits.get("min_length")) == ("too_short", 1):
        return "请至少选一项。"
    if error["type"] in UNCHOSEN and str(error["loc"][-1]).endswith("_id"):
        return "请选择。"
    template = MESSAGES.get(error["type"], "内容不正确。")
    try:
        return template.format(**limits)
    except (KeyError, IndexError):
        return "内容不正确。"
