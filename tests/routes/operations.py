"""The operations of the OpenAPI files (the API's and those of the doors beside it), as the route walk needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.responses import NinjaJSONEncoder

from linli.kernel.access import ROLES, roles_with
from linli.kernel.api import LOGGED_IN, PUBLIC
from linli.kernel.discovery import doors

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One route: `gate` is what it declares, `reach` says that more than the gate narrows it (x-reach)."""

    id: str
    section: str
    method: str
    path: str
    gate: str
    reach: str
    path_params: tuple[str, ...]
    query_params: tuple[str, ...]
    content: str
    stranger: int = 401
    """What somebody who is not signed in gets (x-stranger)."""

    @property
    def allowed(self) -> frozenset[str]:
        """The roles that the gate lets through."""
        if self.gate in (PUBLIC, LOGGED_IN):
            return frozenset(ROLES)
        return roles_with(self.gate)

    @property
    def needs_json(self) -> bool:
        """True when it takes a JSON body."""
        return self.content == "application/json"


@cache
def document() -> dict[str, Any]:
    """The OpenAPI files as anybody would fetch them, laid together."""
    from linli.server.urls import api

    files = [_fetched(each) for each in (api, *(import_string(door.api) for door in doors()))]
    found = files[0]
    for other in files[1:]:
        assert not found["paths"].keys() & other["paths"].keys()
        found["paths"] |= other["paths"]
        found["components"]["schemas"] |= other["components"].get("schemas", {})
    return found


def _fetched(api: NinjaAPI) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_params={}), cls=NinjaJSONEncoder)
    )
    return found


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of the API."""
    return tuple(
        _operation(path, method, item[method])
        for path, item in document()["paths"].items()
        for method in METHODS
        if method in item
    )


def _operation(path: str, method: str, spec: dict[str, Any]) -> Operation:
    params = spec.get("parameters", [])
    body = spec.get("requestBody") or {}
    return Operation(
        id=spec["operationId"],
        section=spec["operationId"].split("_")[0],
        method=method.upper(),
        path=path,
        gate=spec.get("x-permission", ""),
        reach=spec.get("x-reach", ""),
        path_params=tuple(p["name"] for p in params if p["in"] == "path"),
        query_params=tuple(p["name"] for p in params if p["in"] == "query" and p.get("required")),
        content=next(iter(body.get("content", {})), "") if body.get("required") else "",
        stranger=spec.get("x-stranger", 401),
    )
