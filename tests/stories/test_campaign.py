"""Nobody is missed: the price before the start, the names left, and a door ticked off without a network."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, heading, step

INSURANCE = "居民医保 60 岁以上免缴代办"


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
