"""The router of a section: every route declares its gate, its answer and so its errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Router, Schema
from ninja.operation import Operation

from linli.kernel.api.answers import answering
from linli.kernel.api.export import XLSX
from linli.kernel.api.gate import PUBLIC, Gate
from linli.kernel.api.paging import Page

F = TypeVar("F", bound=Callable[..., Any])
ERRORS = frozenset({400, 401, 403, 404, 409, 413, 422, 429})


class ErrorDetail(Schema):
    """What went wrong, in Chinese; `fields` has a message per field."""

    code: str
    message: str
    fields: dict[str, str] = {}


class ErrorOut(Schema):
    """The body of every refused request."""

    error: ErrorDetail


class SectionRouter:
    """Collects a section's routes; `gate` is a permission id, PUBLIC or LOGGED_IN.

    A door that speaks an outside standard may have its own shape of errors and its own way to bring a key.
    """

    def __init__(self, section: str, *, errors: Any = ErrorOut, gates: type[Gate] = Gate) -> None:
        self.section, self.errors, self.gates = section, errors, gates
        self._error_model: type[Schema] | None = None
        self.ninja = Router(tags=[section])
        self.ninja.add_decorator(answering, mode="view")

    def get(self, path: str, *, gate: str, response: Any, **options: Any) -> Callable[[F], F]:
        """Declares a GET."""
        return self._operation("GET", path, gate, response, options)

    def post(self, path: str, *, gate: str, response: Any, **options: Any) -> Callable[[F], F]:
        """Declares a POST; it honours Idempotency-Key."""
        return self._operation("POST", path, gate, response, options)

    def put(self, path: str, *, gate: str, response: Any, **options: Any) -> Callable[[F], F]:
        """Declares a PUT."""
        return self._operation("PUT", path, gate, response, options)

    def patch(self, path: str, *, gate: str, response: Any, **options: Any) -> Callable[[F], F]:
        """Declares a PATCH."""
        return self._operation("PATCH", path, gate, response, options)

    def delete(self, path: str, *, gate: str, response: Any, **options: Any) -> Callable[[F], F]:
        """Declares a DELETE."""
        return self._operation("DELETE", path, gate, response, options)

    def _operation(
        self, method: str, path: str, gate: str, response: Any, options: dict[str, Any]
    ) -> Callable[[F], F]:
        extra = {"x-permission": gate, **options.pop("openapi_extra", {})}
        name = options.pop("name", "")  # where one view serves several routes
        if gate != PUBLIC:
            extra["security"] = [{"session": []}, {"key": []}]
        if isinstance(response, type) and issubclass(response, Page):
            extra["responses"] = {
                200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
            }
        answers = response if isinstance(response, dict) else {200: response}

        def declare(view: F) -> F:
            self.ninja.add_api_operation(
                path,
                [method],
                view,
                auth=self.gates(gate),
                response=answers,
                operation_id=f"{self.section}_{name or view.__name__}",
                summary=_first_line(view),
                openapi_extra=extra,
                **options,
            )
            self._add_errors(self.ninja.path_operations[path].operations[-1])
            return view

        return declare

    def _add_errors(self, operation: Operation) -> None:
        """One model of the errors for all operations: a model of its own for each code was half of the start-up."""
        if self._error_model is None:
            self._error_model = operation._create_response_model(self.errors)
        operation.response_models |= dict.fromkeys(ERRORS, self._error_model)


def _first_line(view: Callable[..., Any]) -> str:
    return (view.__doc__ or view.__name__).strip().splitlines()[0]
