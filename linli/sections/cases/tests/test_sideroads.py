"""The side roads of the flow over HTTP: 退回与异议, 挂起, 协办, 延期, 作废, 首接负责; each as every person sees it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.calendar import work_time_between
from linli.kernel.models import AuditEntry
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case, CaseAssist, CaseRequest
from linli.sections.cases.tests.factories import Browser, World, bring_to, entered, reported, world

pytestmark = [pytest.mark.django_db, pytest.mark.function("3.6"), pytest.mark.once]


@pytest.fixture
def w() -> World:
    return world()


def press(w: World, who: str, case: Case, action: str, /, **body: Any) -> Any:
    """Presses the button as the case is now; the answer."""
    case.refresh_from_db()
    return w.browser(who).post(f"cases/{case.pk}/{action}", version=case.version, **body)


def offered(w: World, role: str, case: Case) -> set[str]:
    return {a["action"] for a in w.browser(role).get(f"cases/{case.pk}").json()["actions"]}


def titles(w: World, role: str) -> list[str]:
    return [t.title for t in queries.todos(w.actor(role))]


def refused(answer: Any) -> str:
    assert answer.status_code == 422, answer.content
    return str(answer.json()["error"]["message"])


def returned_and_sent_again(w: World) -> Case:
    """Returned once as clearly not theirs, and given to the same party again."""
    case = bring_to(w, reported(w, text="绿化带里有树枝"), "dispatched")
    press(w, r.PROPERTY_STAFF, case, "return", reason="不归物业管")
    press(w, r.WORKER, case, "dispatch", role=r.PROPERTY_STAFF)
    return case


def test_a_return_is_for_what_is_clearly_not_ours_and_only_once(w: World) -> None:
    case = bring_to(w, reported(w), "dispatched")
    back = press(w, r.PROPERTY_STAFF, case, "return", reason="不归物业管").json()
    assert (back["state_title"], back["party"], back["returned"]) == ("待派遣", "", 1)
    press(w, r.WORKER, case, "dispatch", role=r.PROPERTY_STAFF)
    assert {"return", "object"} & offered(w, r.PROPERTY_STAFF, case) == {"object"}
    again = press(w, r.PROPERTY_STAFF, case, "return", reason="还是不归物业管")
    assert refused(again) == "这条诉求退回过，仍认为不归自己办的，请提出派单异议。"


def test_a_disputed_return_is_decided_by_another_person_and_never_returned_again(w: World) -> None:
    case = returned_and_sent_again(w)
    asked = press(w, r.PROPERTY_STAFF, case, "object", reason="合同里没有这一项").json()
    assert (asked["state_title"], asked["requests"][0]["state_title"]) == ("待接单", "待审批")
    twice = press(w, r.PROPERTY_STAFF, case, "object", reason="合同里没有这一项")
    assert refused(twice) == "已经有一份同样的申请在等待审批。"
    own = press(w, r.WORKER, case, "overrule", answer="就是物业的事")
    assert refused(own) == "派单异议要由派遣人以外的人裁定。"
    assert "uphold" not in offered(w, r.WORKER, case)
    assert titles(w, r.SECRETARY)[0] == "请裁定派单异议：绿化带里有树枝"
    assert titles(w, r.WORKER) == ["首接负责，请跟到有人接单：绿化带里有树枝"]
    kept = press(w, r.SECRETARY, case, "overrule", answer="前期合同第七条写明归物业").json()
    assert (kept["state_title"], kept["party"], kept["return_barred"]) == ("待接单", "物业员工", True)
    assert kept["requests"][0]["decided_by"] == "孙书记"
    assert {"return", "object"} & offered(w, r.PROPERTY_STAFF, case) == set()
    for action in ("return", "object"):
        assert refused(press(w, r.PROPERTY_STAFF, case, action, reason="不管")) in (
            "这条诉求退回过，仍认为不归自己办的，请提出派单异议。",
            "这条诉求的争议已经裁定，不能再退回，请办理或与派遣人联系。",
        )


def test_an_upheld_objection_goes_to_somebody_else_who_cannot_return_it(w: World) -> None:
    case = returned_and_sent_again(w)
    press(w, r.PROPERTY_STAFF, case, "object", reason="是市政的树")
    back = press(w, r.SECRETARY, case, "uphold", answer="确实不归物业").json()
    assert (back["state_title"], back["party"], back["returned"]) == ("待派遣", "", 2)
    press(w, r.WORKER, case, "dispatch", role=r.GRID)
    assert {"return", "object"} & offered(w, r.GRID, case) == set()
    services.take_case(actor=w.actor(r.GRID), case_id=case.pk, version=None)
    services.handle_case(actor=w.actor(r.GRID), case_id=case.pk, version=None, note="已联系清走")
    services.confirm_case(actor=w.actor(r.RESIDENT), case_id=case.pk, version=None, rating=3)
    services.reopen_case(actor=w.actor(r.RESIDENT), case_id=case.pk, version=None, reason="又有了")
    assert Case.objects.get(pk=case.pk).return_barred is True


def test_what_waits_lapses_when_the_case_moves_on(w: World) -> None:
    case = returned_and_sent_again(w)
    press(w, r.PROPERTY_STAFF, case, "object", reason="不归我们")
    press(w, r.PROPERTY_STAFF, case, "handle", note="还是顺手办了")
    assert CaseRequest.objects.get().state == CaseRequest.State.LAPSED
    assert titles(w, r.SECRETARY) == []


def test_a_suspended_case_says_why_and_its_deadline_stands_still(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bring_to(w, reported(w), "working")
    due = Case.objects.get(pk=case.pk).due_at
    until = timezone.now() + dt.timedelta(days=20)
    body = {"waiting_for": "李社工说等配件到货", "until": until.isoformat()}
    seen = press(w, r.PROPERTY_STAFF, case, "suspend", **body).json()
    assert (seen["state_title"], seen["suspended_for"], seen["overdue"]) == (
        "已挂起",
        "李社工说等配件到货",
        False,
    )
    mine = w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()
    assert mine["words"].startswith("暂时办不了，要等一等，预计")
    assert mine["timeline"][-1]["text"] == "工作人员说等配件到货"
    later = timezone.now() + dt.timedelta(days=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not Case.objects.get(pk=case.pk).overdue
    on = press(w, r.PROPERTY_STAFF, case, "resume", note="配件到了").json()
    after = Case.objects.get(pk=case.pk)
    paused = work_time_between(due, after.due_at)
    assert on["state_title"] == "处置中"
    assert paused.total_seconds() == pytest.approx(after.paused_seconds, abs=1)
    assert after.paused_seconds > 5 * 8 * 3600
    assert (after.suspended_at, after.suspended_until, after.suspended_for) == (None, None, "")
    again = press(
        w,
        r.PROPERTY_STAFF,
        case,
        "suspend",
        waiting_for="再等",
        until=(later + dt.timedelta(days=1)).isoformat(),
    )
    assert refused(again) == "本轮已经挂起过一次，再要挂起请联系派遣人。"
    assert "suspend" not in offered(w, r.PROPERTY_STAFF, case)
    assert "suspend" in offered(w, r.WORKER, case)


@pytest.mark.parametrize(("days", "message"), [(-1, "请选择以后的时间。"), (61, "一次最多挂起 60 天。")])
def test_a_pause_has_a_sensible_end(w: World, days: int, message: str) -> None:
    case = bring_to(w, entered(w), "working")
    until = (timezone.now() + dt.timedelta(days=days)).isoformat()
    answer = press(w, r.PROPERTY_STAFF, case, "suspend", waiting_for="等配件", until=until)
    assert (refused(answer), list(answer.json()["error"]["fields"])) == (message, ["until"])


def test_a_suspended_case_goes_on_by_itself_when_its_date_comes(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bring_to(w, entered(w), "working")
    now = timezone.now()
    services.suspend_case(
        actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None, waiting_for="等供暖开始",
        until=now + dt.timedelta(days=3),
    )  # fmt: skip
    assert services.resume_due() == 0
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=9))
    assert (services.resume_due(), services.resume_due()) == (1, 0)
    case.refresh_from_db()
    assert (case.state, case.timeline.last().who) == ("working", "系统")
    assert AuditEntry.objects.latest("pk").action == "cases.case.resumed"


def test_all_assistants_report_before_the_lead_may(w: World) -> None:
    case = bring_to(w, entered(w), "working")
    staff = r.PROPERTY_STAFF
    own = press(w, staff, case, "assist", role=staff, task="自己")
    assert refused(own) == "责任方自己就是主办，请选别的协办方。"
    for role, task in ((r.GRID, "上门说明"), (r.PROPERTY_MANAGER, "批材料")):
        press(w, staff, case, "assist", role=role, task=task)
    assert titles(w, r.GRID)[0] == "请协办并回报：楼道灯不亮"
    early = press(w, staff, case, "handle", note="灯换了")
    assert refused(early) == "还有协办方没有回报：网格员、物业经理。请等他们回报，或撤销协办。"
    assert "handle" not in offered(w, staff, case)
    assert press(w, r.SECRETARY, case, "take").status_code == 409
    seen = press(w, r.GRID, case, "assist-done", note="已上门说明").json()
    assert [a["state_title"] for a in seen["assists"]] == ["已回报", "协办中"]
    assert "请协办并回报：楼道灯不亮" not in titles(w, r.GRID)
    other = CaseAssist.objects.get(role=r.PROPERTY_MANAGER)
    press(w, staff, case, "assist-off", assist_id=other.pk, reason="材料库里有")
    done = press(w, staff, case, "handle", note="灯换了").json()
    assert (done["state_title"], [a["state_title"] for a in done["assists"]]) == (
        "待核查",
        ["已回报", "已撤销"],
    )


def test_only_who_was_asked_to_help_may_report_it(w: World) -> None:
    case = bring_to(w, entered(w), "working")
    press(w, r.PROPERTY_STAFF, case, "assist", user_id=w.users[r.PROPERTY_MANAGER].pk, task="批材料")
    assert "assist_done" not in offered(w, r.GRID, case)
    answer = press(w, r.GRID, case, "assist-done", note="我来报")
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, "这条诉求没有请您协办。")
    assert CaseAssist.objects.get().state == CaseAssist.State.ASKED


def test_more_time_is_granted_by_another_person_who_sees_the_share(w: World) -> None:
    case = bring_to(w, reported(w), "working")
    due = Case.objects.get(pk=case.pk).due_at
    assert (
        refused(press(w, r.PROPERTY_STAFF, case, "extend", reason="配件在外地", days=11))
        == "一次可以申请 1 到 10 个工作日。"
    )
    press(w, r.WORKER, case, "extend", reason="配件要从外地发来", days=3)
    assert "allow_extension" not in offered(w, r.WORKER, case)
    assert (
        refused(press(w, r.WORKER, case, "allow-extension", answer="同意"))
        == "申请和审批不能是同一个人，请换一位同事审批。"
    )
    assert titles(w, r.SECRETARY)[0].startswith("请审批延期：")
    listed = w.browser(r.SECRETARY).get("cases", waiting=True).json()["items"]
    assert [c["id"] for c in listed] == [case.pk]
    seen = w.browser(r.SECRETARY).get(f"cases/{case.pk}").json()
    assert seen["share"] == {"extended": 0, "total": 1, "percent": 0.0, "cap": 10, "full": False}
    after = press(w, r.SECRETARY, case, "allow-extension", answer="情况属实").json()
    moved = Case.objects.get(pk=case.pk)
    assert work_time_between(due, moved.due_at) == dt.timedelta(hours=24)
    assert (after["extended"], after["requests"][0]["state_title"], after["share"]) == (1, "已同意", None)
    assert (
        w.browser(r.RESIDENT)
        .get(f"mine/{case.pk}")
        .json()["timeline"][-1]["title"]
        .startswith("需要多一些时间，最晚")
    )
    assert w.browser(r.SECRETARY).get("cases", waiting=True).json()["items"] == []


def test_the_share_of_extended_cases_is_capped(w: World) -> None:
    first, second = (bring_to(w, entered(w), "working") for _ in range(2))
    for case in (first, second):
        press(w, r.PROPERTY_STAFF, case, "extend", reason="等材料", days=2)
    press(w, r.SECRETARY, first, "allow-extension", answer="同意")
    share = w.browser(r.SECRETARY).get(f"cases/{second.pk}").json()["share"]
    assert (share["extended"], share["total"], share["percent"], share["full"]) == (1, 2, 50.0, True)
    over = press(w, r.SECRETARY, second, "allow-extension", answer="同意")
    assert refused(over) == "近 90 天 2 件诉求已有 1 件延期，达到 10% 的上限，不能再同意。"
    before = Case.objects.get(pk=second.pk)
    no = press(w, r.SECRETARY, second, "refuse-extension", answer="本地有材料").json()
    assert (no["extended"], no["requests"][0]["answer"]) == (0, "本地有材料")
    assert Case.objects.get(pk=second.pk).due_at == before.due_at
    assert [e["title"] for e in Browser().progress(second.number, second.code).json()["timeline"]][
        -1
    ] == "师傅已接单"


def test_a_case_is_voided_by_another_person_and_may_be_reopened(w: World) -> None:
    case = reported(w, text="测试一下")
    press(w, r.WORKER, case, "ask-void", reason="居民来电说点错了")
    assert (
        refused(press(w, r.WORKER, case, "void", answer="可以"))
        == "申请和审批不能是同一个人，请换一位同事审批。"
    )
    assert titles(w, r.SECRETARY)[0] == "请审批作废：测试一下"
    kept = press(w, r.SECRETARY, case, "keep", answer="先核实").json()
    assert (kept["state_title"], kept["requests"][0]["state_title"]) == ("待受理", "未同意")
    press(w, r.WORKER, case, "ask-void", reason="已电话核实，点错了")
    gone = press(w, r.SECRETARY, case, "void", answer="您来电说是点错了").json()
    assert (gone["state_title"], gone["ended_at"] is None) == ("已作废", False)
    mine = w.browser(r.RESIDENT).get(f"mine/{case.pk}").json()
    assert (mine["words"], mine["timeline"][-1]["text"]) == (
        "社区核对后停办了这件事，原因写在下面",
        "您来电说是点错了",
    )
    assert mine["can"] == ["reopen"]
    back = (
        w.browser(r.RESIDENT)
        .post(f"mine/{case.pk}/reopen", version=mine["version"], reason="我没有点错")
        .json()
    )
    assert back["words"].startswith("已收到，最晚")


def test_who_receives_it_first_owns_it_until_somebody_takes_it(w: World) -> None:
    case = bring_to(w, entered(w, text="二楼灯不亮"), "dispatched")
    seen = w.browser(r.SECRETARY).get(f"cases/{case.pk}").json()
    assert seen["owner"] == "李社工"
    assert titles(w, r.WORKER) == ["首接负责，请跟到有人接单：二楼灯不亮"]
    services.take_case(actor=w.actor(r.PROPERTY_STAFF), case_id=case.pk, version=None)
    assert titles(w, r.WORKER) == []
    mine = reported(w)
    assert Case.objects.get(pk=mine.pk).owner_user is None
    services.accept_case(actor=w.actor(r.SECRETARY), case_id=mine.pk, version=None)
    services.dispatch_case(actor=w.worker, case_id=mine.pk, version=None, party=services.Party(role=r.GRID))
    assert Case.objects.get(pk=mine.pk).owner_user == w.users[r.SECRETARY]
