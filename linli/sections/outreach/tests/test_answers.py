"""Answering residents (4.5): on the web, by SMS, over WeChat; what is not known goes to a person and to the staff."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.access import GRID, RESIDENT, SECRETARY, WORKER
from linli.kernel.testing.world import Browser, World
from linli.sections.cases.models import Case
from linli.sections.cases.queries import sentence
from linli.sections.outreach.answering.wording import HELLO, HOW_PROGRESS
from linli.sections.outreach.models import Entry
from linli.sections.outreach.queries import questions
from linli.sections.outreach.seedanswers import ensure_knowledge

pytestmark = [pytest.mark.function("4.5")]
API = "/api/outreach"


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def ask(browser: Browser, text: str) -> dict[str, Any]:
    return dict(ok(browser.call("POST", f"{API}/my/questions", {"text": text})))


@pytest.fixture
def resident(world: World) -> Browser:
    """A resident of a community that has the knowledge base."""
    ensure_knowledge(world.near.community)
    return world.browser(RESIDENT, world.near.estate)


def test_a_sure_answer_names_its_source_and_an_unsure_one_gives_three_choices(
    world: World, resident: Browser
) -> None:
    sure = ask(resident, "身份证丢了怎么补办？")
    assert (sure["outcome"], sure["source"]) == ("answered", "《居民身份证法》第十一条")
    assert "40 元" in sure["reply"]
    unsure = ask(resident, "怎么办")
    assert (unsure["outcome"], len(unsure["choices"]), unsure["source"]) == ("choices", 3, "")
    chosen = unsure["choices"][1]
    picked = ok(resident.call("POST", f"{API}/my/questions/{unsure['id']}/pick", {"entry_id": chosen["id"]}))
    entry = Entry.objects.get(pk=chosen["id"])
    assert (picked["outcome"], picked["reply"], picked["source"]) == ("picked", entry.answer, entry.source)
    again = resident.call("POST", f"{API}/my/questions/{unsure['id']}/pick", {"entry_id": chosen["id"]})
    assert (again.status_code, again.json()["error"]["fields"]) == (422, {"entry_id": "请选择列出的问题。"})
    assert [row["id"] for row in ok(resident.call("GET", f"{API}/my/questions"))] == [
        sure["id"],
        unsure["id"],
    ]
    other = world.browser(RESIDENT, world.far.estate)
    assert ok(other.call("GET", f"{API}/my/questions")) == []
    assert other.call("POST", f"{API}/my/questions/{sure['id']}/judge", {"helpful": True}).status_code == 404
    assert (
        ask(other, "身份证丢了怎么补办？")["outcome"] == "none"
    )  # another community's knowledge is not theirs


def test_a_person_takes_over_once_with_the_whole_conversation_and_progress_is_told(
    world: World, resident: Browser
) -> None:
    ask(resident, "帮我查 13812345678 的宽带套餐")
    told = ask(resident, "转人工")
    case = Case.objects.get()
    assert (told["case_id"], case.source, case.area) == (case.pk, "resident", world.near.estate)
    assert f"编号 {case.number}，查询码 {case.code}" in told["reply"]
    assert "138****5678" in case.text
    assert "13812345678" not in case.text
    assert ask(resident, "人工")["reply"] == f"已经转给社区工作人员，编号 {case.number}，请等候回复。"
    assert Case.objects.count() == 1
    assert (
        ask(resident, f"查 {case.number} {case.code.lower()}")["reply"] == f"{case.number}：{sentence(case)}"
    )
    wrong = ask(resident, f"查 {case.number} AAAAAA")
    assert (wrong["outcome"], wrong["text"]) == ("progress", f"查 {case.number}")
    assert wrong["reply"] == "编号或查询码不对，请对照回执单再输一次。"
    assert (ask(resident, "查进度")["reply"], ask(resident, "你好！")["reply"]) == (HOW_PROGRESS, HELLO)


def test_what_was_not_answered_is_a_todo_until_the_knowledge_base_knows_it(
    world: World, resident: Browser
) -> None:
    first = ask(resident, "蓝鲸合唱团几点排练")
    assert first["outcome"] in ("choices", "none")
    staff, actor = world.browser(WORKER), world.actor(WORKER)
    assert [(t.title, t.detail) for t in questions.todos(actor)] == [
        ("1 个居民提问没有答上", "最近一个：蓝鲸合唱团几点排练")
    ]
    assert questions.todos(world.actor(SECRETARY, world.far.community)) == []
    body = {"area_id": world.near.community.pk, "topic": "party", "question": "蓝鲸合唱团什么时候排练",
            "answer": "每周三晚七点在活动室。", "source": "社区公告"}  # fmt: skip
    path = f"{API}/questions/{first['id']}"
    page = ok(staff.call("GET", path))
    assert ([line["text"] for line in page["conversation"]], page["reply"]) == (
        ["蓝鲸合唱团几点排练"], first["reply"],
    )  # fmt: skip
    assert [one["id"] for one in page["likely"]][:3] == [one["id"] for one in first["choices"]]
    assert world.browser(WORKER, world.far.community).call("POST", f"{path}/drop").status_code == 404
    assert ok(staff.call("POST", f"{path}/write", body))["settled"] == "written"
    assert (staff.call("POST", f"{path}/drop").status_code, questions.todos(actor)) == (409, [])
    answered = ask(resident, "蓝鲸合唱团什么时候排练？")
    assert (answered["outcome"], answered["reply"]) == ("answered", "每周三晚七点在活动室。")
    ok(resident.call("POST", f"{API}/my/questions/{answered['id']}/judge", {"helpful": False}))
    row = ok(staff.call("GET", f"{API}/questions?wanting=true"))["items"][0]
    entry_id = Entry.objects.get(question="蓝鲸合唱团什么时候排练").pk
    taught = ok(
        staff.call(
            "POST", f"{API}/questions/{row['id']}/teach", {"entry_id": entry_id, "words": "合唱团哪天练歌"}
        )
    )
    assert (taught["settled"], Entry.objects.get(pk=entry_id).variants) == ("taught", ["合唱团哪天练歌"])
    ok(staff.call("POST", f"{API}/answers/{entry_id}/stop"))
    assert ask(resident, "蓝鲸合唱团什么时候排练")["outcome"] != "answered"
    assert ok(staff.call("GET", f"{API}/answers/measures"))["wanting"] == 1


def test_entries_are_checked_and_nobody_overwrites_anybody(world: World) -> None:
    staff = world.browser(WORKER)
    body = {"area_id": world.near.community.pk, "topic": "party", "question": "？？", "answer": " ", "source": "",
            "valid_from": "2026-02-01", "valid_until": "2026-01-01"}  # fmt: skip
    refused = staff.call("POST", f"{API}/answers", body).json()["error"]["fields"]
    assert set(refused) == {"question", "answer", "source", "valid_until"}
    good = body | {"question": "年货节哪天", "answer": "腊月二十。", "source": "公告", "valid_until": "2026-03-01",
                   "variants": ["年货节哪天？", "什么时候赶年集", " "]}  # fmt: skip
    made = ok(staff.call("POST", f"{API}/answers", good))
    assert (made["version"], made["variants"]) == (1, ["什么时候赶年集"])
    change = {k: v for k, v in good.items() if k != "area_id"}
    path = f"{API}/answers/{made['id']}"
    assert ok(staff.call("PUT", path, change | {"version": 1, "answer": "腊月廿一。"}))["version"] == 2
    assert staff.call("PUT", path, change | {"version": 1}).status_code == 409
    resident = world.browser(RESIDENT, world.near.estate)
    assert ask(resident, "年货节哪天")["outcome"] == "none"  # not in force any more
    assert world.browser(RESIDENT).call("GET", f"{API}/answers").status_code == 403
    assert ok(world.browser(WORKER, world.far.community).call("GET", f"{API}/answers"))["items"] == []


def test_a_grid_worker_reads_what_the_community_knows_and_changes_nothing(
    world: World, resident: Browser
) -> None:
    rows = {}
    for role, area in ((GRID, world.near.grid), (WORKER, world.near.community), (GRID, world.far.grid)):
        page = ok(world.browser(role, area).call("GET", f"{API}/answers"))
        rows[role, area.pk] = (page["total"], {row["own"] for row in page["items"]})
    count = Entry.objects.count()
    assert list(rows.values()) == [(count, {False}), (count, {True}), (0, set())]


def test_lists_cost_the_same_however_long_they_are(world: World, resident: Browser) -> None:
    staff = world.browser(WORKER)
    paths = ((staff, "/answers"), (staff, "/questions"), (resident, "/my/questions"))

    def costs() -> list[int]:
        counts = []
        for browser, path in paths:
            with CaptureQueriesContext(connection) as seen:
                ok(browser.call("GET", API + path))
            counts.append(len(seen))
        return counts

    ask(resident, "怎么办")
    few = costs()
    for text in ("身份证丢了怎么补办", "怎么弄", "多少钱"):
        ask(resident, text)
    assert costs() == few
