"""Alert rules: a combined condition put together by choosing, tried on the last 30 days, then saved (预警规则)."""

import pytest
from playwright.sync_api import Locator, expect

from tests.stories.conftest import People, fill, heading

NAME = "手环心率半小时三次偏高"


def _condition(form: Locator) -> None:
    """Three readings above 85 within half an hour."""
    form.get_by_label("形式").select_option("tree")
    root = form.locator("fieldset.node").first
    root.get_by_label("条件种类").last.select_option("over")
    stretch = root.locator("fieldset.node").first
    stretch.get_by_label("指标").select_option("heart_rate")
    stretch.get_by_label("多久", exact=True).fill("30")
    stretch.get_by_label("多久", exact=True).blur()
    stretch.get_by_label("数据界限").fill("85")
    stretch.get_by_label("数据界限").blur()


@pytest.mark.function("6.3")
def test_a_combined_rule_is_tried_before_it_is_switched_on(people: People) -> None:
    page = people.staff("shuji", "/console/alerts/rules")
    expect(heading(page, "预警规则")).to_be_visible()
    page.get_by_role("button", name="新建规则").click()
    form = page.get_by_role("dialog", name="新建规则")
    fill(form, "名称", NAME)
    form.get_by_label("设备类型").select_option(label="健康手环")
    _condition(form)
    form.get_by_label("预警类型").select_option(index=1)
    expect(page.locator("p.sentence")).to_contain_text("30 分钟内心率高于 85次/分达到 3 次")
    page.get_by_role("button", name="在最近 30 天的数据上试一试").click()
    expect(page.locator("section.trial .verdict")).to_contain_text("30 天")
    expect(page.locator("section.trial")).to_contain_text("看了")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("规则已保存，立即生效。")).to_be_visible()
    page.get_by_placeholder("规则名称").fill(NAME)
    expect(page.locator("main")).to_contain_text("30 分钟内心率高于 85次/分达到 3 次")
