"""The whole API under fuzzing: never a fault of ours, and every answer is one that the OpenAPI file announces."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from linli.kernel.access import ROLES
from linli.kernel.access.resolve import hash_key
from linli.kernel.models import ApiKey, RoleHolding, User, add_area
from tests.doors.routes import Operation, declared, operations

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5")]
KEY = "lk_fuzzfuzz1" + "0" * 32
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
# The same requests every time: a test that fails must fail again when it is run again.
FUZZING = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@cache
def _schema() -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The requests stay on the test's own connection, whose transaction is rolled back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key() -> str:
    """A key that opens every gate: each role on one area, every permission in scope, no quota in the way."""
    area = add_area(name="北门社区", kind="community")
    user = User.objects.create(username="fuzz", name="测试系统", kind="service")
    RoleHolding.objects.bulk_create(RoleHolding(user=user, role=role, area=area) for role in ROLES)
    quotas = {"per_minute": 1_000_000, "per_day": 1_000_000}
    ApiKey.objects.create(
        user=user,
        title="测试",
        prefix=KEY[:12],
        secret_hash=hash_key(KEY),
        scopes=sorted(declared()),
        **quotas,
    )
    return KEY


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_answer_is_announced(operation: Operation, key: str) -> None:
    @given(case=_schema()[operation.path][operation.method].as_strategy())
    @FUZZING
    def ask(case: Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKS)

    ask()
