"""Emergencies (4.9): on every channel at once, in the quiet hours with a reason, drills, CAP from outside, their end."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from linli.edge.sms.loopback import LoopbackSms
from linli.kernel.access import EXTERNAL, SECRETARY, SYSTEM
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World
from linli.sections.alerts.services import create_source, signature
from linli.sections.devices.services.register import register_device
from linli.sections.insight.models import Bulletin
from linli.sections.outreach import jobs
from linli.sections.outreach.cap.read import read
from linli.sections.outreach.cap.write import Outgoing, reference, written
from linli.sections.outreach.models import Broadcast, Campaign, Emergency
from linli.sections.outreach.tests.noticed import API, Office, office, ok, refused, work

pytestmark = [pytest.mark.django_db, pytest.mark.function("4.9")]
ONE = f"{API}/emergencies"
ALWAYS_QUIET = "00:00-23:59"


@pytest.fixture(autouse=True)
def gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    """No quiet hours unless the test says so; no receipts."""
    monkeypatch.setattr(LoopbackSms, "pull", lambda self: [])
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "")


def speaker(o: Office) -> None:
    """A loudspeaker in the near estate."""
    register_device(actor=SYSTEM, type_code="speaker", area_id=o.world.near.estate.pk, name="一号音箱")


def warn(o: Office, **values: Any) -> Any:
    """The secretary warns of a flood."""
    body = {
        "area_id": o.world.near.community.pk, "event": "暴雨", "headline": "暴雨红色预警", "category": "Met",
        "instruction": "不要去地下车库",
    }  # fmt: skip
    return o.secretary.call("POST", ONE, body | values)


def test_one_warning_goes_out_on_every_channel_is_updated_and_called_off(world: World) -> None:
    o = office(world)
    speaker(o)
    assert o.worker.call("POST", ONE, {"area_id": 1, "event": "暴雨", "headline": "暴雨"}).status_code == 403
    first = ok(warn(o))
    work()
    assert (first["state"], first["troubles"], first["override"]) == ("issued", {}, "")
    said = Broadcast.objects.get(pk=first["broadcast_id"])
    assert (said.urgent, said.text) == (True, "紧急通知。暴雨红色预警。不要去地下车库。")
    assert Bulletin.objects.get(pk=first["bulletin_id"]).text == "【应急】暴雨红色预警。不要去地下车库"
    campaign = Campaign.objects.get(pk=first["campaign_id"])
    assert (campaign.emergency, campaign.people, campaign.kind) == (True, 2, "emergency")
    assert [row["headline"] for row in ok(o.her.call("GET", f"{API}/open/emergencies"))] == ["暴雨红色预警"]
    assert ok(o.stranger.call("GET", f"{API}/open/emergencies")) == []
    _published(first)
    second = ok(
        o.secretary.call("POST", f"{ONE}/{first['id']}/update", _words(first, headline="暴雨橙色预警"))
    )
    assert (second["replaces_id"], ok(o.secretary.call("GET", f"{ONE}/{first['id']}"))["state"]) == (
        first["id"],
        "updated",
    )
    assert read(second["xml"].encode()).references[0][1] == first["identifier"]
    assert refused(o.secretary.call("POST", f"{ONE}/{second['id']}/cancel", {"reason": ""}))[0] == 422
    over = ok(o.secretary.call("POST", f"{ONE}/{second['id']}/cancel", {"reason": "雨停了"}))
    assert (over["msg_type"], over["headline"]) == ("Cancel", "暴雨橙色预警已解除")
    assert [one[1] for one in read(over["xml"].encode()).references] == [
        second["identifier"],
        first["identifier"],
    ]
    assert [c.state for c in Campaign.objects.order_by("pk")] == ["withdrawn", "withdrawn", "running"]
    assert o.secretary.call("POST", f"{ONE}/{second['id']}/cancel", {"reason": "再次"}).status_code == 409
    Emergency.objects.update(expires=timezone.now())
    jobs.end_warnings()
    assert ok(o.her.call("GET", f"{API}/open/emergencies")) == []


def _words(row: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {name: row[name] for name in ("event", "category", "instruction")} | values


def _published(row: dict[str, Any]) -> None:
    """Anybody may fetch the document, and it is what the feed links to."""
    document = Browser().get(f"/feeds/cap/{row['id']}.xml")
    assert document["Content-Type"] == "application/cap+xml; charset=utf-8"
    found = read(document.content)
    assert (found.identifier, found.status, found.scope) == (row["identifier"], "Actual", "Public")
    assert f"/feeds/cap/{row['id']}.xml" in Browser().get("/feeds/alerts.atom").content.decode()


def test_in_the_quiet_hours_it_needs_a_reason_and_a_drill_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    o = office(world)
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", ALWAYS_QUIET)
    assert refused(warn(o)) == (422, {"override": "例如：河水一小时内可能漫堤"})
    assert warn(o, drill=True).status_code == 422
    assert (Emergency.objects.count(), Broadcast.objects.count(), Campaign.objects.count()) == (0, 0, 0)
    made = ok(warn(o, override="河水一小时内漫堤"))
    assert made["overridden_at"] is not None
    assert made["troubles"] == {"broadcast": "这个范围内没有在用的音箱。"}
    entry = AuditEntry.objects.get(action="outreach.emergency.quiet_hours_overridden")
    assert (entry.actor_name, entry.detail["reason"]) == ("测试secretary", "河水一小时内漫堤")
    assert Campaign.objects.get().quiet_override == "河水一小时内漫堤"


def test_a_drill_says_so_everywhere_and_wakes_nobody(world: World) -> None:
    o = office(world)
    speaker(o)
    made = ok(warn(o, drill=True))
    assert (made["status"], read(made["xml"].encode()).status) == ("Exercise", "Exercise")
    said = Broadcast.objects.get()
    assert (said.urgent, said.text) == (
        False,
        "演练，演练，以下是演练内容。暴雨红色预警。不要去地下车库。演练结束。",
    )
    assert Bulletin.objects.get().text.startswith("【应急】演练：暴雨红色预警")
    campaign = Campaign.objects.get()
    assert (campaign.emergency, campaign.title) == (False, "演练：暴雨红色预警")
    assert ok(o.her.call("GET", f"{API}/open/emergencies"))[0]["drill"] is True
    assert Browser().get("/feeds/alerts.atom").content.count(b"<entry>") == 0
    assert (
        refused(o.secretary.call("POST", f"{ONE}/{made['id']}/update", _words(made) | {"headline": "真的"}))[
            0
        ]
        == 422
    )


class Sender:
    """An outside platform with a key and a signing secret."""

    def __init__(self, world: World) -> None:
        self.source, self.secret = create_source(
            actor=SYSTEM, code="met", title="气象局", area_id=world.near.community.pk
        )
        self.browser = world.browser(EXTERNAL, world.near.community)
        self.sent = timezone.now().replace(microsecond=0)

    def message(self, identifier: str = "met-1", **values: Any) -> Outgoing:
        """A grave warning."""
        given = {
            "identifier": identifier, "sender": "met@example.org", "sent": self.sent, "status": "Actual", "msg_type": "Alert",
            "category": "Met", "event": "雷电", "response": "Shelter", "urgency": "Immediate", "severity": "Severe",
            "certainty": "Observed", "expires": self.sent + dt.timedelta(hours=3), "sender_name": "气象局",
            "headline": "雷电红色预警", "description": "", "instruction": "待在室内", "area_text": "全区",
        }  # fmt: skip
        return Outgoing(**(given | values))

    def post(self, document: str, secret: str = "") -> Any:
        """Sends it, signed."""
        stamp, body = str(int(time.time())), document.encode()
        headers = {
            "X-CSRFToken": self.browser.cookies["csrftoken"].value, "X-Linli-Source": "met",
            "X-Linli-Timestamp": stamp, "X-Linli-Signature": signature(secret or self.secret, stamp, body),
        }  # fmt: skip
        return self.browser.post(f"{API}/cap", body, content_type="application/cap+xml", headers=headers)


def test_a_grave_warning_from_outside_goes_out_at_once_and_only_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    o, met = office(world), Sender(world)
    speaker(o)
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", ALWAYS_QUIET)
    assert met.post(written(met.message()), secret="wrong").status_code == 401
    assert refused(met.post("<alert/>"))[0] == 422
    assert Emergency.objects.count() == 0
    for repeated in (False, True):
        taken = ok(met.post(written(met.message())))
        assert (taken["state"], taken["repeated"]) == ("issued", repeated)
    row = Emergency.objects.get()
    assert (row.override, row.overridden_at is not None, row.decided_by_id) == (
        "外部预警达到立即发布的级别",
        True,
        None,
    )
    assert (Broadcast.objects.get().urgent, Campaign.objects.get().emergency) == (True, True)
    named = (reference("met@example.org", "met-1", met.sent),)
    ended = ok(
        met.post(written(met.message("met-2", msg_type="Cancel", references=named, headline="雷电警报解除")))
    )
    row.refresh_from_db()
    assert (ended["state"], row.state, Campaign.objects.filter(state="withdrawn").count()) == (
        "issued",
        "cancelled",
        1,
    )


def test_the_rest_from_outside_waits_for_a_person_or_is_only_noted(world: World) -> None:
    o, met = office(world), Sender(world)
    waits = ok(met.post(written(met.message(severity="Minor"))))
    assert (waits["state"], Campaign.objects.count()) == ("waiting", 0)
    todos = [
        t["title"]
        for t in ok(o.secretary.call("GET", "/api/insight/todos"))
        if t["section_key"] == "outreach"
    ]
    assert todos == ["确认外部预警"]
    assert ok(o.secretary.call("POST", f"{ONE}/{waits['id']}/accept", {}))["state"] == "issued"
    assert (
        ok(o.secretary.call("POST", f"{ONE}/{waits['id']}/stop", {"reason": "与本社区无关"}))["state"]
        == "ended"
    )
    drill = ok(met.post(written(met.message("met-2", status="Exercise"))))
    assert (
        ok(o.secretary.call("POST", f"{ONE}/{drill['id']}/refuse", {"reason": "不参加"}))["state"]
        == "refused"
    )
    test = ok(met.post(written(met.message("met-3", status="Test"))))
    late = ok(
        met.post(
            written(
                replace(
                    met.message("met-4"),
                    sent=met.sent - dt.timedelta(days=2),
                    expires=met.sent - dt.timedelta(days=1),
                )
            )
        )
    )
    lost = ok(
        met.post(
            written(
                met.message("met-5", msg_type="Cancel", references=("a@b,unknown,2026-01-01T08:00:00+08:00",))
            )
        )
    )
    assert [one["state"] for one in (test, late, lost)] == ["noted"] * 3
    assert late["reason"] == "收到时已过有效期"
    far = world.browser(SECRETARY, world.far.community)
    assert far.call("GET", f"{ONE}/{waits['id']}").status_code == 404
