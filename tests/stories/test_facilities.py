"""Facilities on their pages: lamps by one touch, a parcel from the locker, water for everybody (便民设施)."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, ask, heading, step


@pytest.mark.function("7.4", "7.6", "7.7")
def test_lamps_lockers_and_water_from_the_desk(people: People) -> None:
    page = people.staff("shuji", "/console/devices/lighting")
    expect(heading(page, "智能照明")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("今晚安排：.*亮度 100%"))).to_be_visible()
    page.get_by_text("2 小时", exact=True).click()
    page.get_by_role("button", name="全亮").click()
    expect(page.get_by_role("status").filter(has_text="人工控制 · 亮度 100%")).to_be_visible()
    page.get_by_role("button", name="恢复按安排").click()
    expect(page.get_by_role("button", name="恢复按安排")).to_have_count(0)

    step(page, "/console/devices/lockers")
    page.get_by_role("button", name=re.compile(r"^7\s*超时")).click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("button", name="代取")).to_be_visible()
    panel.get_by_role("button", name="远程开门").click()
    question = page.get_by_role("dialog").filter(has_text="谁开的、为什么会记录下来")
    question.get_by_label("原因").fill("收件人求助，现场核对身份")
    question.get_by_role("button", name="确定").click()
    expect(page.get_by_text("已下发开门")).to_be_visible()

    step(page, "/console/devices/water")
    page.get_by_role("button", name=re.compile("饮水机01")).click()
    expect(page.get_by_role("dialog").get_by_text(re.compile("近 30 天用水"))).to_be_visible()
    sums = {row["name"]: row["water"]["kind"] for row in ask(page, "GET", "/api/devices/water").json()}
    assert sums == {"饮水机01": "ok", "饮水机02": "ok"}
