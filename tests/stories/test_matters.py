"""条件圈选 and 惠民事项: a secretary finds people by clicking, sees why, and takes one of them from told to done."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, heading


def count(page: Page, title: str) -> int:
    """The number of a tile, once it is there."""
    value = page.locator(".tile", has_text=re.compile(f"^{title}")).locator(".value")
    expect(value).to_have_text(re.compile(r"\d+"))
    return int(re.findall(r"\d+", value.inner_text())[0])


@pytest.mark.function("4.2")
def test_a_secretary_finds_people_by_clicking_and_sees_why(people: People) -> None:
    page = people.staff("shuji", "/console/outreach/audiences/new")
    expect(heading(page, "新圈选")).to_be_visible()
    everybody = count(page, "不符合") + count(page, "符合")
    page.get_by_role("button", name="＋ 条件").first.click()
    page.get_by_label("字段").nth(1).select_option("lives_alone")
    expect(page.get_by_text("年满 60 周岁，并且独自居住")).to_be_visible()
    found = count(page, "符合")
    assert 0 < found < everybody
    page.get_by_label("名称").fill("六十岁以上独居")
    page.reload()
    expect(page.get_by_text("已恢复上次没有保存的内容。")).to_be_visible()
    expect(page.get_by_label("字段").nth(1)).to_have_value("lives_alone")
    assert count(page, "符合") == found
    page.get_by_role("button", name="冻结成名单").click()
    expect(heading(page, "六十岁以上独居")).to_be_visible()
    assert count(page, "符合") == found
    page.get_by_text("不符合或移出").click()
    page.locator("tbody tr").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("现住本辖区（常住或租住）")).to_be_visible()
    expect(drawer.get_by_text("不符合").first).to_be_visible()


@pytest.mark.function("4.8")
def test_one_person_is_taken_from_told_to_done(people: People) -> None:
    page = people.staff("shuji", "/console/outreach/matters")
    page.get_by_role("link", name=re.compile("居民医保免缴代办")).click()
    expect(heading(page, "居民医保免缴代办")).to_be_visible()
    page.locator("tbody tr", has_text="待告知").first.click()
    drawer = page.get_by_role("dialog")
    for step, state in (
        ("已告知", "已告知"),
        ("同意办理", "同意办理"),
        ("已受理", "已受理"),
        ("已办结", "已办结"),
    ):
        drawer.get_by_role("button", name=step, exact=True).click()
        expect(drawer.get_by_role("list").get_by_text(state).first).to_be_visible()
    expect(drawer.get_by_role("button", name="退回“已受理”")).to_be_visible()
