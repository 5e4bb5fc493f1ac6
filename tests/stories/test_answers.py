"""自动回复: a resident asks, is answered with the source, chooses, reaches a person; the office fills the gap."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, fill, heading


@pytest.mark.function("4.5")
def test_a_resident_asks_and_the_office_teaches_what_was_missing(people: People) -> None:
    phone = people.neighbour()
    phone.goto("/resident/ask")
    fill(phone, "您的问题", "身份证丢了怎么补办")
    phone.get_by_role("button", name="问", exact=True).click()
    expect(phone.get_by_text("依据：《居民身份证法》第十一条")).to_be_visible()
    fill(phone, "您的问题", "蓝鲸合唱团几点练歌")
    phone.get_by_role("button", name="问", exact=True).click()
    expect(phone.locator(".mine", has_text="蓝鲸合唱团")).to_be_visible()
    phone.get_by_role("button", name="转人工").click()
    expect(phone.get_by_text(re.compile("已转给社区工作人员，编号"))).to_be_visible()

    desk = people.staff("shuji", "/console/outreach/questions")
    desk.get_by_role("button", name="处理：蓝鲸合唱团几点练歌").click()
    drawer = desk.get_by_role("dialog")
    drawer.get_by_role("button", name="新写一条").click()
    fill(drawer, "答复", "每周三晚上七点在社区活动室。")
    drawer.get_by_label(re.compile(r"^依据( \*)?$")).fill("社区公告")
    drawer.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("已处理")).to_be_visible()

    fill(phone, "您的问题", "蓝鲸合唱团几点练歌？")
    phone.get_by_role("button", name="问", exact=True).click()
    expect(phone.get_by_text("每周三晚上七点在社区活动室。")).to_be_visible()
    desk.goto("/console/outreach/answers?text=蓝鲸")
    expect(heading(desk, "知识库")).to_be_visible()
    expect(desk.get_by_role("cell", name="蓝鲸合唱团几点练歌")).to_be_visible()
