"""Outside systems (开放接口): a receiver of pushed events is set up, fails, and is sent the message again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, ask, fill, heading

PAGE = "/console/administration/webhooks"
INNER = "10.0.0.1"


@pytest.mark.function("13.5")
def test_a_receiver_is_set_up_seen_failing_and_sent_to_again(people: People) -> None:
    page = people.staff("shuji", PAGE)
    expect(heading(page, "事件推送")).to_be_visible()
    _set_up(page, "区接诉即办平台", "https://hook.example/linli")
    page.get_by_text("区接诉即办平台", exact=True).first.click()
    page.get_by_role("button", name="发测试消息").click()
    log = page.get_by_label("投递记录")
    expect(log.get_by_text("找不到这个域名")).to_be_visible()
    log.get_by_role("button", name="再发一次").click()
    expect(page.get_by_text("已再发一次，消息编号不变")).to_be_visible()
    expect(log.get_by_text(re.compile(r"试了 [2-9] 次"))).to_be_visible()
    expect(log.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_text("送达失败").first).to_be_visible()
    _remove(page)


def _set_up(page: Page, title: str, url: str) -> None:
    """An inner address is refused beside its field; the secret of a good one is shown once."""
    page.get_by_role("button", name="新建推送").first.click()
    dialog = page.get_by_role("dialog")
    fill(dialog, "用途", title)
    fill(dialog, "网址", f"https://{INNER}/linli")
    dialog.locator(".el-select").click()
    page.get_by_role("option", name="北门社区").click()
    dialog.get_by_text("结案", exact=True).click()
    dialog.get_by_role("button", name="新建推送").click()
    expect(dialog.get_by_text("不能推送到本机或内网地址").first).to_be_visible()
    fill(dialog, "网址", url)
    dialog.get_by_role("button", name="新建推送").click()
    expect(dialog.get_by_text("whsec_")).to_be_visible()
    dialog.get_by_role("button", name="我已记下，关闭").click()
    expect(dialog).to_have_count(0)


def _remove(page: Page) -> None:
    """Leaves the community as it was."""
    for row in ask(page, "GET", "/api/administration/webhooks").json()["items"]:
        assert ask(page, "DELETE", f"/api/administration/webhooks/{row['id']}").ok
