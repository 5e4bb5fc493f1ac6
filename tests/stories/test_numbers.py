"""The secretary reads the statistics, and finds behind a number exactly the requests it counts."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, heading


@pytest.mark.function("3.11")
def test_a_number_opens_exactly_its_requests(people: People) -> None:
    page = people.staff("shuji", "/console/cases/measures")
    card = page.get_by_role("region", name="按期办结率", exact=True)
    expect(card).to_contain_text("办理时限内处置完成")
    missed = card.get_by_role("link", name=re.compile("看未达到的"))
    count = int(re.sub(r"\D", "", missed.inner_text()))
    missed.click()
    expect(heading(page, "诉求列表")).to_be_visible()
    expect(page.get_by_text("按期办结率未达到的")).to_be_visible()
    expect(page.get_by_text(f"共 {count} 条")).to_be_visible()

    page.get_by_role("button", name="返回统计").click()
    page.get_by_text("按责任方", exact=True).click()
    line = page.get_by_role("row", name=re.compile("^物业员工"))
    link = line.get_by_role("link").first
    count = int(link.inner_text().replace(",", ""))
    link.click()
    expect(page.get_by_text(f"共 {count} 条")).to_be_visible()
    expect(page.get_by_role("cell", name="物业员工").first).to_be_visible()
