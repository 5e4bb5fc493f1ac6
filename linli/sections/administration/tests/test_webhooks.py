"""Pushed events through the public door, against a real receiver that verifies signatures and misbehaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from linli.kernel import jobs, outbox
from linli.kernel.access import SECRETARY, STREET, SYSTEM, WORKER
from linli.kernel.models import Area, AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.models import WebhookDelivery, WebhookMessage, WebhookSubscription
from linli.sections.administration.tests.receiver import Receiver, receiving
from linli.sections.cases import services as cases

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5")]
API = "/api/administration/webhooks"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("LINLI_PUSH_INNER", "1")
    with receiving() as found:
        yield found


@pytest.fixture
def browser(world: World) -> Browser:
    return world.browser(SECRETARY)


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
    jobs.enqueue(_push())
    jobs.drain_jobs()


def _push() -> Any:
    from linli.sections.administration.jobs import push_events

    return push_events


def log(browser: Browser, webhook_id: int) -> list[dict[str, Any]]:
    """The log as the page shows it."""
    answer = browser.call("GET", f"{API}/{webhook_id}/deliveries")
    assert answer.status_code == 200
    return list(answer.json()["items"])


def todos(browser: Browser) -> list[dict[str, Any]]:
    """What administration asks its people to do."""
    found = browser.call("GET", "/api/insight/todos").json()
    return [todo for todo in found if todo["section_key"] == "administration"]


def test_an_event_arrives_signed_and_without_people(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    case = reported(world.near.estate)
    settle()
    (got,) = receiver.got
    assert (got["type"], got["data"]) == (
        "case.reported",
        {
            "id": case.pk,
            "number": case.number,
            "category": "light",
            "category_name": "路灯楼道灯",
            "source": "hotline",
            "state": "reported",
            "resolved": None,
            "area": {"id": world.near.estate.pk, "name": "近水小区"},
        },
    )
    assert dt.datetime.fromisoformat(got["timestamp"]).utcoffset() == dt.timedelta(hours=8)
    text = WebhookMessage.objects.get().body
    for secret in ("王桂兰", "138", "501", case.code):
        assert secret not in text
    (line,) = log(browser, webhook)
    assert (line["state_title"], line["tries"], line["status"], line["reply"]) == (
        "已送达",
        1,
        200,
        "thank you",
    )
    assert (line["message_id"], line["kind_title"]) == (receiver.ids[0], "收到诉求")


def test_only_chosen_events_of_the_own_area_are_pushed(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    subscribed(browser, receiver, world.near.community, "case.closed")
    reported(world.near.estate)
    settle()
    assert receiver.got == []
    WebhookSubscription.objects.update(kinds=["case.reported"])
    reported(world.far.estate)
    settle()
    assert receiver.got == []
    reported(world.near.grid)
    settle()
    assert len(receiver.got) == 1


def test_a_failing_receiver_is_tried_again_later_with_the_same_id(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(500, {}), (503, {})]
    reported(world.near.estate)
    settle()
    (line,) = log(browser, webhook)
    assert (line["state"], line["tries"], line["status"]) == ("waiting", 1, 500)
    assert (line["error"], len(line["reply"])) == ("对方答复 500", 500)
    assert browser.call("GET", f"{API}/{webhook}").json()["state"] == "送达失败"
    jobs.drain_jobs()
    assert len(receiver.got) == 1
    later()
    later()
    assert len(set(receiver.ids)) == 1
    (line,) = log(browser, webhook)
    assert (len(receiver.ids), line["state"], line["tries"]) == (3, "delivered", 3)
    assert browser.call("GET", f"{API}/{webhook}").json()["state"] == "正常"


def test_the_pause_grows_and_holds_back_everything_for_that_receiver(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    subscribed(browser, receiver, world.near.community)
    receiver.answers = [(500, {})] * 3
    reported(world.near.estate)
    settle()
    reported(world.near.estate)
    settle()
    assert len(receiver.got) == 1
    pauses = []
    for _ in range(2):
        later()
        row = WebhookSubscription.objects.get()
        pauses.append(round((row.next_at - timezone.now()).total_seconds()))
    assert pauses == [4, 8]
    later()
    later()
    assert [d.state for d in WebhookDelivery.objects.all()] == ["delivered", "delivered"]


def test_a_redirect_is_not_followed(world: World, browser: Browser, receiver: Receiver) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(302, {"Location": receiver.url})]
    reported(world.near.estate)
    settle()
    assert len(receiver.got) == 1
    assert log(browser, webhook)[0]["error"] == "对方要求跳转（302），不跟随跳转"


def test_a_slow_receiver_is_not_waited_for(
    world: World, browser: Browser, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_PUSH_SECONDS", "0.3")
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(0, {})]
    reported(world.near.estate)
    settle()
    (line,) = log(browser, webhook)
    assert (line["state"], line["error"], line["status"]) == ("waiting", "0.3 秒内没有答复", None)


def test_nobody_listening_is_a_failure_like_any_other(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    receiver.url = "http://127.0.0.1:9/"
    webhook = subscribed(browser, receiver, world.near.community)
    reported(world.near.estate)
    settle()
    assert log(browser, webhook)[0]["error"] == "连接失败：ConnectError"


def test_after_twelve_tries_a_message_is_given_up_and_can_be_sent_again(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(500, {})]
    reported(world.near.estate)
    WebhookDelivery.objects.all().delete()
    outbox.drain()
    WebhookDelivery.objects.update(tries=11)
    jobs.drain_jobs()
    (line,) = log(browser, webhook)
    assert (line["state_title"], line["tries"]) == ("未送达", 12)
    answer = browser.call("POST", f"{API}/{webhook}/deliveries/{line['id']}/again")
    assert (answer.status_code, answer.json()["again"]) == (200, True)
    jobs.drain_jobs()
    assert receiver.ids[0] == receiver.ids[1]
    newest, oldest = log(browser, webhook)
    assert (newest["state"], newest["message_id"], oldest["state"]) == (
        "delivered",
        line["message_id"],
        "failed",
    )


def test_what_still_waits_can_be_tried_at_once(world: World, browser: Browser, receiver: Receiver) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(500, {})]
    reported(world.near.estate)
    settle()
    (line,) = log(browser, webhook)
    answer = browser.call("POST", f"{API}/{webhook}/deliveries/{line['id']}/again")
    assert (answer.status_code, answer.json()["id"]) == (200, line["id"])
    jobs.drain_jobs()
    assert [d["state"] for d in log(browser, webhook)] == ["delivered"]
    assert len(set(receiver.ids)) == 1


def test_a_receiver_that_fails_for_a_day_is_stopped_and_somebody_is_told(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(500, {}), (500, {})]
    reported(world.near.estate)
    settle()
    assert todos(browser) == []
    WebhookSubscription.objects.update(failing_since=timezone.now() - dt.timedelta(hours=24))
    later()
    shown = browser.call("GET", f"{API}/{webhook}").json()
    assert (shown["state"], shown["stopped_why"], shown["waiting"]) == ("已停用", "连续 24 小时没有送达", 1)
    (todo,) = todos(browser)
    assert (todo["title"], todo["link"]) == (
        "事件推送“区平台”已自动停用",
        f"/administration/webhooks?open={webhook}",
    )
    assert todos(world.browser(SECRETARY, world.far.community)) == []
    reported(world.near.estate)
    settle()
    later()
    assert len(receiver.got) == 2
    assert browser.call("POST", f"{API}/{webhook}/start").json()["state"] == "正常"
    jobs.drain_jobs()
    assert len(receiver.got) == 4
    assert todos(browser) == []


def test_a_receiver_that_is_gone_is_stopped_at_once(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    receiver.answers = [(410, {})]
    reported(world.near.estate)
    settle()
    shown = browser.call("GET", f"{API}/{webhook}").json()
    assert (shown["active"], shown["stopped_why"]) == (False, "对方表示不再接收（410）")
    assert AuditEntry.objects.filter(action="administration.webhook.given_up").count() == 1


def test_what_staff_stopped_gets_nothing_and_says_so(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    assert browser.call("POST", f"{API}/{webhook}/stop").json()["stopped_why"] == "人工停用"
    reported(world.near.estate)
    settle()
    assert (receiver.got, WebhookMessage.objects.count()) == ([], 0)
    assert todos(browser) == []
    for path in ("stop", "ping"):
        assert browser.call("POST", f"{API}/{webhook}/{path}").status_code == 409
    browser.call("POST", f"{API}/{webhook}/start")
    assert browser.call("POST", f"{API}/{webhook}/start").status_code == 409
    assert browser.call("POST", f"{API}/{webhook}/ping").json()["kind_title"] == "测试消息"
    settle()
    assert receiver.got[0]["type"] == "ping"


def test_during_a_rotation_both_secrets_verify(world: World, browser: Browser, receiver: Receiver) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    old = receiver.secret
    answer = browser.call("POST", f"{API}/{webhook}/rotate").json()
    assert answer["secret"] != old
    for secret in (old, answer["secret"]):
        receiver.secret = secret
        browser.call("POST", f"{API}/{webhook}/ping")
        settle()
    WebhookSubscription.objects.update(old_until=timezone.now())
    browser.call("POST", f"{API}/{webhook}/ping")
    settle()
    assert receiver.signatures == [2, 2, 1]


def test_secrets_are_shown_once_and_kept_encrypted(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    webhook = subscribed(browser, receiver, world.near.community)
    pages = (f"{API}/{webhook}", API, f"{API}/{webhook}/deliveries")
    assert all(receiver.secret not in browser.call("GET", page).content.decode() for page in pages)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM administration_webhooksubscription")
        assert receiver.secret not in cursor.fetchone()[0]
    assert not any(receiver.secret in str(entry.detail) for entry in AuditEntry.objects.all())


def test_an_event_whose_transaction_is_undone_is_not_told(
    world: World, browser: Browser, receiver: Receiver
) -> None:
    subscribed(browser, receiver, world.near.community)
    with transaction.atomic():
        reported(world.near.estate)
        transaction.set_rollback(True)
    settle()
    assert receiver.got == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com/",
        "https://",
        "https://user:pass@example.com/",
        "https://example.com/#x",
        "https://exa mple.com/",
        "https://localhost/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1:8443/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://例子.测试/",
        "https://example.com:0/",
    ],
)
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
