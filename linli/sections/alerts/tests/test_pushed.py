"""What outside systems are told of alerts: a leaking pipe yes, somebody's health never."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linli.kernel import outbox
from linli.kernel.testing.world import World
from linli.sections.administration.models import WebhookMessage, WebhookSubscription
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5")]


def told(world: World, kind: str) -> tuple[Alert, list[dict[str, Any]]]:
    """One alert of that kind, and the data of the messages it leads to."""
    WebhookSubscription.objects.create(
        title="区平台",
        url="https://hook.example/",
        area=world.near.community,
        kinds=["alert.raised"],
        secret="whsec_c2FtcGxl",
    )
    alert = make.alert(world.near.estate, kind)
    outbox.drain()
    return alert, [json.loads(message.body)["data"] for message in WebhookMessage.objects.all()]


def test_an_alert_of_a_thing_is_told(world: World) -> None:
    alert, (data,) = told(world, "water_leak")
    assert data == {
        "id": alert.pk,
        "kind": "water_leak",
        "kind_name": make.kind("water_leak").title,
        "severity": alert.severity,
        "status": "open",
        "area": {"id": world.near.estate.pk, "name": "近水小区"},
    }


def test_an_alert_about_somebodys_health_is_not(world: World) -> None:
    assert make.kind("fall").health
    _, messages = told(world, "fall")
    assert messages == []
