"""The XML form of an answer: built from the very data that JSON is built from, so both always agree."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET  # builds only; nothing from outside is parsed here

ITEMS = {
    "endpoints": "endpoint",
    "formats": "format",
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
}
"""The name of one thing of a list, by the name of the list."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot carry, and with plain line ends."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def document(root: str, data: Any, *, ascii_only: bool = False) -> bytes:
    """`data` (dicts, lists, plain values) as a document whose root element is `root`."""
    body: bytes = ET.tostring(_element(root, data), encoding="us-ascii" if ascii_only else "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _element(name: str, data: Any) -> ET.Element:
    element = ET.Element(name)
    if isinstance(data, dict):
        element.extend(_element(key, value) for key, value in data.items())
    elif isinstance(data, list):
        element.extend(_element(ITEMS[name], value) for value in data)
    elif data is not None:
        element.text = _text(data)
    return element


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value))
