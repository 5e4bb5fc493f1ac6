"""Every route × every role × inside and outside its area × nobody: as declared, changing and leaking nothing.

The table is the OpenAPI file itself: `x-permission` is put there by the router, `x-reach` by a route that narrows
further than its gate (“whole”: only for holders of the whole tree; “own”: only one's own; “narrow”: other rules too).
What a gate lets through is decided in one place: each gate meets every role on one of its routes, and each of its routes one
role. That another area looks absent is decided by each route, which meets every role there.
Each section gives `tests/samples.py`: `samples(area)` with a value for each path parameter (and required query
parameter) made on that area, and `bodies(area)` with a JSON body for each operation that takes one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest

from linli.kernel.access import ROLES
from linli.kernel.api import LOGGED_IN, PUBLIC
from linli.kernel.discovery import permissions, section_names
from linli.kernel.testing.world import row_counts, writes_seen
from tests.routes.operations import Operation, operations
from tests.routes.town import Side, Town, undone

SOMEWHERE_ELSE = "远水"
GATE_PASSED = range(200, 300)
REFUSED_BY_RULE = (400, 409, 413, 422, 429)
# Once, on SQLite: gates and areas are decided before or inside ordinary ORM filters; the fuzzing of every route that
# follows in test_schemathesis.py runs on both databases.
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.once]
SECTIONS = ["kernel", *sorted(name.rpartition(".")[2] for name in section_names())]
every_section = pytest.mark.parametrize("section", SECTIONS)
Look = Callable[[Operation], object]


@cache
def shared_out(*, allowed: bool) -> dict[str, list[str]]:
    """Roles by route: those its gate lets through, or the others, that no earlier route of the gate has met; one at least."""
    met: set[tuple[str, str]] = set()
    found = {}
    for number, operation in enumerate(operations()):
        roles = sorted(operation.allowed if allowed else set(ROLES) - operation.allowed)
        new = [role for role in roles if (operation.gate, role) not in met]
        if not operation.reach:
            met |= {(operation.gate, role) for role in new}
        found[operation.id] = new or roles[number % len(roles or [""]) :][:1]
    return found


def walk(section: str, look: Look) -> None:
    """Looks at every route of the section, and lists all at which something was not as it should be."""
    wrong = [told for o in operations() if o.section == section and (told := _complaint(o, look))]
    assert wrong == []


def _complaint(operation: Operation, look: Look) -> str:
    try:
        look(operation)
    except Exception as error:
        return f"{operation.method} {operation.path}: {error!r}"
    return ""


def address(operation: Operation, side: Side) -> str:
    """The route's address with that branch's samples. Fails when the section gives none."""
    samples = side.samples.get(operation.section, {})
    names = (*operation.path_params, *operation.query_params)
    missing = [name for name in names if name not in samples]
    assert not missing, f"{operation.section}/tests/samples.py: samples() has no {missing}"
    query = {name: samples[name] for name in operation.query_params}
    path = operation.path.format(**{name: samples[name] for name in operation.path_params})
    return path + (f"?{urlencode(query)}" if query else "")


def body(operation: Operation, side: Side) -> Any:
    """The JSON body of the route. Fails when the section gives none."""
    if not operation.needs_json:
        return None
    assert operation.id in side.bodies, (
        f"{operation.section}/tests/samples.py: bodies() has no {operation.id}"
    )
    return side.bodies[operation.id]


def call(town: Town, who: str, operation: Operation, side: Side) -> tuple[int, str, list[str]]:
    """(status, text, statements that wrote); everything is rolled back."""
    path, sent = address(operation, side), body(operation, side)
    with undone(), writes_seen() as writes:
        answer = town.visitors[who].call(operation.method, path, sent)
        text = _text(answer)
        if answer.status_code >= 400 and writes and row_counts() == town.counts:
            writes.clear()  # written and taken back by the service's own transaction
    return answer.status_code, text, writes


def _text(answer: Any) -> str:
    kind = answer.get("Content-Type", "")
    if answer.streaming or "officedocument" in kind or not ("json" in kind or "xml" in kind):
        return ""
    if "xml" in kind:
        return str(answer.content.decode())
    return str(answer.json()) if answer.content else ""


@every_section
def test_the_gate_is_declared(section: str) -> None:
    """Public, for anybody signed in, or a permission that a manifest declares."""

    def look(operation: Operation) -> None:
        assert operation.gate in (PUBLIC, LOGGED_IN, *permissions())

    walk(section, look)


@every_section
def test_nobody_gets_in_without_signing_in(town: Town, section: str) -> None:
    """401 (or what a standard says instead) before anything is read; public routes answer without breaking."""

    def look(operation: Operation) -> None:
        status, text, writes = call(town, "anonymous", operation, town.far)
        if operation.gate == PUBLIC:
            assert status < 500
        else:
            assert (status, writes) == (operation.stranger, [])
            assert SOMEWHERE_ELSE not in text

    walk(section, look)


@every_section
def test_roles_without_the_permission_are_refused(town: Town, section: str) -> None:
    """403 before anything is read, so on which side does not matter; nothing written, nothing told."""

    def look(operation: Operation) -> None:
        for role in shared_out(allowed=False)[operation.id]:
            status, text, writes = call(town, role, operation, town.far)
            assert (role, status, writes) == (role, 403, [])
            assert SOMEWHERE_ELSE not in text

    walk(section, look)


@every_section
def test_roles_with_the_permission_get_in(town: Town, section: str) -> None:
    """Inside their area the gate opens; a rule of the domain may still refuse."""

    def look(operation: Operation) -> None:
        if operation.gate == PUBLIC or operation.reach:
            return
        for role in shared_out(allowed=True)[operation.id]:
            status, text, _ = call(town, role, operation, town.near)
            assert status in (*GATE_PASSED, *REFUSED_BY_RULE), (role, status, text)

    walk(section, look)


@every_section
def test_another_area_looks_absent(town: Town, section: str) -> None:
    """The right role on the wrong area: 404 for what is named in the path, nothing written, nothing told."""

    def look(operation: Operation) -> None:
        if operation.gate == PUBLIC:
            return
        for role in sorted(operation.allowed):
            status, text, writes = call(town, role, operation, town.far)
            if operation.path_params:
                assert (role, status, writes) == (role, _absent(operation, status), []), text
            assert status < 500, (role, text)
            assert SOMEWHERE_ELSE not in text, (role, text)

    walk(section, look)


def _absent(operation: Operation, status: int) -> int:
    """404; a route that narrows further may also say 403, and 422 when its body is a file that is not sent."""
    also = {403} if operation.reach else set()
    if operation.content and not operation.needs_json:
        also.add(422)
    return status if status in also else 404


def test_every_section_with_routes_gives_samples(town: Town) -> None:
    """The walk leaves no section out."""
    found = {o.section for o in operations()}
    assert found - set(town.near.samples) == set()
    assert found == set(SECTIONS)
