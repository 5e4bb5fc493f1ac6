"""Events from outside systems: signed, each once, refused with a reason."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.access.resolve import hash_key
from linli.kernel.models import ApiKey
from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert, AlertKind, EventReceipt, EventSource
from linli.sections.alerts.services import signature
from linli.sections.alerts.tests.factories import source

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.2")]
KEY = "k" * 43


class Sender:
    """An outside system with its key and signing secret."""

    def __init__(self, world: World, role: str = r.EXTERNAL) -> None:
        self.source, self.secret = source(world.near)
        user = world.user(role, world.near.estate)
        ApiKey.objects.create(
            user=user, title="测试", prefix=KEY[:12], secret_hash=hash_key(KEY), scopes=["alerts.event.send"]
        )

    def event(self, **changes: Any) -> dict[str, Any]:
        """A blocked fire lane."""
        return {
            "source": self.source.code, "event_id": "e-1", "kind": "lane_blocked", "key": "cam-7",
            "title": "3号楼东侧摄像机", "at": timezone.now().isoformat(), "message": "白色轿车停留 6 分钟",
            "thing": "摄像机", "building": "3号楼", "place": "东侧消防通道",
        } | changes  # fmt: skip

    def send(self, event: dict[str, Any], **headers: str) -> Any:
        """One signed POST; headers override."""
        body = json.dumps(event).encode()
        stamp = headers.pop("stamp", str(int(time.time())))
        sent = {
            "Authorization": f"Bearer {KEY}", "X-Linli-Timestamp": stamp,
            "X-Linli-Signature": signature(self.secret, stamp, body),
        } | {name.replace("_", "-"): value for name, value in headers.items()}  # fmt: skip
        return Client().post("/api/alerts/events", body, content_type="application/json", headers=sent)


def test_a_signed_event_raises_an_alert_and_its_end_resolves_it(world: World) -> None:
    sender = Sender(world)
    answer = sender.send(sender.event())
    found = Alert.objects.get()
    assert (answer.status_code, answer.json()) == (
        200,
        {"alert_id": found.pk, "status": "open", "repeated": False},
    )
    assert (found.kind.code, found.area, found.building, found.source) == (
        "lane_blocked", world.near.estate, "3号楼", f"event:{sender.source.code}:cam-7"
    )  # fmt: skip
    AlertKind.objects.filter(code="lane_blocked").update(hold_s=0)
    ended = sender.send(sender.event(event_id="e-2", ended=True))
    assert ended.json() == {"alert_id": found.pk, "status": "resolved", "repeated": False}


def test_the_same_event_counts_once(world: World) -> None:
    sender = Sender(world)
    event = sender.event()
    answers = [sender.send(event).json() for _ in range(3)]
    assert [a["repeated"] for a in answers] == [False, True, True]
    assert {a["alert_id"] for a in answers} == {Alert.objects.get().pk}
    assert (Alert.objects.get().count, EventReceipt.objects.count()) == (1, 1)
    sender.send(sender.event(event_id="e-9"))
    assert Alert.objects.get().count == 2


@pytest.mark.parametrize("headers", [
    {"X_Linli_Signature": "0" * 64}, {"X_Linli_Signature": ""}, {"stamp": "1"}, {"stamp": "soon"},
    {"stamp": str(int(time.time()) + 4000)}, {"stamp": "9" * 40},
])  # fmt: skip
def test_a_wrong_or_old_signature_is_refused_and_counted(world: World, headers: dict[str, str]) -> None:
    sender = Sender(world)
    answer = sender.send(sender.event(), **headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "签名不正确，或时间戳与平台时间相差超过 5 分钟。"
    assert (Alert.objects.count(), EventReceipt.objects.count()) == (0, 0)
    assert EventSource.objects.get().refused == 1


def test_a_changed_body_is_refused(world: World) -> None:
    sender = Sender(world)
    stamp = str(int(time.time()))
    signed = signature(sender.secret, stamp, json.dumps(sender.event()).encode())
    assert sender.send(sender.event(kind="smoke"), stamp=stamp, X_Linli_Signature=signed).status_code == 401
    assert Alert.objects.count() == 0


@pytest.mark.parametrize(("change", "status", "field"), [
    ({"kind": "nothing"}, 422, "kind"), ({"at": (timezone.now() + timedelta(hours=1)).isoformat()}, 422, "at"),
    ({"at": "yesterday"}, 422, "at"), ({"key": ""}, 422, "key"), ({"source": "unknown"}, 404, None),
])  # fmt: skip
def test_a_wrong_event_is_refused(
    world: World, change: dict[str, Any], status: int, field: str | None
) -> None:
    sender = Sender(world)
    answer = sender.send(sender.event(**change))
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (status, [field] if field else [])
    assert (Alert.objects.count(), EventReceipt.objects.count()) == (0, 0)


def test_a_source_that_is_switched_off_or_elsewhere_is_unknown(world: World) -> None:
    sender = Sender(world)
    EventSource.objects.update(enabled=False)
    assert sender.send(sender.event()).status_code == 404
    foreign, _ = source(world.far)
    assert sender.send(sender.event(source=foreign.code)).status_code == 404
    assert Alert.objects.count() == 0


def test_only_outside_systems_may_send(world: World) -> None:
    sender = Sender(world, r.WORKER)
    assert sender.send(sender.event()).status_code == 403
    assert Client().post("/api/alerts/events", "{}", content_type="application/json").status_code == 401


def test_the_secret_is_ciphertext_in_the_database(world: World) -> None:
    from django.db import connection

    sender = Sender(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM alerts_eventsource")
        [stored] = cursor.fetchone()
    assert sender.secret not in stored
    assert EventSource.objects.get().secret == sender.secret
