"""The health page: what it shows, sending events again, backups; only for whoever holds the whole tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from linli.kernel import events, jobs
from linli.kernel.models import AuditEntry, JobRow, OutboxRow, RoleHolding
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World

pytestmark = pytest.mark.django_db

BASE = "/api/administration"


@pytest.fixture
def operator(world: World) -> Browser:
    user = world.user("admin", world.near.street)
    RoleHolding.objects.create(user=user, role="admin", area=world.far.street)
    return Browser(user)


def given_up() -> OutboxRow:
    return OutboxRow.objects.create(
        event="x.Happened",
        handler="x.handle",
        payload="{}",
        due_at=None,
        attempts=12,
        last_error="连接被拒绝",
    )


@pytest.mark.function("13.6")
def test_the_health_page_names_what_is_wrong_and_what_to_do(operator: Browser) -> None:
    lines = {line["name"]: line for line in operator.call("GET", f"{BASE}/health").json()["lines"]}
    assert lines["events"] == {
        "name": "events",
        "title": "处理失败的事件",
        "state": "ok",
        "value": "没有",
        "advice": "",
    }
    given_up()
    body = operator.call("GET", f"{BASE}/health").json()
    lines = {line["name"]: line for line in body["lines"]}
    assert body["state"] == "bad"
    assert (lines["events"]["value"], lines["events"]["advice"]) == ("1 件", "请查看原因，处理后点“重发”。")
    assert {"database", "broker", "outbox", "jobs", "disk", "backup", "sms", "devices.refused"} <= set(lines)


@pytest.mark.function("13.6")
def test_a_failed_event_is_listed_and_sent_again(operator: Browser) -> None:
    seen: list[int] = []

    @dataclass(frozen=True)
    class Happened(events.Event):
        n: int

    @events.on(Happened)
    def handle(event: Happened) -> None:
        seen.append(event.n)

    events.publish(Happened(7))
    OutboxRow.objects.update(due_at=None, attempts=12, last_error="连接被拒绝")
    row = operator.call("GET", f"{BASE}/failed-events").json()["items"][0]
    assert (row["given_up"], row["attempts"], row["last_error"]) == (True, 12, "连接被拒绝")
    answer = operator.call("POST", f"{BASE}/failed-events/resend", {"ids": [row["id"]]})
    assert answer.json() == {"count": 1}
    drain()
    assert seen == [7]
    assert operator.call("GET", f"{BASE}/failed-events").json()["total"] == 0
    assert AuditEntry.objects.get(action="administration.event.resent").detail == {"count": 1}
    again = operator.call("POST", f"{BASE}/failed-events/resend", {"ids": [row["id"]]})
    assert again.status_code == 404
    events.forget(Happened)


@pytest.mark.function("13.6")
def test_a_backup_is_made_in_the_background_and_listed(operator: Browser, settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "backups").mkdir()
    first = operator.call("POST", f"{BASE}/backups").json()["job_id"]
    assert operator.call("POST", f"{BASE}/backups").json()["job_id"] == first
    assert JobRow.objects.filter(key="administration.backup").count() == 1
    (tmp_path / "backups" / "linli-20261122-030000.zip").write_bytes(b"x" * 7)
    rows = operator.call("GET", f"{BASE}/backups").json()
    assert [(r["name"], r["size"]) for r in rows] == [("linli-20261122-030000.zip", 7)]
    line = next(i for i in operator.call("GET", f"{BASE}/health").json()["lines"] if i["name"] == "backup")
    assert line["state"] == "ok"


@pytest.mark.function("13.6")
def test_refused_device_messages_are_counted(operator: Browser) -> None:
    refusals = apps.get_model("devices", "Refusal").objects
    refusals.create(day=timezone.localdate(), sender="x", reason="not_json", count=3, last_ms=0)
    lines = {line["name"]: line for line in operator.call("GET", f"{BASE}/health").json()["lines"]}
    assert (lines["devices.refused"]["state"], lines["devices.refused"]["value"]) == ("warn", "今天 3 条")


def test_jobs_are_listed(operator: Browser) -> None:
    jobs.enqueue(_work)
    rows = operator.call("GET", f"{BASE}/jobs").json()["items"]
    assert rows[0]["function"].endswith("_work")
    assert rows[0]["state"] == "等待中"


def _work() -> None:
    """Does nothing."""


@pytest.mark.parametrize("path", ["health", "failed-events", "jobs", "backups", "demo-sms"])
def test_the_platform_is_for_whoever_holds_the_whole_tree(world: World, path: str) -> None:
    assert world.browser("admin", world.near.street).call("GET", f"{BASE}/{path}").status_code == 404
    assert world.browser("secretary").call("GET", f"{BASE}/{path}").status_code == 403
    assert world.browser(None).call("GET", f"{BASE}/{path}").status_code == 401


def test_the_demo_outbox_is_gone_with_a_real_gateway(operator: Browser, monkeypatch) -> None:
    from linli.sections.administration.queries import health

    assert operator.call("GET", f"{BASE}/demo-sms").status_code == 200
    monkeypatch.setattr(health, "port", lambda name: object())
    assert operator.call("GET", f"{BASE}/demo-sms").status_code == 404


@pytest.mark.function("13.5")
def test_the_openapi_page_works_without_the_internet(client) -> None:
    page = client.get("/api/docs").content.decode()
    assert "https://" not in page
    assert "http://" not in page
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
