"""Broadcasts from the button to the loudspeaker and back into the log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.access import GRID, SECRETARY, WORKER
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World
from linli.sections.outreach.models import Broadcast, Play, Programme, Zone
from linli.sections.outreach.services import broadcasts, programmes, reporting
from linli.sections.outreach.tests.yard import ALL_DAY, Tones, Yard, basic, log_of

pytestmark = [pytest.mark.function("4.4"), pytest.mark.once]
API = "/api/outreach"
WORDS = "请各位居民注意关好门窗今天下午有大风"


@pytest.fixture
def yard(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Yard:
    """A yard whose speech is a hum."""
    for module in ("services.airing", "routes.broadcasts"):
        monkeypatch.setattr(f"linli.sections.outreach.{module}.port", lambda name: Tones())
    return Yard(world, tmp_path)


def zone(yard: Yard, *numbers: str, name: str = "东院", **data: Any) -> int:
    """A zone made on the console."""
    ids = [yard.devices[number].device.pk for number in numbers]
    body = {"area_id": yard.world.near.estate.pk, "name": name, "device_ids": ids, "volumes": ALL_DAY} | data
    answer = yard.world.browser(WORKER).call("POST", f"{API}/zones", body)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["id"])


def say(yard: Yard, role: str = WORKER, **data: Any) -> Broadcast:
    """A broadcast ordered on the console."""
    body = {"area_id": yard.world.near.estate.pk, "text": WORDS} | data
    answer = yard.world.browser(role).call("POST", f"{API}/broadcasts", body)
    assert answer.status_code == 201, answer.content
    return Broadcast.objects.get(pk=answer.json()["id"])


def test_the_urgent_breaks_in_and_what_it_broke_into_goes_on(yard: Yard) -> None:
    yard.speaker("S-1")
    east = zone(yard, "S-1", urgent_volume=90)
    usual = say(yard, zones=[east], repeats=2, title="大风提醒")
    yard.carry()
    yard.play("S-1", 13)
    urgent = say(yard, SECRETARY, zones=[east], text="火警请撤离", urgent=True)
    yard.carry()
    yard.play("S-1")
    yard.carry()
    first, second, third = yard.heard("S-1")
    assert [first[0], second[0], third[0]] == [
        f"play-{usual.plays.get().pk}", f"play-{urgent.plays.get().pk}", f"play-{usual.plays.get().pk}",
    ]  # fmt: skip
    assert second[1] == 1.2
    assert first[1] + third[1] == pytest.approx(
        2 * 4.5 + 1 + 2, abs=0.3
    )  # two rounds, a gap, two seconds once more
    steps = ["accepted", "started", "paused", "resumed", "finished"]
    assert log_of(usual) == {"S-1": ("played", steps)}
    assert log_of(urgent) == {"S-1": ("played", ["accepted", "started", "finished"])}
    shown = yard.world.browser(GRID).call("GET", f"{API}/broadcasts/{urgent.pk}").json()
    assert (shown["state_title"], shown["played"], shown["plays"][0]["volume"]) == ("已结束", 1, 90)
    rows = yard.world.browser(GRID).call("GET", f"{API}/plays").json()["items"]
    assert [(row["title"], row["state_title"], row["urgent"]) for row in rows] == [
        ("火警请撤离", "已播完", True), ("大风提醒", "已播完", False),
    ]  # fmt: skip


def test_a_box_that_was_cut_makes_up_for_it_or_skips_by_the_rule(yard: Yard) -> None:
    for number in ("S-1", "S-2", "S-3"):
        yard.speaker(number)
    zone(yard, "S-1", "S-2", "S-3")
    yard.cut("S-3")
    made = say(yard, late_minutes=30)
    yard.carry()
    yard.play("S-1", 5)
    yard.cut("S-1")
    yard.cut("S-2")
    Broadcast.objects.update(play_at=timezone.now() - dt.timedelta(minutes=10))
    yard.switch_on("S-1")
    yard.switch_on("S-3")
    yard.play("S-1")
    yard.carry()
    yard.play("S-3")
    yard.ahead_ms = 31 * 60_000
    yard.switch_on("S-2")
    yard.play("S-2")
    yard.carry()
    assert log_of(made) == {
        "S-1": ("played", ["accepted", "started", "cut", "started", "finished"]),
        "S-2": ("skipped", ["accepted", "skipped"]),
        "S-3": ("played", ["accepted", "started", "finished"]),
    }
    late = {play.device.number: (play.made_up, play.reason) for play in made.plays.all()}
    assert late == {"S-1": (True, ""), "S-2": (False, "已过补播时限，按规则跳过"), "S-3": (True, "")}
    made.refresh_from_db()
    assert made.state == "done"


def test_what_is_withdrawn_stops_and_what_was_never_reached_is_missed(yard: Yard) -> None:
    yard.speaker("S-1")
    yard.speaker("S-2")
    zone(yard, "S-1", "S-2")
    yard.cut("S-2")
    made = say(yard)
    yard.carry()
    yard.play("S-1", 6)
    answer = yard.world.browser(WORKER).call(
        "POST", f"{API}/broadcasts/{made.pk}/withdraw", {"reason": "念错了"}
    )
    assert {p["device_name"]: (p["state"], p["reason"]) for p in answer.json()["plays"]} == {
        "S-1音箱": ("withdrawn", "念错了"), "S-2音箱": ("withdrawn", "念错了"),
    }  # fmt: skip
    yard.carry()
    yard.play("S-1")
    yard.switch_on("S-2")
    yard.carry()
    yard.play("S-2")
    yard.carry()
    assert yard.heard("S-1")[0][1] == 1.2
    assert yard.heard("S-2") == []
    assert log_of(made)["S-1"] == ("withdrawn", ["accepted", "started", "cancelled"])
    again = yard.world.browser(WORKER).call("POST", f"{API}/broadcasts/{made.pk}/withdraw", {})
    assert again.status_code == 409
    yard.cut("S-2")
    lost = say(yard)
    yard.carry()
    Play.objects.filter(broadcast=lost).update(expires_at=timezone.now() - dt.timedelta(hours=1))
    assert reporting.give_up() == 2
    assert {play.state for play in lost.plays.all()} == {"missed"}


def test_quiet_hours_hold_for_all_but_the_urgent(yard: Yard) -> None:
    yard.speaker("S-1")
    east = zone(yard, "S-1", volumes=[0] * 24, urgent_volume=80)
    usual, urgent = say(yard, zones=[east]), say(yard, SECRETARY, zones=[east], urgent=True)
    yard.carry()
    assert [(p.state, p.reason) for p in usual.plays.all()] == [("skipped", "这个时段不播放（音量为 0）")]
    assert [(p.state, p.volume, p.overrides_hours) for p in urgent.plays.all()] == [("accepted", 80, True)]
    usual.refresh_from_db()
    assert usual.state == "done"
    noted = AuditEntry.objects.filter(action="outreach.broadcast.ordered").values_list(
        "detail__urgent", flat=True
    )
    assert sorted(noted) == [False, True]


def test_programmes_come_again_at_their_times(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.speaker("S-1")
    worker, day = yard.world.browser(WORKER), timezone.localdate()
    body = {
        "area_id": yard.world.near.estate.pk, "title": "反诈提醒", "text": "陌生来电要转账一律不要信", "weekdays": [0, 2, 4],
        "times": ["18:00", "07:30"],
    }  # fmt: skip
    made = worker.call("POST", f"{API}/programmes", body).json()
    assert (made["times"], dt.datetime.fromisoformat(made["next_at"]) > timezone.now()) == (
        ["07:30", "18:00"],
        True,
    )
    programme = Programme.objects.get()
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=14)
    noon = timezone.make_aware(dt.datetime.combine(monday, dt.time(12)))
    coming = [noon]
    for _ in range(3):
        coming.append(programmes.following(programme, coming[-1]) or noon)
    assert [f"{timezone.localtime(at):%a %H:%M}" for at in coming[1:]] == [
        "Mon 18:00",
        "Wed 07:30",
        "Wed 18:00",
    ]
    Programme.objects.update(next_at=timezone.now())
    assert [programmes.order_due(), programmes.order_due()] == [1, 0]
    assert Broadcast.objects.get().ref == f"programme:{programme.pk}"
    stopped = worker.call("PATCH", f"{API}/programmes/{programme.pk}", {"active": False}).json()
    assert (stopped["active"], stopped["next_at"]) == (False, None)
    wrong = worker.call("PATCH", f"{API}/programmes/{programme.pk}", {"times": ["25:00"]})
    assert wrong.status_code == 422


def test_a_recording_is_played_and_what_cannot_be_is_refused(yard: Yard) -> None:
    yard.speaker("S-1")
    zone(yard, "S-1")
    worker, area = yard.world.browser(WORKER), yard.world.near.estate
    wav = Tones().say(text="四个字啊").sound

    def upload(content: bytes) -> Any:
        file = SimpleUploadedFile("通知.wav", content, "audio/wav")
        headers = {"X-CSRFToken": worker.cookies["csrftoken"].value}
        return worker.post(
            f"{API}/broadcasts/recordings", {"file": file, "area_id": area.pk}, headers=headers
        )

    assert upload(b"OggS" + b"x" * 400).status_code == 422
    kept = upload(wav)
    assert (kept.status_code, kept.json()["seconds"]) == (201, 1.0)
    made = say(yard, text="", audio=kept.json()["id"], title="书记讲话")
    yard.carry()
    yard.play("S-1")
    yard.carry()
    assert yard.heard("S-1") == [(f"play-{made.plays.get().pk}", 1.0)]
    assert log_of(made)["S-1"][0] == "played"
    heard = worker.get(f"{API}/broadcasts/{made.pk}/sound")
    assert b"".join(heard.streaming_content) == wav


def test_what_nobody_would_hear_is_refused_beside_its_field(yard: Yard) -> None:
    worker, area = yard.world.browser(WORKER), {"area_id": yard.world.near.estate.pk}

    def wrong(path: str, **data: Any) -> dict[str, str]:
        answer = worker.call("POST", f"{API}/{path}", area | data)
        assert answer.status_code == 422
        return dict(answer.json()["error"]["fields"])

    assert wrong("zones", name="空分区") == {"device_ids": "请至少选一个音箱，没有音箱的分区播不出声音。"}
    assert wrong("zones", name="") == {"name": "请填写。"}
    assert wrong("broadcasts", text="!!!") == {"text": "这里没有可以读出来的字，请写要播的话。"}
    assert wrong("programmes", title="提醒", text="防火", times=[], weekdays=[1]) == {
        "times": "请至少选一项。"
    }
    assert (Zone.objects.count(), Broadcast.objects.count()) == (0, 0)


def test_the_doors_are_for_those_they_are_meant_for(yard: Yard) -> None:
    yard.speaker("S-1")
    yard.speaker("FAR-1", yard.world.far.estate)
    mine = zone(yard, "S-1")
    made = say(yard)
    jobs.drain_jobs()
    play = made.plays.get()
    far = yard.world.browser(WORKER, yard.world.far.community)
    assert far.call("GET", f"{API}/plays").json()["total"] == 0
    assert far.call("GET", f"{API}/broadcasts/{made.pk}").status_code == 404
    far_body = {"area_id": yard.world.far.estate.pk, "text": WORDS, "zones": [mine]}
    assert far.call("POST", f"{API}/broadcasts", far_body).status_code == 422
    urgent = yard.world.browser(WORKER).call(
        "POST", f"{API}/broadcasts", {"area_id": made.area_id, "text": WORDS, "urgent": True}
    )
    assert urgent.status_code == 403
    nobody, sound = yard.world.browser(None), f"{API}/speaker/plays/{play.pk}/sound"
    assert nobody.get(sound).status_code == 401
    assert nobody.get(sound, headers={"Authorization": basic(yard.devices["FAR-1"])}).status_code == 404
    assert nobody.get(sound, headers={"Authorization": basic(yard.devices["S-1"])}).status_code == 200
    report = {"play": play.pk, "nth": 1, "what": "started", "at": yard.now_ms()}
    told = [
        nobody.post(
            f"{API}/speaker/reports", {"reports": [report]}, content_type="application/json",
            headers={"Authorization": basic(yard.devices[number])},
        ).json()
        for number in ("FAR-1", "S-1", "S-1")
    ]  # fmt: skip
    assert told == [{"taken": 0}, {"taken": 1}, {"taken": 0}]


def test_lists_take_few_queries(yard: Yard, django_assert_max_num_queries: Any) -> None:
    for number in ("S-1", "S-2", "S-3"):
        yard.speaker(number)
    zone(yard, "S-1", "S-2")
    zone(yard, "S-3", name="西院")
    for _ in range(3):
        say(yard)
    yard.carry()
    worker = yard.world.browser(WORKER)
    worker.call("GET", f"{API}/zones")
    for path, most in (("broadcasts", 3), ("plays", 2), ("zones", 2), ("speakers", 4), ("programmes", 2)):
        with django_assert_max_num_queries(most + 3):  # and who is asking: session, user, roles
            assert worker.call("GET", f"{API}/{path}").status_code == 200


def test_withdrawing_by_where_it_came_from(yard: Yard) -> None:
    yard.speaker("S-1")
    actor, area = yard.world.actor(SECRETARY), yard.world.near.estate
    for _ in range(2):
        broadcasts.say(actor=actor, area=area, text=WORDS, ref="notice:12", urgent=True)
    assert broadcasts.withdraw_ref(actor=actor, ref="notice:12") == 2
    assert broadcasts.withdraw_ref(actor=actor, ref="notice:12") == 0
