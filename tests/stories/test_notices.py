"""A notice from one person's keyboard through another's review to anybody's phone, and back; a drill on page and wall."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, ask, fill, heading

TITLE = "故事：周五晚上修剪树木"


@pytest.mark.function("4.1")
def test_one_writes_another_reviews_anybody_reads_and_it_is_withdrawn(people: People) -> None:
    writer = people.staff("shegong", "/console/outreach/notices/new")
    expect(heading(writer, "写通知")).to_be_visible()
    fill(writer, "标题", TITLE)
    text = writer.get_by_role("textbox", name=re.compile("^正文"))
    text.click()
    writer.get_by_role("button", name="• 列表").click()
    text.press_sequentially("请把车开走")
    writer.get_by_role("button", name="保存草稿").click()
    expect(heading(writer, TITLE)).to_be_visible()
    writer.get_by_role("button", name="提交审核").click()
    expect(writer.get_by_text("您写的要请别人审核")).to_be_visible()
    expect(writer.get_by_role("button", name="通过并发布")).to_have_count(0)
    reviewer = people.staff("shuji", re.sub(r".*(/console.*)", r"\1", writer.url))
    reviewer.get_by_role("button", name="通过并发布").click()
    expect(reviewer.get_by_text("已发布").first).to_be_visible()
    anybody = people.stranger("/resident/notices")
    anybody.get_by_role("link", name=re.compile(TITLE)).click()
    expect(anybody.get_by_role("listitem").filter(has_text="请把车开走")).to_be_visible()
    expect(anybody.get_by_role("heading", name=TITLE)).to_be_visible()
    reviewer.get_by_role("button", name="撤回").click()
    fill(reviewer.get_by_role("dialog"), "原因", "下雨改期")
    reviewer.get_by_role("dialog").get_by_role("button", name="撤回").click()
    expect(reviewer.get_by_text("撤回：下雨改期")).to_be_visible()
    anybody.goto("/resident/notices")
    expect(anybody.get_by_role("link", name=re.compile("高龄津贴"))).to_be_visible()
    expect(anybody.get_by_role("link", name=re.compile(TITLE))).to_have_count(0)


@pytest.mark.function("4.9")
def test_a_warning_is_on_the_phone_and_the_wall_until_it_is_called_off(people: People) -> None:
    staff, wall = people.staff("shuji"), people.wall()
    area = ask(staff, "GET", "/api/administration/me").json()["areas"][0]["id"]
    body = {
        "area_id": area,
        "event": "暴雨",
        "headline": "故事：暴雨红色预警",
        "instruction": "不要去地下车库",
        "override": "河水可能漫堤",
    }
    made = ask(staff, "POST", "/api/outreach/emergencies", body)
    assert made.ok, made.text()
    phone = people.stranger("/resident/notices")
    expect(phone.get_by_role("alert").filter(has_text="不要去地下车库")).to_be_visible()
    expect(wall.get_by_text("故事：暴雨红色预警").first).to_be_visible()
    path = f"/api/outreach/emergencies/{made.json()['id']}/cancel"
    over = ask(staff, "POST", path, {"reason": "雨停了", "override": "解除警报"})
    assert over.ok, over.text()
    expect(phone.get_by_role("status").filter(has_text="故事：暴雨红色预警已解除")).to_be_visible()
    expect(phone.get_by_role("alert").filter(has_text="不要去地下车库")).to_have_count(0)
