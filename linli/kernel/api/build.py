"""Builds the one REST API out of the routers that the sections bring."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from linli.kernel.api.messages import field_messages
from linli.kernel.api.parser import Malformed, StrictParser
from linli.kernel.api.router import SectionRouter
from linli.kernel.discovery import sections
from linli.kernel.errors import DomainError, NotFound, TooMany

log = logging.getLogger(__name__)
SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
    "key": {"type": "http", "scheme": "bearer"},
}
CLOCK_TIME = r"^[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?$"


class Document(OpenAPISchema):
    """ninja's OpenAPI file, which describes a shape once however many routes answer with it."""

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self._described: dict[tuple[Any, ...], tuple[dict[str, Any], bool]] = {}
        super().__init__(api, path_prefix)

    def _create_schema_from_model(
        self, model: Any, *words: Any, **options: Any
    ) -> tuple[dict[str, Any], bool]:
        key = (model, *words, *sorted(options.items()))
        if key not in self._described:
            self._described[key] = super()._create_schema_from_model(model, *words, **options)
        return self._described[key]


class LinliAPI(NinjaAPI):
    """ninja's API, whose OpenAPI file also says how callers identify themselves."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._documents: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The OpenAPI 3.1 document; built once, since that takes seconds."""
        key = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if key not in self._documents:
            document = Document(self, key)
            document["components"]["securitySchemes"] = SECURITY
            _clock_times(document)
            self._documents[key] = document
        return self._documents[key]


def _clock_times(node: Any) -> None:
    """Times of day have no zone here; JSON Schema's “time” format demands one (RFC 3339), so a pattern says it."""
    if isinstance(node, dict) and node.get("type") == "string" and node.get("format") == "time":
        del node["format"]
        node["pattern"] = CLOCK_TIME
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _clock_times(child)


def build_api(routers: Mapping[str, SectionRouter] | None = None, *, namespace: str = "api") -> NinjaAPI:
    """The API: each router mounted at its name; by default the kernel's and every section's."""
    api = LinliAPI(title="邻里开放接口", version="1.0", urls_namespace=namespace, parser=StrictParser())
    api.exception_handler(DomainError)(refused)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_malformed)
    for kind in (OverflowError, DataError):
        api.exception_handler(kind)(_out_of_range)
    api.exception_handler(Http404)(lambda request, _: refused(request, NotFound()))
    for name, router in (routers or found_routers()).items():
        api.add_router(f"/{name}", router.ninja)
    return api


def found_routers() -> dict[str, SectionRouter]:
    """`routes.router` of the kernel and of every section that has one."""
    modules = [("kernel", "linli.kernel"), *((s.label, s.name) for s in sections())]
    with_routes = [(name, f"{module}.routes") for name, module in modules if find_spec(f"{module}.routes")]
    return {name: import_module(module).router for name, module in with_routes}


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a request that a rule refused."""
    response = _json(error)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    return response


def _json(error: DomainError) -> HttpResponse:
    return JsonResponse(error.body(), status=error.status, json_dumps_params={"ensure_ascii": False})


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = field_messages(error.errors)
    return _json(DomainError("请检查标出的内容。", fields=fields))


def _malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    found = Malformed("请求格式不正确，无法读取。")
    found.status = error.status_code
    return _json(found)


def _out_of_range(request: HttpRequest, error: Exception) -> HttpResponse:
    """A number or text that the database has no room for; the transaction around it was rolled back."""
    log.warning("out of range at %s: %r", request.path, error)
    return _json(DomainError("有数值或文字超出了可以保存的范围，请检查后重试。"))
