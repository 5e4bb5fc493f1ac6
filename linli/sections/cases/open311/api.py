"""GeoReport's way of answering: XML or JSON by the ending of the address, errors as a list, its own content types."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.responses import NinjaJSONEncoder

from linli.kernel import conf
from linli.kernel.access.resolve import Request, resolve_key
from linli.kernel.api import client_address
from linli.kernel.api.build import LinliAPI
from linli.kernel.api.gate import Gate
from linli.kernel.api.parser import StrictParser
from linli.kernel.api.router import SectionRouter
from linli.kernel.errors import DomainError, NotFound, TooMany
from linli.sections.cases.open311 import pace, xml
from linli.sections.cases.open311.schemas import FaultOut

XML, JSON = "text/xml", "application/json"
STATUS = {401: 403, 422: 400}
"""The standard knows neither: a bad key is 403, wrong content is 400."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DoorGate(Gate):
    """Opens only while the operator keeps the door open; takes the key from the form, as the standard sends it."""

    def __call__(self, request: HttpRequest) -> bool:
        """Called by ninja as the route's authentication."""
        if not conf.get("cases.open311"):
            raise NotFound("this server does not offer Open311")
        key = request.POST.get("api_key", "") if request.method == "POST" else ""
        if key:
            resolve_key(request, key)
        elif request.method != "POST":
            pace.count(client_address(cast(Request, request)))
        return super().__call__(request)


class GeoReportAPI(LinliAPI):
    """One GeoReport v2 endpoint: the production one, or the test one that keeps nothing."""

    def __init__(self, router: SectionRouter, *, name: str, title: str) -> None:
        super().__init__(title=title, version="2", urls_namespace=name, parser=StrictParser())
        self.exception_handler(DomainError)(_refused)
        for kind in (
            ValidationError,
            HttpError,
            OverflowError,
            DataError,
            SuspiciousOperation,
            MultiPartParserError,
        ):
            self.exception_handler(kind)(_unreadable)
        self.exception_handler(Http404)(lambda request, _: _refused(request, NotFound("not found")))
        self.add_router("", router.ninja)

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        """The answer in the form that the address asks for."""
        code = temporal_response.status_code if temporal_response else status or 200
        return rendered(request, data, code)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document, in which addresses that end in .xml answer XML."""
        document = super().get_openapi_schema(**options)
        for path, item in document["paths"].items():
            for operation in item.values() if path.endswith(".xml") else ():
                for response in operation["responses"].values():
                    if JSON in response.get("content", {}):
                        response["content"] = {XML: {"schema": {"type": "string"}}}
        return document


def rendered(request: HttpRequest, data: Any, status: int) -> HttpResponse:
    """Data as XML or JSON. Discovery is pure ASCII without a charset (see docs/decisions/0009)."""
    name = request.path.rsplit("/", 1)[-1]
    plain = name.startswith("discovery.") and status == 200
    charset = "" if plain else "; charset=utf-8"
    if request.path.endswith(".json"):
        body = json.dumps(_tidy(data), cls=NinjaJSONEncoder, ensure_ascii=plain).encode()
        return HttpResponse(body, status=status, content_type=JSON + charset)
    root = "errors" if status >= 400 else _root(request.path, data)
    content = xml.document(root, json.loads(json.dumps(data, cls=NinjaJSONEncoder)), ascii_only=plain)
    return HttpResponse(content, status=status, content_type=XML + charset)


def _root(path: str, data: Any) -> str:
    if "/discovery." in path:
        return "discovery"
    if "/services." in path:
        return "services"
    return "service_definition" if "/services/" in path else "service_requests"


def _tidy(data: Any) -> Any:
    """What XML cannot carry is left out of JSON too."""
    if isinstance(data, dict):
        return {key: _tidy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_tidy(value) for value in data]
    return xml.clean(data) if isinstance(data, str) else data


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    code = STATUS.get(error.status, error.status)
    response = rendered(request, [FaultOut(code=code, description=error.message).model_dump()], code)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    return response


def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Fields too long or of the wrong kind, a broken form, numbers the database has no room for."""
    if isinstance(error, ValidationError):
        places = sorted({str(e["loc"][-1]) for e in error.errors})
        return _refused(request, DomainError(f"{', '.join(places)}: too long or of the wrong kind"))
    log.info("open311: unreadable request at %s: %s", request.path, type(error).__name__)
    return _refused(request, DomainError("the request could not be read"))
