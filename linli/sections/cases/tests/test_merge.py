"""合并 and following: one matter is worked on once, everybody who spoke of it sees how it goes, nobody sees the other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.events import _of_event
from linli.kernel.models import OutboxRow, RoleHolding, User
from linli.sections.cases import events, services
from linli.sections.cases.models import Case, CaseFollower
from linli.sections.cases.tests.factories import Browser, World, bring_to, entered, reported, world
from linli.sections.cases.tests.test_sideroads import press, refused

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.4")]


@pytest.fixture
def w() -> World:
    return world()


@pytest.fixture
def neighbour(w: World) -> User:
    user = User.objects.create(username="neighbour", name="陈建国", kind="resident", phone="13905370008")
    RoleHolding.objects.create(user=user, role=r.RESIDENT, area=w.estate)
    return user


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody listens: the outbox keeps what followers and alerts are told."""
    for event in (events.CaseMerged, events.CaseVoided, events.CaseRejected, events.CaseFollowersInformed):
        monkeypatch.setitem(_of_event, event, [f"listener.{event.__name__}"])
    return []


def told() -> list[dict[str, Any]]:
    rows = OutboxRow.objects.filter(handler__startswith="listener.").order_by("pk")
    return [{"event": row.event.rsplit(".", 1)[1], **json.loads(row.payload)} for row in rows]


def merged(w: World) -> tuple[Case, Case]:
    """A case of the resident that was merged into one written down for somebody else."""
    kept, same = bring_to(w, entered(w, text="三单元灯不亮"), "accepted"), reported(w, text="我家门口灯不亮")
    press(w, r.WORKER, same, "merge", into=kept.number, reason="同一盏灯")
    same.refresh_from_db()
    return kept, same


def test_a_merged_case_keeps_its_number_and_shows_how_the_other_goes(w: World) -> None:
    kept, same = merged(w)
    assert (same.state, same.merged_into_id) == ("merged", kept.pk)
    seen = w.browser(r.WORKER).get(f"cases/{kept.pk}").json()
    assert ([m["number"] for m in seen["merged"]], seen["followers"]) == ([same.number], 1)
    assert (seen["timeline"][-1]["title"], seen["timeline"][-1]["public"]) == ("并入一条相同的诉求", False)
    other = w.browser(r.WORKER).get(f"cases/{same.pk}").json()
    assert (other["merged_into"]["number"], other["timeline"][-1]["title"]) == (
        kept.number,
        f"合并到 {kept.number}",
    )
    services.dispatch_case(
        actor=w.worker, case_id=kept.pk, version=None, party=services.Party(role=r.PROPERTY_STAFF)
    )
    services.take_case(actor=w.actor(r.PROPERTY_STAFF), case_id=kept.pk, version=None)
    mine = w.browser(r.RESIDENT).get(f"mine/{same.pk}").json()
    assert mine["words"] == "和另一条一样的事并在一起办：物业师傅已接单，正在处理"
    assert (mine["text"], mine["stage"], mine["needs_me"], mine["can"]) == (
        "我家门口灯不亮",
        3,
        False,
        ["reopen"],
    )
    assert [e["title"] for e in mine["timeline"]] == [
        "您的诉求已收到", "和另一条一样的事并在一起办", "已安排物业师傅处理", "师傅已接单",
    ]  # fmt: skip
    by_code = Browser().progress(same.number, same.code).json()
    assert (by_code["words"], by_code["stage"], by_code["number"]) == (mine["words"], 3, same.number)
    assert "三单元" not in json.dumps([mine, by_code], ensure_ascii=False)


def test_who_was_merged_is_told_of_every_step_and_of_the_end(w: World, heard: list[str]) -> None:
    kept, same = merged(w)
    assert told() == [
        {"event": "CaseMerged", "case_id": same.pk, "area_id": w.estate.pk, "into_id": kept.pk,
         "source": "resident", "source_ref": ""},
    ]  # fmt: skip
    follower = CaseFollower.objects.get()
    assert (follower.case_id, follower.via_id, follower.user) == (kept.pk, same.pk, w.users[r.RESIDENT])
    for action in (
        lambda: services.dispatch_case(
            actor=w.worker, case_id=kept.pk, version=None, party=services.Party(role=r.PROPERTY_STAFF)
        ),
        lambda: services.note_on_case(actor=w.worker, case_id=kept.pk, version=None, note="内部的话"),
        lambda: services.handle_case(
            actor=w.actor(r.PROPERTY_STAFF), case_id=kept.pk, version=None, note="换了灯"
        ),
        lambda: services.verify_case(
            actor=w.actor(r.GRID), case_id=kept.pk, version=None, resolved=True, note="亮了"
        ),
    ):
        action()
    informed = [(row["action"], row["state"], row["followers"]) for row in told()[1:]]
    assert informed == [
        ("dispatch", "dispatched", [follower.pk]), ("handle", "handled", [follower.pk]),
        ("verify", "closed", [follower.pk]),
    ]  # fmt: skip
    mine = w.browser(r.RESIDENT).get(f"mine/{same.pk}").json()
    assert (mine["words"], mine["stage"]) == ("和另一条一样的事并在一起办：这件事已经解决", 4)


def test_a_wrong_merge_is_undone_by_staff_or_by_the_reporter(w: World) -> None:
    kept, same = merged(w)
    back = press(w, r.WORKER, same, "split", reason="是另一个单元").json()
    assert (back["state_title"], back["merged_into"], back["round"]) == ("待派遣", None, 2)
    assert CaseFollower.objects.count() == 0
    press(w, r.WORKER, same, "merge", into=kept.number, reason="再看还是同一盏")
    same.refresh_from_db()
    mine = (
        w.browser(r.RESIDENT).post(f"mine/{same.pk}/reopen", version=same.version, reason="不是同一盏").json()
    )
    assert mine["words"] == "社区已经接下这件事，正在安排人处理"
    assert w.browser(r.WORKER).get(f"cases/{kept.pk}").json()["merged"] == []


def test_merging_again_takes_everybody_along(w: World) -> None:
    kept, same = merged(w)
    last = bring_to(w, entered(w), "working")
    press(w, r.WORKER, kept, "merge", into=last.number, reason="一起修")
    same.refresh_from_db()
    assert same.merged_into_id == last.pk
    assert sorted(CaseFollower.objects.values_list("case_id", "via_id")) == [
        (last.pk, kept.pk),
        (last.pk, same.pk),
    ]
    assert Browser().progress(same.number, same.code).json()["words"].endswith("物业师傅已接单，正在处理")


@pytest.mark.parametrize("which", ["own", "unknown", "ended", "outside"])
def test_a_case_is_merged_only_into_another_open_one_that_one_may_see(w: World, which: str) -> None:
    case = reported(w)
    ended = bring_to(w, entered(w), "closed")
    elsewhere = services.report_case(actor=w.actor("outside"), source="patrol", text="灯不亮", area=w.other)
    into = {"own": case.number, "unknown": "2026-999999", "ended": ended.number, "outside": elsewhere.number}
    answer = press(w, r.WORKER, case, "merge", into=into[which], reason="同一件")
    messages = {
        "own": "请填写另一条诉求的编号。",
        "unknown": "没有找到这个编号的诉求。",
        "ended": f"{ended.number} 已结案，不能再并入别的诉求。",
        "outside": "没有找到这个编号的诉求。",
    }
    assert refused(answer) == messages[which]
    assert (Case.objects.get(pk=case.pk).version, CaseFollower.objects.count()) == (case.version, 0)


def test_following_gives_a_code_of_ones_own_and_hides_the_other_reporter(w: World, neighbour: User) -> None:
    case = bring_to(w, reported(w, text="王桂兰家门口灯不亮"), "accepted")
    actor = actor_of(neighbour)
    follower = services.follow_case(actor=actor, case_id=case.pk, text="我也看见灯不亮了")
    assert services.follow_case(actor=actor, case_id=case.pk).pk == follower.pk
    with pytest.raises(DomainError, match="您自己说的事"):
        services.follow_case(actor=w.actor(r.RESIDENT), case_id=case.pk)
    with pytest.raises(NotFound):
        services.follow_case(actor=w.actor("outside"), case_id=case.pk)
    assert follower.code != case.code
    browser = Browser(neighbour)
    row = browser.get("mine").json()["items"][0]
    assert (row["text"], row["following"], row["needs_me"]) == ("我也看见灯不亮了", True, False)
    mine = browser.get(f"mine/{case.pk}").json()
    assert (mine["code"], mine["place"], mine["can"]) == (follower.code, "", [])
    assert [e["title"] for e in mine["timeline"]] == ["有人先说了这件事", "社区决定受理"]
    assert "王桂兰" not in json.dumps(mine, ensure_ascii=False)
    assert Browser().progress(case.number, follower.code).json()["words"] == mine["words"]
    assert browser.post(f"mine/{case.pk}/append", version=mine["version"], note="快点").status_code == 404


def test_a_clerk_lets_somebody_follow_and_an_ended_case_is_not_followed(w: World) -> None:
    case = bring_to(w, reported(w), "working")
    follower = services.follow_case(
        actor=w.worker, case_id=case.pk, reporter=services.Reporter(name="刘大爷", phone="13905370009")
    )
    assert Browser().progress(case.number, follower.code).status_code == 200
    done = bring_to(w, reported(w), "closed")
    with pytest.raises(DomainError, match="已经办结"):
        services.follow_case(actor=w.worker, case_id=done.pk, reporter=services.Reporter(name="刘大爷"))
