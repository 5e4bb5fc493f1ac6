"""Notices (4.1): written, reviewed by somebody else, shown to whom they are meant for, read, changed, withdrawn."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from linli.edge.sms.loopback import LoopbackSms
from linli.kernel.access import GRID, SYSTEM
from linli.kernel.access.resolve import actor_of
from linli.kernel.events import publish
from linli.kernel.models import AuditEntry, User
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.events import PersonErased
from linli.sections.insight.models import Bulletin
from linli.sections.outreach import jobs
from linli.sections.outreach.models import Campaign, Notice, SignUp, Target
from linli.sections.outreach.queries import mynotices, notices
from linli.sections.outreach.services import audiences
from linli.sections.outreach.tests.noticed import API, Office, hours, office, ok, pdf, refused, resident, work
from linli.sections.registry.tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.function("4.1")]
ATOM = "{http://www.w3.org/2005/Atom}"
DIRTY = (
    '<h2 onclick="x()">停水</h2><script>alert(1)</script><p>8 点到 11 点&nbsp;停水<br>'
    '请<a href="javascript:x">储水</a></p><ul><li>12 号楼</li></ul>'
)


@pytest.fixture(autouse=True)
def gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    """No quiet hours, no receipts."""
    monkeypatch.setattr(LoopbackSms, "pull", lambda self: [])
    monkeypatch.setenv("LINLI_OUTREACH_QUIET_HOURS", "")


def test_a_notice_goes_from_draft_to_the_people_and_back(world: World) -> None:
    o = office(world)
    file_id = _attached(o)
    notice = o.write(html=DIRTY, file_ids=[file_id], receipt=True, screen_days=3)
    assert notice["text"] == "停水\n8 点到 11 点 停水\n请储水\n12 号楼"
    assert [word for word in ("script", "onclick", "alert") if word in notice["html"]] == []
    _reviewed(o, notice)
    assert (o.seen(o.her), o.seen(o.stranger)) == (["周三停水（更正）"], [])
    assert Bulletin.objects.get(withdrawn_at=None).text == "周三停水"
    _read(o, notice["id"], file_id)
    _changed(o, notice["id"])
    _withdrawn(o, notice["id"])
    done = AuditEntry.objects.filter(action__startswith="outreach.notice.").values_list("action", flat=True)
    assert [action.rpartition(".")[2] for action in done] == [
        "written", "submitted", "returned", "changed", "submitted", "approved", "published", "pinned",
        "changed", "submitted", "approved", "published", "withdrawn",
    ]  # fmt: skip


def _attached(o: Office) -> int:
    token = o.worker.cookies["csrftoken"].value
    sent = o.worker.post(
        f"{API}/notices/files",
        {"file": pdf(), "area_id": o.world.near.community.pk},
        headers={"X-CSRFToken": token},
    )
    assert (ok(sent)["name"], ok(sent)["type"]) == ("通知.pdf", "application/pdf")
    return int(ok(sent)["id"])


def _reviewed(o: Office, notice: dict[str, Any]) -> None:
    one = f"{API}/notices/{notice['id']}"
    ok(o.worker.call("POST", f"{one}/submit"))
    own = o.worker.call("POST", f"{one}/review", {"revision": 1, "approve": True})
    assert (own.status_code, own.json()["error"]["message"]) == (403, "自己写的要请别人审核。")
    assert refused(o.secretary.call("POST", f"{one}/review", {"revision": 1, "approve": False})) == (
        422, {"note": "例如：时间写错了"},
    )  # fmt: skip
    assert [
        todo["title"]
        for todo in ok(o.secretary.call("GET", "/api/insight/todos"))
        if todo["section_key"] == "outreach"
    ] == ["审核通知"]
    back = ok(
        o.secretary.call("POST", f"{one}/review", {"revision": 1, "approve": False, "note": "标题不准"})
    )
    assert (back["standing"], back["review_note"], o.seen(o.her)) == ("草稿", "标题不准", [])
    body = {**_words(back), "title": "周三停水（更正）", "brief": "周三停水", "revision": 1}
    changed = ok(o.worker.call("PUT", one, body))
    assert o.worker.call("PUT", one, body).status_code == 409
    assert o.send(changed)["standing"] == "已发布"


def _words(notice: dict[str, Any]) -> dict[str, Any]:
    names = ("kind", "title", "brief", "html", "receipt", "screen_days", "audience_id", "tell")
    return {name: notice[name] for name in names} | {"file_ids": [one["id"] for one in notice["files"]]}


def _read(o: Office, pk: int, file_id: int) -> None:
    mine = f"{API}/my/notices/{pk}"
    assert o.stranger.call("POST", f"{mine}/read").status_code == 404
    for _ in range(2):
        assert ok(o.her.call("POST", f"{mine}/read"))["read"] is True
    ok(o.neighbour.call("POST", f"{mine}/read"))
    assert ok(o.her.call("POST", f"{mine}/confirm"))["confirmed"] is True
    rows = ok(o.secretary.call("GET", f"{API}/notices/{pk}/readings"))["items"]
    assert [(row["name"], row["confirmed_at"] is not None) for row in rows] == [
        ("王桂兰", True),
        ("李建国", False),
    ]
    ok(o.worker.call("POST", f"{API}/notices/{pk}/pin", {"days": 3}))
    file = o.her.call("GET", f"{mine}/files/{file_id}")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert o.her.call("GET", f"{mine}/files/{file_id + 1}").status_code == 404
    assert o.stranger.call("GET", f"{mine}/files/{file_id}").status_code == 404


def _changed(o: Office, pk: int) -> None:
    one = f"{API}/notices/{pk}"
    before = ok(o.secretary.call("GET", one))
    body = {
        **_words(before),
        "title": "改到周四停水",
        "brief": "改到周四停水",
        "revision": before["revision"],
    }
    after = ok(o.secretary.call("PUT", one, body))
    assert (after["standing"], o.seen(o.her)) == ("已发布，修改草稿", ["周三停水（更正）"])
    ok(o.secretary.call("POST", f"{one}/submit"))
    o.approve(after, o.worker)
    assert o.seen(o.her) == ["改到周四停水"]
    versions = ok(o.worker.call("GET", f"{one}/versions"))
    assert [(v["number"], v["title"]) for v in versions] == [(2, "改到周四停水"), (1, "周三停水（更正）")]
    assert [b.text for b in Bulletin.objects.filter(withdrawn_at=None)] == ["改到周四停水"]


def _withdrawn(o: Office, pk: int) -> None:
    one = f"{API}/notices/{pk}/withdraw"
    assert refused(o.worker.call("POST", one, {"reason": " "})) == (422, {"reason": "例如：时间有变"})
    gone = ok(o.worker.call("POST", one, {"reason": "检修取消"}))
    assert gone["withdrawal"] == {
        "reason": "检修取消", "by": "测试worker", "read": 2, "confirmed": 1, "signed_up": 0, "broadcasts": 0,
    }  # fmt: skip
    assert (o.seen(o.her), Bulletin.objects.filter(withdrawn_at=None).count()) == ([], 0)
    assert o.worker.call("POST", one, {"reason": "再来"}).status_code == 409


def test_it_waits_for_its_time_and_tells_only_its_list_each_of_them(world: World) -> None:
    o = office(world)
    liste = audiences.pick(actor=SYSTEM, area=world.near.community, person_ids=[o.wang.pk], title="试点")
    made = o.write(audience_id=liste.pk, tell=True, publish_at=hours(5), open=True)
    assert made["open"] is False
    assert o.send(made)["standing"] == "待发布"
    jobs.publish_notices()
    assert (o.seen(o.her), Campaign.objects.count()) == ([], 0)
    Notice.objects.update(publish_at=timezone.now())
    jobs.publish_notices()
    jobs.publish_notices()
    work()
    assert (o.seen(o.her), o.seen(o.neighbour)) == (["周三停水"], [])
    assert ok(Browser().call("GET", f"{API}/open/notices"))["items"] == []
    campaign = Campaign.objects.get()
    assert (campaign.ref, campaign.people, campaign.state) == (f"notice:{made['id']}", 1, "running")
    ok(o.her.call("POST", f"{API}/my/notices/{made['id']}/read"))
    assert Target.objects.values_list("state", "reached_by").get() == ("reached", "app")


def test_withdrawing_stops_the_campaign_at_once_and_says_who_had_been_told(world: World) -> None:
    o = office(world)
    person(world.near.estate, "没有手机", status="resident")
    made = o.send(o.write(tell=True))
    work()
    assert Campaign.objects.get(pk=made["campaign_id"]).people == 3
    ok(o.her.call("POST", f"{API}/my/notices/{made['id']}/read"))
    gone = ok(o.worker.call("POST", f"{API}/notices/{made['id']}/withdraw", {"reason": "写错了"}))
    told = {name: gone["withdrawal"][name] for name in ("read", "out", "stopped")}
    assert told == {"read": 1, "out": 2, "stopped": 1}
    assert Campaign.objects.get().state == "withdrawn"


def test_an_event_has_seats_a_queue_and_a_place_in_calendars(world: World) -> None:
    o = office(world)
    _, third = resident(world.near.estate, world, "赵玉芬")
    times = {"starts_at": hours(48), "ends_at": hours(50), "place": "会客厅", "sign_up": True, "seats": 2}
    wrong = o.worker.call(
        "POST",
        f"{API}/notices",
        {
            "area_id": world.near.community.pk,
            "title": "义诊",
            "html": "<p>来</p>",
            "kind": "event",
            "starts_at": hours(2),
            "ends_at": hours(1),
        },
    )
    assert refused(wrong) == (
        422,
        {"ends_at": "结束时间应晚于开始时间，请重新选。", "place": "请写活动地点。"},
    )
    late = o.worker.call(
        "POST",
        f"{API}/notices",
        {"area_id": world.near.community.pk, "title": "义诊", "html": "<p>来</p>", "publish_at": hours(-1)},
    )
    assert refused(late) == (422, {"publish_at": "这个时间已经过去，请选以后的时间；清空则审核通过就发布。"})
    one = f"{API}/my/notices/{o.send(o.write(kind='event', title='重阳义诊', **times))['id']}"
    assert ok(o.her.call("POST", f"{one}/sign-up", {"people": 2}))["my_state"] == "seated"
    assert o.her.call("POST", f"{one}/sign-up", {"people": 1}).status_code == 409
    assert ok(o.neighbour.call("POST", f"{one}/sign-up", {"people": 2}))["my_state"] == "waiting"
    assert ok(third.call("POST", f"{one}/sign-up", {}))["my_state"] == "waiting"
    assert ok(o.her.call("POST", f"{one}/sign-off"))["seats_left"] == 0
    assert list(SignUp.objects.values_list("people", "state")) == [
        (2, "cancelled"),
        (2, "seated"),
        (1, "waiting"),
    ]
    listed = ok(o.worker.call("GET", f"{API}/notices/{Notice.objects.get().pk}/sign-ups"))["items"]
    assert [(row["name"], row["state_title"]) for row in listed] == [("李建国", "已报名"), ("赵玉芬", "候补")]
    came = ok(o.worker.call("POST", f"{API}/sign-ups/{listed[0]['id']}/came", {"came": True}))
    assert (came["name"], came["came"]) == ("李建国", True)
    _erased(o.world, int(SignUp.objects.get(state="seated").person_id))
    assert list(SignUp.objects.exclude(state="cancelled").values_list("people", "state")) == [(1, "seated")]
    calendar = Calendar.from_ical(Browser().get("/feeds/events.ics").content)
    event = calendar.walk("VEVENT")[0]
    assert (str(event["summary"]), str(event["location"])) == ("重阳义诊", "会客厅")
    assert event["dtstart"].dt.utcoffset().total_seconds() == 8 * 3600


def _erased(world: World, person_id: int) -> None:
    """The neighbour asked for erasure: the seat goes to who waits."""
    with transaction.atomic():
        publish(PersonErased(person_id=person_id, area_id=world.near.estate.pk))
    drain()


def test_feeds_carry_the_open_ones_of_an_area(world: World) -> None:
    o = office(world)
    o.send(o.write(title="开放的", html="<p>大家都能看</p>"))
    o.send(o.write(title="不开放的", open=False))
    anybody = Browser()
    atom = ElementTree.fromstring(anybody.get("/feeds/notices.atom").content)
    entries = atom.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["开放的"]
    assert entries[0].findtext(f"{ATOM}content") == "<p>大家都能看</p>"
    rss = ElementTree.fromstring(anybody.get("/feeds/notices.rss").content)
    assert [item.findtext("title") for item in rss.iter("item")] == ["开放的"]
    far = f"/feeds/notices.atom?area_id={world.far.community.pk}"
    assert ElementTree.fromstring(anybody.get(far).content).findall(f"{ATOM}entry") == []
    assert anybody.get("/feeds/notices.atom?area_id=99999999").status_code == 404


def test_a_grid_worker_reads_what_the_community_published_and_no_more(world: World) -> None:
    o = office(world)
    o.write(title="还是草稿")
    file_id = _attached(o)
    shown = o.send(o.write(title="发布了的", file_ids=[file_id]))
    ok(o.her.call("POST", f"{API}/my/notices/{shown['id']}/read"))
    found = {}
    for area in (world.near.grid, world.far.grid):
        warden, one = world.browser(GRID, area), f"{API}/notices/{shown['id']}"
        paths = (one, f"{one}/versions", f"{one}/files/{file_id}", f"{one}/readings", f"{one}/sign-ups")
        listed = [row["title"] for row in ok(warden.call("GET", f"{API}/notices"))["items"]]
        found[area.pk] = listed, [warden.call("GET", path).status_code for path in paths]
    assert list(found.values()) == [(["发布了的"], [200, 200, 200, 404, 404]), ([], [404] * 5)]
    body = ok(world.browser(GRID, world.near.grid).call("GET", f"{API}/notices/{shown['id']}"))
    assert (body["within"], body["read"], shown["within"]) == (False, 1, True)


def test_lists_take_three_queries(world: World, django_assert_num_queries: Any) -> None:
    o = office(world)
    for number in range(3):
        o.send(o.write(title=f"第{number}条"))
    mine, staff = actor_of(User.objects.get(person_id=o.wang.pk)), world.actor("worker")
    with django_assert_num_queries(2):
        assert len([mynotices.line(row) for row in mynotices.my_notices(mine)]) == 3
    with django_assert_num_queries(1):
        assert [row.read for row in notices.notices(staff)] == [0, 0, 0]
