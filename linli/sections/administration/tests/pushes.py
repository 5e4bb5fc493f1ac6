"""What tests of pushed events share: a subscription, a case to tell of, and the passing of time."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel import jobs, outbox
from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.kernel.testing.world import Browser
from linli.sections.administration.jobs import push_events
from linli.sections.administration.models import WebhookDelivery, WebhookSubscription
from linli.sections.administration.tests.receiver import Receiver
from linli.sections.cases import services as cases

API = "/api/administration/webhooks"


def subscribed(browser: Browser, receiver: Receiver, area: Area, *kinds: str) -> int:
    """A subscription of the receiver; it knows the secret from now on."""
    body = {
        "title": "区平台",
        "url": receiver.url,
        "area_id": area.pk,
        "kinds": kinds or ("case.reported", "case.closed"),
    }
    answer = browser.call("POST", API, body)
    assert answer.status_code == 200, answer.content.decode()
    receiver.secret = answer.json()["secret"]
    return int(answer.json()["id"])


def reported(area: Area) -> Any:
    """A case that somebody named brings in."""
    return cases.report_case(
        actor=SYSTEM,
        source="hotline",
        category="light",
        text="王桂兰家楼道灯不亮",
        area=area,
        place="3号楼2单元501",
        reporter=cases.Reporter(name="王桂兰", phone="13869912345"),
    )


def settle() -> None:
    """Everything due is delivered."""
    outbox.drain()
    jobs.drain_jobs()


def later() -> None:
    """The next attempt is due now."""
    WebhookDelivery.objects.filter(state="waiting").update(due_at=timezone.now())
    WebhookSubscription.objects.update(next_at=timezone.now())
    jobs.enqueue(push_events)
    jobs.drain_jobs()


def log(browser: Browser, webhook_id: int) -> list[dict[str, Any]]:
    """The log as the page shows it."""
    answer = browser.call("GET", f"{API}/{webhook_id}/deliveries")
    assert answer.status_code == 200
    return list(answer.json()["items"])


def todos(browser: Browser) -> list[dict[str, Any]]:
    """What administration asks its people to do."""
    found = browser.call("GET", "/api/insight/todos").json()
    return [todo for todo in found if todo["section_key"] == "administration"]
