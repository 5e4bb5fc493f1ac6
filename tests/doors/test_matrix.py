"""Every operation of the API × every role × nobody: the doors open for those whom the manifests name, and for no others."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from linli.kernel.access import RELATIVE, RESIDENT, ROLES, SCREEN, SYSTEM
from linli.kernel.api.gate import PUBLIC
from linli.kernel.models import RoleHolding, User, add_area
from tests.doors.routes import Operation, may, operations

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.1")]
KINDS = {
    RESIDENT: "resident",
    RELATIVE: "resident",
    SCREEN: "service",
    "device": "service",
    "external": "service",
}


def _ask(client: Client, operation: Operation) -> HttpResponse:
    """The operation with nothing in it: enough to pass or not to pass the gate."""
    body = {} if operation.method == "GET" else {"data": "{}", "content_type": "application/json"}
    return getattr(client, operation.method.lower())(operation.url(), **body)


def _member(role: str) -> User:
    area = add_area(name="北门社区", kind="community")
    user = User.objects.create(username=f"one-{role}", name="王敏", kind=KINDS.get(role, "staff"))
    RoleHolding.objects.create(user=user, role=role, area=area)
    return user


@contextmanager
def _nothing_changes() -> Iterator[None]:
    """The number of rows of every table is the same afterwards."""

    def rows() -> dict[str, int]:
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before = rows()
    yield
    assert {label: count for label, count in rows().items() if count != before[label]} == {}


def _is_a_bare_refusal(answer: HttpResponse, status: int) -> bool:
    """The refusal says no more than that it is one."""
    if answer.status_code != status:
        return False
    body = json.loads(answer.content)
    return (
        set(body) == {"error"}
        and set(body["error"]) == {"code", "message", "fields"}
        and not body["error"]["fields"]
    )


def test_nobody_passes_a_gate_that_is_not_public(client: Client) -> None:
    gated = [operation for operation in operations() if operation.gate != PUBLIC]
    with _nothing_changes():
        passed = [o.name for o in gated if not _is_a_bare_refusal(_ask(client, o), 401)]
    assert passed == []


def test_somebody_without_a_role_passes_no_permission(client: Client) -> None:
    client.force_login(User.objects.create(username="none", name="无名", kind="staff"))
    closed = [operation for operation in operations() if not may("", operation.gate)]
    with _nothing_changes():
        passed = [o.name for o in closed if not _is_a_bare_refusal(_ask(client, o), 403)]
    assert passed == []


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_is_refused_where_the_table_does_not_name_it(client: Client, role: str) -> None:
    client.force_login(_member(role))
    closed = [operation for operation in operations() if not may(role, operation.gate)]
    with _nothing_changes():
        passed = [o.name for o in closed if not _is_a_bare_refusal(_ask(client, o), 403)]
    assert passed == []


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_passes_where_the_table_names_it(role: str) -> None:
    """Past the gate an empty request may be wrong in many ways, but it is neither unknown nor a fault of ours."""
    member = _member(role)
    answers: dict[str, int] = {}
    for operation in operations():
        if operation.gate != PUBLIC and may(role, operation.gate):
            client = Client(raise_request_exception=False)
            client.force_login(member)
            answers[operation.name] = _ask(client, operation).status_code
    assert {name: status for name, status in answers.items() if status == 401 or status >= 500} == {}


def test_the_system_itself_may_do_everything() -> None:
    assert all(SYSTEM.can(operation.gate) for operation in operations())
