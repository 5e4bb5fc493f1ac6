"""Every operation with generated input, as the administrator: no fault, every status and shape as documented."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from linli.kernel.models import RoleHolding
from linli.kernel.testing.world import Browser
from tests.routes.operations import document
from tests.routes.town import Town, undone

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = int(os.environ.get("LINLI_TEST_EXAMPLES", "1"))
# On PostgreSQL, which refuses what SQLite lets pass: NUL characters, numbers too large for their column.
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.strict]
config = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": False}}})
schema = schemathesis.openapi.from_dict(document(), config=config)
schema.app = get_wsgi_application()


@pytest.fixture(scope="module")
def operator(town: Town) -> Iterator[dict[str, str]]:
    """The cookies of an administrator of the whole tree who is the doctor too; requests leave the transaction open."""
    user = town.world.user("admin", town.world.near.street)
    for role in ("admin", "doctor"):
        RoleHolding.objects.get_or_create(user=user, role=role, area=town.world.far.street)
    RoleHolding.objects.create(user=user, role="doctor", area=town.world.near.street)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield {name: morsel.value for name, morsel in Browser(user).cookies.items()}
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_input_breaks_it(case: Any, town: Town, operator: dict[str, str]) -> None:
    """As generated, and again with things that exist, so that the code behind the 404 is reached too."""
    send(case, operator)
    samples = town.near.samples[case.operation.definition.raw["operationId"].split("_")[0]]
    known = {name: samples[name] for name in case.path_parameters or {} if name in samples}
    if known:
        case.path_parameters = {**case.path_parameters, **known}
        send(case, operator)


def send(case: Any, cookies: dict[str, str]) -> None:
    """One request, checked against the OpenAPI file and rolled back."""
    case.cookies = {}
    case.headers.pop("Authorization", None)
    with undone():
        headers = {"X-CSRFToken": cookies["csrftoken"]}
        case.call_and_validate(cookies=cookies, headers=headers, checks=CHECKS)
