"""Pushed events on their way: signed, tried again, held back, given up, sent again; a real receiver misbehaves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from linli.kernel import jobs, outbox
from linli.kernel.access import SECRETARY
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.models import WebhookDelivery, WebhookMessage, WebhookSubscription
from linli.sections.administration.tests.pushes import API, later, log, reported, settle, subscribed, todos
from linli.sections.administration.tests.receiver import Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.function("13.5"), pytest.mark.once]


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
