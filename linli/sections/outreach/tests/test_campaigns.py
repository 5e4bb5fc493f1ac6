"""A campaign from the list to the last home visit: page, SMS, phone, door; nobody is missed and nobody told twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.edge.sms.loopback import LoopbackSms
from linli.kernel.models import AuditEntry, JobRow, OutboxRow
from linli.kernel.ports import port
from linli.kernel.sms import SmsReceipt
from linli.kernel.testing.world import Browser, World
from linli.sections.outreach.models import Campaign, HouseholdSms, Message, OptOut, Target
from linli.sections.outreach.services import campaigns as services
from linli.sections.outreach.services import running
from linli.sections.outreach.services.receipts import WENT_OUT
from linli.sections.outreach.tests import reached as r

pytestmark = [pytest.mark.function("4.6", "4.7")]


@pytest.fixture(autouse=True)
def gateway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty gateway, no quiet hours, and the token it pushes with."""
    port("sms").path = tmp_path / "sms.jsonl"
    monkeypatch.setattr(LoopbackSms, "pull", lambda self: [])  # it pushes instead
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "")
    monkeypatch.setenv("LINLI_SMS_PUSH_TOKEN", r.TOKEN)


@pytest.mark.function("4.3")
def test_from_the_list_to_the_last_door(world: World) -> None:
    six = r.six(world)
    made = six.plan()
    seen = r.ok(six.office.call("GET", f"{r.API}/campaigns/{made['id']}/preview"))
    assert seen["told"] == "将向 3 人（2 个号码）发送短信，共 2 条，约 0.10 元"
    assert (seen["first"], seen["opted_out"]) == ({"app": 1, "sms": 2, "phone": 2, "visit": 1}, 1)
    assert seen["sms_text"].startswith("【邻里社区】王桂兰：居民医保免缴代办。60 岁以上老人")
    six.start(made)
    assert six.states(made) == {
        "王一": ("waiting", "app"), "李二": ("waiting", "sms"), "李三": ("waiting", "sms"),
        "赵四": ("waiting", "phone"), "钱五": ("waiting", "visit"), "孙六": ("waiting", "phone"),
    }  # fmt: skip
    assert [(phone, text.split("：")[0]) for phone, text in r.texts()] == [
        (r.SHARED, "【邻里社区】李二、李三")
    ]
    _read_on_the_page(six, made)
    for _ in range(2):
        assert r.ok(r.push(r.SHARED)) == {"code": 0, "msg": "成功", "result": 0, "errmsg": "OK"}
    assert six.states(made)["李三"] == ("reached", "sms")
    _called(six)
    _visited(six)
    done = r.ok(six.office.call("GET", f"{r.API}/campaigns/{made['id']}"))
    assert (done["state"], done["reached"], done["written_off"], done["left"]) == ("done", 5, 1, 0)
    _counted(six, made)


def _read_on_the_page(six: r.Six, made: dict[str, int]) -> None:
    mine = r.ok(six.reader.call("GET", f"{r.API}/my-messages"))
    assert [(one["title"], one["read_at"]) for one in mine] == [("居民医保免缴代办", None)]
    for _ in range(2):
        r.ok(six.reader.call("POST", f"{r.API}/my-messages/{mine[0]['id']}/read"))
    assert six.states(made)["王一"] == ("reached", "app")
    assert six.secretary.call("GET", f"{r.API}/my-messages").status_code == 403


def _called(six: r.Six) -> None:
    """The landline rings three times in vain and then somebody goes there; 孙六 is moved away."""
    stops = {s["name"]: s for s in r.ok(six.grid.call("GET", f"{r.API}/rounds?channel=phone"))}
    assert {name: s["phone_masked"] for name, s in stops.items()} == {"赵四": "****86", "孙六": "139****0002"}
    path = f"{r.API}/targets/{stops['赵四']['target_id']}"
    number = r.ok(six.grid.call("GET", f"{r.API}/rounds/{stops['赵四']['target_id']}/phone"))
    assert number == {"phone": "0537-2724986"}
    for nth in (1, 1, 2, 3):
        r.ok(six.grid.call("POST", f"{path}/tick", {"key": f"call-000{nth}", "result": "no_answer"}))
    assert Message.objects.get(channel="phone", person_id=six.people["赵四"].pk).tries == 3
    r.time_is_up()
    away = f"{r.API}/targets/{stops['孙六']['target_id']}"
    assert six.grid.call("POST", f"{away}/write-off", {"reason": ""}).status_code == 422
    r.ok(six.grid.call("POST", f"{away}/write-off", {"reason": "已去女儿家长住，家属已知晓"}))


def _visited(six: r.Six) -> None:
    stops = r.ok(six.grid.call("GET", f"{r.API}/rounds"))
    assert sorted((s["name"], s["channel"], s["before"]) for s in stops) == [
        ("赵四", "visit", "电话：无人应答（3 次）"), ("钱五", "visit", ""),
    ]  # fmt: skip
    sheet = six.grid.call("GET", f"{r.API}/rounds/sheet")
    assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")
    for nth, stop in enumerate(stops):
        body = {"key": f"door-000{nth}", "result": "told", "at": timezone.now().isoformat()}
        for _ in range(2):
            r.ok(six.grid.call("POST", f"{r.API}/targets/{stop['target_id']}/tick", body))
    again = {"key": "door-9999", "result": "told"}
    late = six.grid.call("POST", f"{r.API}/targets/{stops[0]['target_id']}/tick", again)
    assert late.status_code == 409


def _counted(six: r.Six, made: dict[str, int]) -> None:
    funnel = r.ok(six.office.call("GET", f"{r.API}/campaigns/{made['id']}/funnel"))
    shown = [(w["channel"], w["planned"], w["sent"], w["delivered"], w["read"], w["failed"], w["skipped"], w["reached"])
             for w in funnel["ways"]]  # fmt: skip
    assert shown == [
        ("app", 1, 1, 1, 1, 0, 5, 1), ("sms", 2, 2, 2, 0, 0, 3, 2),
        ("phone", 1, 1, 0, 0, 1, 1, 0), ("visit", 2, 2, 2, 2, 0, 0, 2),
    ]  # fmt: skip
    why = {(c["channel"], c["cause"]): c["n"] for c in funnel["causes"]}
    assert why["sms", "本人已退订"] == why["sms", "没有手机号"] == why["sms", "没有登记电话"] == 1
    assert why["phone", "无人应答"] == 1
    rows = r.ok(six.office.call("GET", f"{r.API}/campaigns/{made['id']}/targets"))["items"]
    assert {row["name"]: row["reason"] for row in rows if row["reason"]} == {
        "孙六": "已去女儿家长住，家属已知晓"
    }
    for listed in ("targets", "messages"):
        found = r.ok(six.office.call("GET", f"{r.API}/campaigns/{made['id']}/{listed}?q=孙"))["items"]
        assert {row["name"] for row in found} == {"孙六"}
    export = six.office.call("GET", f"{r.API}/campaigns/{made['id']}/messages?format=xlsx")
    assert export.status_code == 200
    assert OutboxRow.objects.filter(attempts__gt=0).count() == 0


@pytest.mark.function("4.3")
def test_a_failed_sms_hurries_the_next_way_and_an_unknown_one_is_never_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = r.six(world)
    OptOut.objects.all().delete()
    monkeypatch.setenv("LINLI_OUTREACH_SMS_PER_DAY", "1")
    first = six.plan()
    six.start(first)
    r.push(r.SHARED, delivered=False, text="空号")
    r.time_is_up()
    assert six.states(first)["李二"] == ("waiting", "phone")
    assert HouseholdSms.objects.get(names="李二、李三").cause == "空号"
    r.push(r.SHARED)  # the receipts came in the wrong order
    assert six.states(first)["李二"] == ("reached", "sms")
    HouseholdSms.objects.filter(names="孙六").update(state="sending")
    HouseholdSms.objects.filter(names="孙六").update(claimed_at=timezone.now() - timezone.timedelta(hours=1))
    Message.objects.filter(sms__names="孙六").update(state="planned")
    r.time_is_up()
    (lost,) = r.ok(six.office.call("GET", f"{r.API}/campaigns/{first['id']}/unknown"))
    assert (lost["phone_masked"], lost["cause"]) == ("139****0002", "发送中断，不能确定是否已发出")
    HouseholdSms.objects.filter(names="孙六").update(
        claimed_at=timezone.now()
    )  # today, also just after midnight
    sent = len(r.texts())
    r.time_is_up()
    assert len(r.texts()) == sent
    settled = r.ok(six.office.call("POST", f"{r.API}/sms/{lost['id']}/settle", {"outcome": "again"}))
    assert settled["cause"] == "测试worker决定补发"
    r.work()
    assert HouseholdSms.objects.get(names="孙六", round=2).cause == "今天已收到 1 条，明天再发"
    assert (
        six.office.call("POST", f"{r.API}/sms/{lost['id']}/settle", {"outcome": "again"}).status_code == 409
    )


def _asked_in_a_while() -> None:
    """The clock, half an hour later."""
    running.run()
    JobRow.objects.filter(key="outreach-sms-ask").update(due_at=timezone.now())
    r.work()


@pytest.mark.function("4.3")
def test_receipts_that_do_not_come_are_asked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    six = r.six(world)
    nothing = {"title": "停水", "text": "明天停水。", "audience_id": six.list.pk, "ladder": []}
    assert six.office.call("POST", f"{r.API}/campaigns", nothing).json()["error"]["fields"] == {
        "ladder": "请至少选一种触达方式。"
    }
    first = six.plan(ladder=[{"channel": "sms", "wait_h": 48}, {"channel": "visit", "wait_h": 0}])
    six.start(first)
    sent, row = len(r.texts()), HouseholdSms.objects.get(names="李二、李三")
    told = SmsReceipt(row.batch, r.SHARED, None)
    Message.objects.filter(sms=row).update(state="unknown", cause="?")
    HouseholdSms.objects.filter(pk=row.pk).update(state="unknown", cause="?")
    running.run()
    assert not JobRow.objects.filter(key="outreach-sms-ask").exists(), "it may still be pushed"
    HouseholdSms.objects.update(claimed_at=timezone.now() - timezone.timedelta(hours=1))
    with monkeypatch.context() as patch:
        patch.setattr(LoopbackSms, "ask", lambda self, asked: [told])
        _asked_in_a_while()
    assert set(Message.objects.filter(sms=row).values_list("state", "cause")) == {("sent", WENT_OUT)}
    _asked_in_a_while()
    for _ in range(2):
        assert six.states(first)["李三"] == ("reached", "sms")
        r.push(r.SHARED)
    assert Message.objects.filter(sms=row, state="delivered", cause="").count() == 2
    assert len(r.texts()) == sent


@pytest.mark.function("4.3")
def test_quiet_hours_hold_back_all_but_emergencies_and_withdrawing_stops_what_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = r.six(world)
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "00:00-23:59")
    made = six.plan()
    start = f"{r.API}/campaigns/{made['id']}/start"
    assert six.office.call("POST", start, {"override": "今晚停水"}).status_code == 403
    six.start(made)
    assert r.texts() == []
    gone = r.ok(six.office.call("POST", f"{r.API}/campaigns/{made['id']}/withdraw", {"reason": "写错了"}))
    assert gone == {"stopped": 5, "out": 1, "read": 0}
    assert set(Target.objects.values_list("state", "reason")) == {("written_off", "已撤回")}
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "")
    r.time_is_up()
    assert r.texts() == []
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "00:00-23:59")
    flood = six.plan(
        title="暴雨红色预警", text="请勿外出。", kind="emergency", emergency=True, ref="emergency:1"
    )
    six.start(flood)
    assert sorted(phone for phone, _ in r.texts()) == [r.SHARED, r.OWN, "13905370009"]  # also who opted out
    assert r.texts()[0][1].startswith("【邻里社区】紧急通知 ")
    started = AuditEntry.objects.filter(action="outreach.campaign.started").latest("pk")
    assert (started.detail["override"], started.detail["quiet"]) == ("应急信息", True)


@pytest.mark.function("4.3")
def test_replies_confirm_or_opt_out_and_others_are_told_once(world: World) -> None:
    six = r.six(world)
    made = six.plan(confirm=True)
    six.start(made)
    r.push(r.SHARED)
    assert six.states(made)["李二"] == ("waiting", "sms")
    url = r.PUSH.replace("receipts", "replies")
    said = [{"key": "k1", "phone": r.SHARED, "text": "1"}, {"key": "k2", "phone": r.SHARED, "text": "td"},
            {"key": "k2", "phone": r.SHARED, "text": "td"}]  # fmt: skip
    for _ in range(2):
        r.ok(Browser().post(url, said, content_type="application/json"))
    assert [six.states(made)[name] for name in ("李二", "李三")] == [("reached", "sms")] * 2
    assert OptOut.objects.filter(way="sms", kind="").count() == 2
    assert Browser().post(r.PUSH + "x", [], content_type="application/json").status_code == 404
    assert Browser().post(r.PUSH, b"<x/>", content_type="text/xml").status_code == 422
    kinds = r.ok(six.reader.call("PUT", f"{r.API}/my-optouts", {"kinds": ["event"]}))
    assert [k["kind"] for k in kinds if k["out"]] == ["event"]
    assert six.reader.call("PUT", f"{r.API}/my-optouts", {"kinds": ["emergency"]}).status_code == 422


def test_others_mark_people_reached_and_the_far_office_sees_nothing(world: World) -> None:
    six = r.six(world)
    made = six.plan()
    six.start(made)
    assert services.mark_reached(person_id=six.people["钱五"].pk, ref="matter:1", channel="visit") == 1
    assert services.mark_reached(person_id=six.people["钱五"].pk, ref="matter:1", channel="visit") == 0
    assert services.mark_reached(person_id=six.people["钱五"].pk, ref="", channel="visit") == 0
    far = world.browser("worker", world.far.community)
    assert far.call("GET", f"{r.API}/campaigns/{made['id']}").status_code == 404
    assert far.call("GET", f"{r.API}/campaigns").json()["total"] == 0
    body = {"title": "越界", "text": "不该发出。", "audience_id": six.list.pk}
    assert far.call("POST", f"{r.API}/campaigns", body).status_code == 404
    assert far.call("GET", f"{r.API}/rounds").json() == []
    assert Campaign.objects.count() == 1


def _asked(browser: Browser, path: str) -> int:
    """How many queries a list takes, apart from those that say who asks."""
    with CaptureQueriesContext(connection) as seen:
        r.ok(browser.call("GET", path))
    return len([one for one in seen if "session" not in one["sql"] and "kernel_user" not in one["sql"]])


def test_lists_cost_the_same_for_many(world: World) -> None:
    six = r.six(world)
    made = six.plan()
    six.start(made)
    lists = (
        "campaigns",
        f"campaigns/{made['id']}/targets",
        f"campaigns/{made['id']}/messages?q=孙",
        "rounds",
    )
    r.ok(six.office.call("GET", f"{r.API}/rounds"))
    one = {path: _asked(six.office, f"{r.API}/{path}") for path in lists}
    for _ in range(2):
        six.start(six.plan())
    assert {path: _asked(six.office, f"{r.API}/{path}") for path in lists} == one
    assert max(one.values()) <= 6, one
