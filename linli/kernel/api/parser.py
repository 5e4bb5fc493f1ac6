"""Reads request bodies and query strings; refuses what a database cannot store."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from linli.kernel.errors import DomainError

NUL = "\x00"


class Malformed(DomainError):
    """The request itself cannot be read (not JSON, for example)."""

    status, code = 400, "malformed"


class StrictParser(Parser):
    """JSON by msgspec (strict about surrogates); NUL characters are refused everywhere."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The decoded JSON body. Raises Malformed when it is not JSON."""
        if b"\\u0000" in request.body:
            raise Malformed("内容中含有无法保存的字符。")
        try:
            found: dict[str, Any] = msgspec.json.decode(request.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Malformed("请求内容不是有效的 JSON。") from None
        return found

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The query or form fields. Raises Malformed for NUL characters."""
        if any(isinstance(v, str) and NUL in v for values in data.lists() for v in values[1]):
            raise Malformed("内容中含有无法保存的字符。")
        found: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return found
