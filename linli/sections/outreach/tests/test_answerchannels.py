"""Answering by SMS and over WeChat (4.5), through the doors that the gateways call."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client

from linli.edge.chat.cipher import Sealer, signature
from linli.kernel.outbox import drain
from linli.kernel.ports import port
from linli.kernel.testing.world import World
from linli.sections.cases.models import Case
from linli.sections.outreach.models import Question
from linli.sections.outreach.seedanswers import ensure_knowledge
from linli.sections.outreach.services import receipts
from linli.sections.registry.tests import factories as registry

pytestmark = [pytest.mark.function("4.5")]
TOKEN, KEY, APP = "linli2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx5823bf96d3bd56c7"
PLAIN = (
    "<xml><ToUserName><![CDATA[gh_linli]]></ToUserName><FromUserName><![CDATA[oResident]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{rest}</xml>"
)


def texted(text: str, number: int = 1) -> str:
    rest = f"<Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId>"
    return PLAIN.format(at=int(time.time()), kind="text", rest=rest)


def signed(*more: str, at: int | None = None) -> str:
    """The query that WeChat sends along."""
    stamp, nonce = str(at or int(time.time())), "nonce7"
    query = f"timestamp={stamp}&nonce={nonce}&signature={signature(TOKEN, stamp, nonce)}"
    return f"{query}&msg_signature={signature(TOKEN, stamp, nonce, *more)}" if more else query


def post(body: str, query: str) -> Any:
    return Client().post(f"/wechat/?{query}", body.encode(), content_type="text/xml")


def content(xml: str) -> str:
    found = re.search(r"<Content>(.*)</Content>", xml, re.DOTALL)
    assert found is not None, xml
    return found[1]


@pytest.fixture
def account(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A community with its knowledge base, and a WeChat account in plain mode."""
    ensure_knowledge(world.near.community)
    monkeypatch.setenv("LINLI_WECHAT_TOKEN", TOKEN)
    monkeypatch.setenv("LINLI_OUTREACH_ANSWER_AREA", str(world.near.community.pk))
    return world


def test_wechat_registers_the_address_asks_picks_and_is_answered_once(account: World) -> None:
    assert Client().get(f"/wechat/?{signed()}&echostr=7788").content == b"7788"
    answer = post(texted("身份证丢了怎么补办"), signed())
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    told = content(answer.content.decode())
    assert "工本费 40 元" in told
    assert told.endswith("（依据：《居民身份证法》第十一条）")
    assert (
        "<ToUserName>oResident</ToUserName><FromUserName>gh_linli</FromUserName>" in answer.content.decode()
    )
    post(texted("身份证丢了怎么补办"), signed())
    assert (
        Question.objects.count() == 1
    )  # WeChat asks three times when it is not answered within five seconds
    listed = content(post(texted("怎么办", 2), signed()).content.decode())
    second = re.search(r"B\. (.*)\n", listed)
    assert second is not None
    picked = content(post(texted("b", 3), signed()).content.decode())
    question = Question.objects.get(message="wechat:2")
    assert (question.outcome, question.entry.question if question.entry else "") == ("picked", second[1])
    assert picked == content(post(texted("b", 3), signed()).content.decode())
    followed = PLAIN.format(at=1, kind="event", rest="<Event>subscribe</Event>")
    assert content(post(followed, signed()).content.decode()).startswith("您好，请直接说您想问的事")


def test_a_wrong_or_old_signature_and_a_closed_door_answer_nothing(
    account: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = signed().replace("signature=", "signature=0")
    old = signed(at=int(time.time()) - 3600)
    refused = [
        post(texted("你好"), query).status_code
        for query in (wrong, old, "", "timestamp=x&nonce=1&signature=1")
    ]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Content>&a;</Content></xml>'
    assert (refused, post(bomb, signed()).status_code, post("<xml", signed()).status_code) == (
        [403] * 4,
        403,
        403,
    )
    assert Question.objects.count() == 0
    monkeypatch.setenv("LINLI_WECHAT_TOKEN", "")
    assert Client().get(f"/wechat/?{signed()}&echostr=1").status_code == 404


def test_safe_mode_is_sealed_both_ways(account: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_WECHAT_AES_KEY", KEY)
    monkeypatch.setenv("LINLI_WECHAT_APP_ID", APP)
    sealer = Sealer(KEY, APP)
    sealed = sealer.seal(texted("身份证丢了怎么补办"))
    body = f"<xml><ToUserName>gh_linli</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    answer = post(body, signed(sealed)).content.decode()
    told = dict(re.findall(r"<(\w+)>([^<]+)</\1>", answer))
    assert told["MsgSignature"] == signature(TOKEN, told["TimeStamp"], told["Nonce"], told["Encrypt"])
    assert "工本费 40 元" in content(sealer.open(told["Encrypt"]))
    assert post(body, signed("other")).status_code == 403
    foreign = Sealer(KEY, "wxOther").seal(texted("你好"))
    assert post(f"<xml><Encrypt>{foreign}</Encrypt></xml>", signed(foreign)).status_code == 403


def test_an_sms_is_answered_by_sms_and_handed_to_a_person_with_the_phone(
    account: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.person(account.near.estate, name="王桂兰", phones=["13905370077"])
    sent: list[str] = []
    driver = port("sms")
    plain = driver.send

    def send(**order: Any) -> str:
        sent.append("".join(order["params"].values()))
        return str(plain(**order))

    monkeypatch.setattr(driver, "send", send)
    for number, text in enumerate(("身份证丢了怎么补办", "人工")):
        came = receipts.SmsReply(key=f"in-{number}", phone="13905370077", text=text)
        receipts._take(came)
        receipts._take(came)
        drain()
    assert len(sent) == 2
    assert sent[0].endswith("（依据：《居民身份证法》第十一条）")
    case = Case.objects.get()
    assert (case.source, case.reporter_phone, case.area) == (
        "chat",
        "13905370077",
        Question.objects.first().area,
    )
    assert f"编号 {case.number}" in sent[1]
