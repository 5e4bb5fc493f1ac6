"""Subscriptions of pushed events: which addresses are refused, who may change them, what becomes of old ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import STREET, WORKER
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.models import WebhookDelivery, WebhookMessage, WebhookSubscription
from linli.sections.administration.tests.pushes import API, log, reported, settle, subscribed
from linli.sections.administration.tests.receiver import Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5"), pytest.mark.once]


INNER = (
    "localhost printer.local 127.0.0.1 127.1 2130706433 0x7f.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1:8443 "
    "169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 [::1] [fe80::1] [fd00::1] [::ffff:10.0.0.1] "
    "[64:ff9b::7f00:1] [2002:7f00:1::]"
)
ODD = (
    "http://example.com/hook",
    "ftp://example.com/",
    "https://",
    "https://user:pass@example.com/",
    "https://example.com/#x",
    "https://exa mple.com/",
    "https://例子.测试/",
    "https://example.com:0/",
)


@pytest.mark.parametrize("url", [*(f"https://{host}/x" for host in INNER.split()), *ODD])
def test_inner_and_odd_addresses_are_refused(world: World, browser: Browser, url: str) -> None:
    body = {"title": "区平台", "url": url, "area_id": world.near.community.pk, "kinds": ["case.closed"]}
    answer = browser.call("POST", API, body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["url"])
    assert WebhookSubscription.objects.count() == 0


def test_a_name_that_points_inside_is_refused_when_it_is_looked_up(
    world: World, browser: Browser, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    port = receiver.url.split(":")[2]
    monkeypatch.delenv("LINLI_PUSH_INNER")
    _names(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    WebhookSubscription.objects.update(url=f"https://hook.example:{port}")
    reported(world.near.estate)
    settle()
    assert receiver.got == []
    assert log(browser, webhook)[0]["error"] == "域名指向内网地址，已拒绝"


def test_the_address_that_was_checked_is_the_one_spoken_to(
    world: World, browser: Browser, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its mind between look-up and connection (DNS rebinding) is looked up only once."""
    subscribed(browser, receiver, world.near.community)
    looked_up = _names(monkeypatch, ["127.0.0.1"])
    WebhookSubscription.objects.update(url=receiver.url.replace("127.0.0.1", "hook.example"))
    reported(world.near.estate)
    settle()
    assert len(receiver.got) == 1
    assert looked_up == ["hook.example"]


def _names(monkeypatch: pytest.MonkeyPatch, addresses: list[str]) -> list[str]:
    """Every name has these addresses; returns the names that were looked up."""
    import socket

    seen: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if not str(host).endswith(".example"):
            return real(host, port, *rest, **more)
        seen.append(str(host))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return seen


def test_unknown_events_and_none_are_refused(world: World, browser: Browser) -> None:
    for kinds in ([], ["case.exploded"]):
        body = {
            "title": "区平台",
            "url": "https://example.com/hook",
            "area_id": world.near.community.pk,
            "kinds": kinds,
        }
        answer = browser.call("POST", API, body)
        assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["kinds"])


def test_change_and_remove(world: World, browser: Browser, receiver: Receiver) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    body = {"title": "省平台", "url": "https://example.com/hook", "kinds": ["case.reported"]}
    changed = browser.call("PATCH", f"{API}/{webhook}", body).json()
    assert (changed["title"], changed["url"], changed["kind_titles"]) == ("省平台", body["url"], ["收到诉求"])
    assert browser.call("DELETE", f"{API}/{webhook}").status_code == 200
    assert browser.call("GET", f"{API}/{webhook}").status_code == 404
    actions = AuditEntry.objects.filter(action__startswith="administration.webhook").order_by("pk")
    assert [e.action.rsplit(".")[-1] for e in actions] == ["created", "changed", "removed"]


def test_other_areas_and_other_roles_do_not_reach_it(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    far = world.browser(STREET, world.far.street)
    assert far.call("GET", API).json()["items"] == []
    assert far.call("GET", f"{API}/{webhook}").status_code == 404
    assert far.call("POST", f"{API}/{webhook}/rotate").status_code == 404
    assert world.browser(WORKER).call("GET", API).status_code == 403


def test_lists_cost_the_same_however_long(
    world: World, browser: Browser, receiver: Receiver, django_assert_max_num_queries: Any
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    for _ in range(3):
        subscribed(browser, receiver, world.near.community)
        browser.call("POST", f"{API}/{webhook}/ping")
    with django_assert_max_num_queries(5):  # session, user, roles, count, page
        assert browser.call("GET", API).json()["total"] == 4
    with django_assert_max_num_queries(6):
        assert len(log(browser, webhook)) == 3


def test_old_deliveries_are_tidied_away(world: World, browser: Browser, receiver: Receiver) -> None:
    from linli.sections.administration.services import pushing

    webhook = subscribed(browser, receiver, world.near.community)
    for _ in range(2):
        browser.call("POST", f"{API}/{webhook}/ping")
    settle()
    old = timezone.now() - dt.timedelta(days=31)
    WebhookDelivery.objects.filter(pk=log(browser, webhook)[0]["id"]).update(created_at=old)
    WebhookMessage.objects.update(created_at=old)
    pushing.tidy()
    assert (WebhookDelivery.objects.count(), WebhookMessage.objects.count()) == (1, 1)


def test_the_page_offers_what_sections_declare(browser: Browser) -> None:
    kinds = browser.call("GET", f"{API}/kinds").json()
    assert {"kind": "case.closed", "title": "结案", "section": "诉求办理"} in kinds
