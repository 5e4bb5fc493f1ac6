"""Every operation of the API, read from its OpenAPI file."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from linli.kernel.access import ADMIN
from linli.kernel.api.gate import LOGGED_IN, PUBLIC
from linli.kernel.discovery import sections

ABSENT = 2_000_000_000  # an id that nothing has
PARAMETER = re.compile(r"\{([^}]+)\}")
EXAMPLES = {"integer": ABSENT, "number": 1, "boolean": True, "string": "x"}


@dataclass(frozen=True)
class Operation:
    """One method of one path, with the permission that its gate asks for."""

    method: str
    path: str
    gate: str
    operation_id: str
    parameters: tuple[tuple[str, str], ...]
    required_query: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Such as `GET /api/cases/cases`."""
        return f"{self.method} {self.path}"

    def url(self, **values: object) -> str:
        """An address of the operation; parameters that are not given are those of something that does not exist."""
        kinds = dict(self.parameters)
        filled = PARAMETER.sub(lambda found: str(values.get(found[1], EXAMPLES[kinds[found[1]]])), self.path)
        query = "&".join(f"{name}={EXAMPLES[kind]}" for name, kind in self.required_query)
        return f"{filled}?{query}" if query else filled


@cache
def operations() -> tuple[Operation, ...]:
    """All of them, in the order of the file."""
    from linli.server.urls import api

    document = api.get_openapi_schema()
    return tuple(
        _operation(method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    described = operation.get("parameters", [])
    return Operation(
        method=method.upper(),
        path=path,
        gate=operation.get("x-permission", ""),
        operation_id=operation["operationId"],
        parameters=tuple((p["name"], _kind(p)) for p in described if p["in"] == "path"),
        required_query=tuple(
            (p["name"], _kind(p)) for p in described if p["in"] == "query" and p.get("required")
        ),
    )


def _kind(parameter: dict[str, Any]) -> str:
    return str(parameter["schema"].get("type", "string"))


def declared() -> dict[str, frozenset[str]]:
    """The declared table: permission -> the roles that hold it, as the manifests say; the administrator holds all."""
    return {p.id: frozenset((*p.roles, ADMIN)) for section in sections() for p in section.permissions}


def may(role: str, gate: str) -> bool:
    """Whether the declared table lets a role through a gate."""
    return gate in (PUBLIC, LOGGED_IN) or role in declared()[gate]
