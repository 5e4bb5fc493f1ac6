"""A fence drawn on the plan of the estate: the watch of somebody who may get lost (电子围栏)."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.conftest import People, ask, fill, heading

NAME = "张奶奶走失预警"


@pytest.mark.function("6.3")
def test_a_fence_is_drawn_on_the_plan_and_saved(people: People) -> None:
    page = people.staff("shuji", "/console/alerts/rules")
    expect(heading(page, "预警规则")).to_be_visible()
    page.get_by_role("button", name="新建规则").click()
    form = page.get_by_role("dialog", name="新建规则")
    form.get_by_label("现成的规则").select_option("走失预警")
    fill(form, "名称", NAME)
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form.get_by_text("围栏至少要有 3 个角。")).to_be_visible()
    zone = form.locator(".fence")
    for at in ((90, 60), (300, 60), (300, 260), (90, 260)):
        zone.locator("svg").click(position={"x": at[0], "y": at[1]})
    expect(zone).to_contain_text("围栏有 4 个角。")
    zone.get_by_role("button", name="撤销一个角").click()
    expect(zone).to_contain_text("围栏有 3 个角。")
    zone.get_by_label("现成的轮廓").select_option(index=1)
    estate = zone.get_by_label("围栏名称").input_value()
    expect(form.locator("p.sentence")).to_have_text(f"离开{estate} 10 分钟")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("规则已保存，立即生效。")).to_be_visible()
    page.get_by_placeholder("规则名称").fill(NAME)
    expect(page.locator("main")).to_contain_text(f"离开{estate} 10 分钟")


@pytest.mark.function("6.3")
def test_nothing_moves_under_the_pointer_when_the_plan_arrives(people: People) -> None:
    page = people.staff("shuji", "/console/alerts/rules")
    rule_id = _rule(page, "走失预警")
    held: list[Route] = []
    page.route("**/api/registry/plans", lambda route: held.append(route))
    page.goto(f"/console/alerts/rules?open={rule_id}")
    trial = page.get_by_role("region", name="试运行", exact=True)
    expect(page.locator(".fence .map")).to_be_visible()
    expect(page.get_by_role("region", name="例外", exact=True)).to_be_visible()
    before = trial.bounding_box()
    held[0].continue_()
    expect(page.locator(".fence .map svg")).to_be_visible()
    assert trial.bounding_box() == before


def _rule(page: Page, title: str) -> int:
    """The key of a rule."""
    rows = ask(page, "GET", f"/api/alerts/rules?q={title}").json()["items"]
    return int(next(row["id"] for row in rows if row["title"] == title))


def _wearer(page: Page, rule_id: int, device: str) -> str:
    """Who wears the device, of those whom the rule looks at."""
    people = ask(page, "GET", f"/api/alerts/fences?rule_id={rule_id}").json()
    return str(next(one["name"] for one in people if device in one["devices"]))


@pytest.mark.function("6.3")
def test_one_elder_gets_a_fence_of_her_own_that_is_tried_and_taken_back(people: People) -> None:
    page = people.staff("shuji", "/console/alerts/rules")
    rule_id = _rule(page, "走失预警")
    name = _wearer(page, rule_id, "健康手环02")
    page.goto(f"/console/alerts/rules?open={rule_id}")
    trial = page.get_by_role("region", name="试运行", exact=True)
    trial.get_by_role("button", name="在最近 30 天的数据上试一试").click()
    expect(trial).to_contain_text("30 天共 1 条，涉及 1 台设备。")
    expect(trial).to_contain_text("14:10:00 发生")
    exceptions = page.get_by_role("region", name="例外", exact=True)
    exceptions.get_by_role("button", name=name).click()
    form = page.get_by_role("region", name=f"{name}的围栏")
    form.get_by_role("button", name="保存个人围栏").click()
    expect(form.get_by_text("围栏至少要有 3 个角。")).to_be_visible()
    fill(form, "围栏名称", f"{name}家附近")
    for at in ((250, 100), (330, 100), (330, 180), (250, 180)):
        form.locator(".map svg").click(position={"x": at[0], "y": at[1]})
    expect(form).to_contain_text("围栏有 4 个角。")
    expect(form.get_by_text("围栏至少要有 3 个角。")).to_have_count(0)
    form.get_by_role("button", name="保存个人围栏").click()
    expect(exceptions).to_contain_text(f"离开{name}家附近 10 分钟")
    trial.get_by_role("button", name="再试一次").click()
    expect(trial).to_contain_text("涉及 2 台设备。")
    exceptions.get_by_role("button", name="取消例外").click()
    page.get_by_role("dialog", name=f"取消{name}的例外？").get_by_role("button", name="取消例外").click()
    expect(exceptions).to_contain_text("所有人都按规则的围栏判断。")
