"""A fence drawn on the plan of the estate: the watch of somebody who may get lost (电子围栏)."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, fill, heading

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
