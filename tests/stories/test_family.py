"""A daughter in another city (家属): she sees how her mother is as far as her mother agreed, until it is ended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, ask, login_code

DAUGHTER, PHONE_NUMBER = "王敏", "13905370000"
"""Whom the demo invited for one of the elders, by a phone that the registry does not know."""


def _signed_in(people: People, admin: Page) -> Page:
    """The daughter, signed in with the code that the demo gateway was to send."""
    page = people.stranger("/resident/login")
    code = login_code(page, admin, PHONE_NUMBER)
    assert ask(page, "POST", "/api/administration/resident/login", {"phone": PHONE_NUMBER, "code": code}).ok
    page.goto("/resident/elders")
    return page


@pytest.mark.function("5.7", "5.2", "5.3")
def test_a_daughter_sees_her_mother_until_it_is_ended(people: People) -> None:
    admin, secretary = people.staff("admin"), people.staff("shuji", "/console/eldercare?state=banded")
    her = _signed_in(people, admin)
    her.get_by_role("link", name=re.compile("设备.*有数据|没有设备数据")).first.click()
    expect(her.get_by_text("您每次查看都有记录，老人看得到。")).to_be_visible()
    expect(her.get_by_text("心率").first).to_be_visible()
    elder = int(her.url.rstrip("/").rsplit("/", 1)[1])

    secretary.goto(f"/console/eldercare/{elder}")
    expect(secretary.get_by_text("现在的情况")).to_be_visible()
    looks = secretary.locator("section", has=secretary.get_by_role("heading", name="谁看过"))
    expect(looks.get_by_text(DAUGHTER).first).to_be_visible()
    kin = secretary.locator("section", has=secretary.get_by_role("heading", name="家属"))
    row = kin.get_by_role("listitem").filter(has_text=DAUGHTER).first
    row.get_by_role("button", name="取消").click()
    secretary.get_by_role("dialog").get_by_role("button", name="取消家属").click()
    expect(row.get_by_text("已取消")).to_be_visible()

    told = ask(her, "GET", f"/api/eldercare/family/{elder}")
    assert told.status in (401, 403, 404)
    assert ask(admin, "GET", f"/api/eldercare/elders/{elder}/health").status == 403
