"""Rules and call-backs: tried on real cases before they hold; the reporter's word sends a case back (诉求办理)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, fill, heading

NAME = "三号楼的路灯找社区"


def _add_rule(page: Page) -> None:
    """A new rule, put before all others."""
    page.get_by_role("button", name="新增规则").click()
    fill(page, "名称", NAME)
    page.get_by_label("分类").select_option(label="路灯楼道灯")
    page.get_by_label("派给").select_option(label="社区工作者")
    page.get_by_role("button", name="好", exact=True).click()
    for _ in range(page.locator("ol.rules > li").count()):
        up = page.get_by_role("button", name=f"上移 {NAME}")
        if up.is_disabled():
            break
        up.click()


@pytest.mark.function("3.5")
def test_a_rule_is_tried_on_real_cases_before_it_holds(people: People) -> None:
    page = people.staff("shuji", "/console/cases/rules")
    expect(heading(page, "派遣规则")).to_be_visible()
    expect(page.locator("ol.rules > li").first).to_be_visible()
    _add_rule(page)
    expect(page.locator("ol.rules > li").first).to_contain_text(NAME)
    expect(page.get_by_text("有没保存的修改")).to_be_visible()
    page.locator("section.dry select").select_option("365")
    page.get_by_role("button", name="试跑", exact=True).click()
    row = page.locator("section.dry table").first.locator("tr", has_text=NAME)
    expect(row).to_contain_text("社区工作者")
    expect(page.locator("section.dry .sum")).to_contain_text("有规则接")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("派遣规则已保存")).to_be_visible()
    page.reload()
    expect(page.locator("ol.rules > li").first).to_contain_text(NAME)


@pytest.mark.function("3.9", "3.8")
def test_a_reporter_who_is_not_satisfied_sends_the_case_back(people: People) -> None:
    page = people.staff("shuji", "/console/cases/callbacks")
    card = page.locator("ul.cards > li").first
    number = card.locator("a").inner_text()
    card.get_by_role("button", name=re.compile("记录(通话|上门)")).click()
    page.get_by_label("问题真的解决了吗").select_option(label="没有解决")
    page.get_by_label("满意程度").select_option(index=5)
    expect(page.get_by_text("会退回原责任方重办一次")).to_be_visible()
    fill(page, "情况", "第二天又坏了")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.get_by_text("诉求已退回重办")).to_be_visible()
    page.get_by_role("button", name=re.compile("^已回访")).click()
    sent = page.locator("ul.cards > li", has_text=number)
    expect(sent).to_contain_text("退回重办")
    sent.locator("a").click()
    expect(page.locator("main")).to_contain_text("回访：第二天又坏了")
    page.goto("/console/cases/supervise")
    expect(page.get_by_role("button", name="督办", exact=True).first).to_be_visible()
