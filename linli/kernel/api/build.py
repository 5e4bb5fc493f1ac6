"""Builds the one REST API out of the routers that the sections bring."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from linli.kernel.api.messages import field_messages
from linli.kernel.api.parser import Malformed, StrictParser
from linli.kernel.api.router import SectionRouter
from linli.kernel.discovery import sections
from linli.kernel.errors import DomainError, NotFound, TooMany

SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
    "key": {"type": "http", "scheme": "bearer"},
}


class LinliAPI(NinjaAPI):
    """ninja's API, whose OpenAPI file also says how callers identify themselves."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 document."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["securitySchemes"] = SECURITY
        return schema


def build_api() -> NinjaAPI:
    """The API with every section's `routes.router` mounted at its name."""
    api = LinliAPI(title="邻里开放接口", version="1.0", urls_namespace="api", parser=StrictParser())
    api.exception_handler(DomainError)(refused)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_malformed)
    api.exception_handler(Http404)(lambda request, _: refused(request, NotFound()))
    for name, module in [("kernel", "linli.kernel"), *((s.label, s.name) for s in sections())]:
        if find_spec(f"{module}.routes"):
            router: SectionRouter = import_module(f"{module}.routes").router
            api.add_router(f"/{name}", router.ninja)
    return api


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
