"""Nobody is missed: the price before the start, the names left, and a door ticked off without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, fill, heading, step

INSURANCE = "居民医保 60 岁以上免缴代办"
GREETING = "九十岁以上老人冬至慰问"


@pytest.mark.function("4.3", "4.6", "4.7")
def test_the_last_ones_are_visited_even_without_a_network(people: People) -> None:
    secretary = people.staff("shuji", "/console/outreach/campaigns")
    secretary.get_by_role("link", name="冬季用火用电安全提示").click()
    expect(heading(secretary, "冬季用火用电安全提示")).to_be_visible()
    expect(
        secretary.get_by_role("heading", name=re.compile(r"将向 \d+ 人.*发送短信，共 \d+ 条，约 .* 元"))
    ).to_be_visible()
    step(secretary, "/console/outreach/campaigns")
    secretary.get_by_role("link", name=INSURANCE).first.click()
    expect(secretary.get_by_role("row", name=re.compile("^上门"))).to_be_visible()

    warden = people.staff("wangge", "/console/outreach/rounds")
    warden.get_by_text(re.compile(r"^上门 \d+$")).click()
    stop = warden.get_by_role("listitem").filter(has_text=INSURANCE).first
    name = stop.locator("strong").inner_text()
    warden.context.set_offline(True)
    stop.get_by_role("button", name="登记结果").click()
    stop.get_by_role("button", name="已告知本人").click()
    expect(warden.get_by_text("等网络上传").first).to_contain_text(name)
    warden.context.set_offline(False)
    expect(warden.get_by_text("等网络上传")).to_have_count(0)

    secretary.get_by_text("触达记录").click()
    for title, option in (("方式", "上门"), ("状态", "已读")):
        secretary.locator(".el-select").filter(has_text=title).click()
        secretary.get_by_role("option", name=option, exact=True).click()
    expect(secretary.get_by_role("row").filter(has_text=name).filter(has_text="已告知").first).to_be_visible()


def _example(page: Page, number: int, label: str, born_on: str, expected: str) -> None:
    """A made-up person, and whether the rule should hold."""
    page.get_by_role("button", name="＋ 示例").click()
    one = page.locator(".examples .one").nth(number - 1)
    one.get_by_label(f"第 {number} 个示例").fill(label)
    one.get_by_label("应为").select_option(label=expected)
    one.get_by_label("出生").fill(born_on)
    expect(one.get_by_text("通过")).to_be_visible()


def _write_rule(page: Page) -> None:
    """Conditions clicked together, counted while they are written; then published."""
    fill(page, "名称", GREETING)
    page.get_by_label("值", exact=True).fill("90")
    expect(page.get_by_text("年满 90 周岁").first).to_be_visible()
    _example(page, 1, "九十六岁", "1930-05-01", "符合")
    _example(page, 2, "刚退休", "1966-05-01", "不符合")
    fill(page, "政策依据", "社区高龄老人慰问办法")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="发布第 1 版").click()
    expect(page.get_by_text("施行中")).to_be_visible()


def _plan_visits(page: Page) -> None:
    """The people of the rule as a list, and a campaign that goes to their doors only."""
    page.get_by_role("link", name="按此规则圈选").click()
    page.get_by_role("button", name="冻结成名单").click()
    page.get_by_role("button", name="通知这些人").click()
    fill(page, "标题", GREETING)
    fill(page, "内容", "社区冬至上门看望，请在家等候。")
    for way in ("手机页面", "短信", "电话"):
        page.get_by_role("checkbox", name=way, exact=True).uncheck()
    page.get_by_role("button", name="拟定并预览").click()
    expect(page.get_by_role("heading", name="不发送短信")).to_be_visible()
    page.get_by_role("button", name="启动", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="启动", exact=True).click()
    expect(page.get_by_text("进行中")).to_be_visible()


@pytest.mark.function("4.2", "4.6", "4.7", "4.8")
def test_from_the_rule_to_the_last_home_visit(people: People) -> None:
    page = people.staff("shuji", "/console/outreach/rules/new")
    _write_rule(page)
    _plan_visits(page)
    campaign = page.url
    step(page, "/console/outreach/rounds")
    stops = page.get_by_role("listitem").filter(has_text=GREETING)
    expect(stops.first).to_be_visible()
    for left in range(stops.count(), 0, -1):
        expect(stops).to_have_count(left)
        stops.first.get_by_role("button", name="登记结果").click()
        with page.expect_response(re.compile("/tick$")):
            stops.first.get_by_role("button", name="已告知本人").click()
    expect(stops).to_have_count(0)
    page.goto(campaign)
    expect(page.get_by_text("已完成")).to_be_visible()
    expect(page.get_by_text("一个不落")).to_be_visible()
