"""A case that has to wait and needs more time (诉求的支线), seen by the repairman, the secretary and the resident."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, ask, fill


def _entered(worker: Page) -> dict[str, Any]:
    """A visitor's words, accepted and given to the property's repairmen."""
    areas = ask(worker, "GET", "/api/registry/areas").json()
    words = {"reporter_name": "赵大妈", "text": "单元门的闭门器又坏了", "category": "door", "place": "3号楼"}
    estate = next(area["id"] for area in areas if area["name"] == "北门小区")
    slip = ask(worker, "POST", "/api/cases/entries", {**words, "area_id": estate}).json()
    case = ask(worker, "GET", f"/api/cases/cases/{slip['id']}").json()
    if case["state"] == "reported":
        case = _step(worker, case, "accept")
    if case["state"] == "accepted":
        case = _step(worker, case, "dispatch", role="property_staff")
    return {**slip, "version": case["version"]}


def _step(page: Page, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    answer = ask(
        page, "POST", f"/api/cases/cases/{case['id']}/{action}", {"version": case["version"], **body}
    )
    assert answer.ok, answer.text()
    return dict(answer.json())


def _press(page: Page, title: str) -> None:
    """The button, in the row or behind “更多”."""
    expect(page.locator(".actions")).to_be_visible()
    if not page.get_by_role("button", name=title, exact=True).count():
        page.get_by_role("button", name="更多").click()
        page.get_by_role("menuitem", name=title, exact=True).click()
    else:
        page.get_by_role("button", name=title, exact=True).first.click()
    expect(page.locator("form.action")).to_be_visible()


def _send(page: Page) -> None:
    page.locator("form.action button[type=submit]").click()
    expect(page.locator("form.action")).to_have_count(0)


@pytest.mark.function("3.6", "3.10")
def test_a_case_waits_for_a_part_and_everybody_can_see_why(people: People) -> None:
    worker = people.staff("shegong")
    case = _entered(worker)
    repairman, resident = people.staff("weixiu", f"/console/cases/{case['id']}"), people.stranger()
    _press(repairman, "接单")
    _send(repairman)
    _press(repairman, "挂起")
    fill(repairman, "等待什么", "等闭门器到货")
    until = dt.datetime.now() + dt.timedelta(days=3)
    fill(repairman, "等到什么时候", until.strftime("%Y-%m-%dT10:00"))
    _send(repairman)
    expect(repairman.locator("article")).to_contain_text("等闭门器到货")
    expect(repairman.locator("article header")).to_contain_text("已挂起")

    resident.goto("/resident/progress")
    fill(resident, "编号", case["number"])
    fill(resident, "查询码", case["code"])
    resident.get_by_role("button", name="查一查").click()
    expect(resident.get_by_role("status").first).to_contain_text("暂时办不了，要等一等")
    assert "已挂起" not in resident.locator("body").inner_text()
    _press(repairman, "恢复办理")
    _send(repairman)
    expect(repairman.locator("article header")).to_contain_text("处置中")


@pytest.mark.function("3.6", "1.1")
def test_more_time_is_asked_for_by_one_and_decided_by_another(people: People) -> None:
    worker = people.staff("shegong")
    case = _entered(worker)
    repairman = people.staff("weixiu", f"/console/cases/{case['id']}")
    _press(repairman, "申请延期")
    fill(repairman, "原因", "闭门器要从外地发来")
    fill(repairman, "延长几个工作日", "2")
    _send(repairman)
    expect(repairman.locator("article")).to_contain_text("待审批")
    expect(repairman.get_by_role("button", name="同意延期", exact=True)).to_have_count(0)

    secretary = people.staff("shuji")
    secretary.get_by_text("请审批延期：单元门的闭门器又坏了").first.click()
    expect(secretary.locator("article")).to_contain_text("件延期")
    _press(secretary, "同意延期")
    fill(secretary, "审批意见", "情况属实，同意")
    _send(secretary)
    expect(secretary.locator("article")).to_contain_text("已延期 1 次")
