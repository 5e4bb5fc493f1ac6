"""Values out of state messages: the field that a template names, as a number."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any

from linli.sections.devices.discovery.words import plain
from linli.sections.devices.ingest import payloads
from linli.sections.devices.ingest.reasons import Refused

FILTERS = r"\s*(?:\|[\w\s().,|'\"-]*)?"
TEMPLATE = re.compile(
    r"^\{\{\s*value_json((?:\.\w+|\['[^']+'\]|\[\"[^\"]+\"\]|\[\d+\])+)" + FILTERS + r"\}\}$"
)
PLAIN = re.compile(r"^\{\{\s*value" + FILTERS + r"\}\}$")
STEP = re.compile(r"\.(\w+)|\['([^']+)'\]|\[\"([^\"]+)\"\]|\[(\d+)\]")
SEPARATOR = "\x1f"
SILENT = ("", "None", "null", "unknown", "unavailable")
"""States that say that there is no value."""


def value_path(template: str) -> str:
    """The field a value template reads. Raises Refused for templates that compute."""
    text = template.strip()
    if not text or PLAIN.match(text):
        return ""
    match = TEMPLATE.match(text)
    if not match:
        raise Refused("discovery", f"value_template={text}")
    return SEPARATOR.join("".join(groups) for groups in STEP.findall(match[1]))[:120]


def value(payload: bytes, path: str, on: str, off: str, options: Sequence[str] = ()) -> float | None:
    """The number in a state message: a number, on/off, or the place among the options; None for “no value”.

    Raises Refused.
    """
    found: Any = payload[: payloads.MAX_BYTES].decode("utf-8", "replace").strip()
    if path:
        try:
            found = _followed(json.loads(payload), path.split(SEPARATOR))
        except (ValueError, RecursionError):
            raise Refused("not_json") from None
        except (KeyError, TypeError, IndexError):
            raise Refused("wrong_type", f"没有 {path.replace(SEPARATOR, '.')}") from None
    return None if found is None or found in SILENT else _number(found, on, off, options)


def _followed(found: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def _number(found: Any, on: str, off: str, options: Sequence[str]) -> float:
    if isinstance(found, dict | list):
        raise Refused("wrong_type", "状态不是单个值")
    text = plain(found)
    if text in (on, off):
        return float(text == on)
    if text in options:
        return float(options.index(text))
    try:
        number = float(found)
    except (TypeError, ValueError):
        raise Refused("wrong_type", "状态不是数字，也不是开/关") from None
    if not math.isfinite(number):
        raise Refused("wrong_type", "数值不是有限数")
    return number


def metric_code(text: str) -> str:
    """A metric code out of an object id."""
    return (re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "value")[:40]
