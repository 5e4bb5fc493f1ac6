"""Without a network, after a full reload: the round of the day, the resident's phone, the wall."""

import re

import pytest
from playwright.sync_api import Page, expect

from linli.kernel.testing.browser import PHONE, WALL
from linli.kernel.testing.serving import Installation
from tests.stories.conftest import SCREEN, People, fill, heading

KEPT = """async () => {
  const worker = (await navigator.serviceWorker.ready).active
  if (worker.state !== 'activated')
    await new Promise((done) => worker.addEventListener('statechange', done, { once: true }))
}"""


def cut_off(page: Page) -> None:
    """The network goes once the face is kept on the device, and the page is opened anew."""
    page.evaluate(KEPT)
    page.context.set_offline(True)
    page.reload()


@pytest.mark.function("5.6")
def test_the_round_opens_without_a_network_and_what_was_written_there_arrives(people: People) -> None:
    page = people.visitors.arrive(PHONE, workers=True)
    page.goto("/console/")
    fill(page, "用户名", "wangge")
    fill(page, "密码", people.place.passwords()["wangge"])
    page.get_by_role("button", name="登录", exact=True).click()
    expect(heading(page, "我的工作台")).to_be_visible()
    page.goto("/console/eldercare/rounds")
    door = page.get_by_role("main").get_by_role("listitem").first
    name = door.locator("strong").inner_text()
    cut_off(page)
    expect(page.get_by_text(re.compile("^没有网络，显示的是"))).to_be_visible()
    door.get_by_role("button", name=re.compile("签到|登记")).click()
    door.get_by_text(re.compile("^没见到$|^没接通$")).click()
    fill(door, "备注", "门口喊了几声没有人应")
    door.get_by_role("button", name="登记探访").click()
    expect(page.get_by_text("等网络上传")).to_contain_text(name)
    page.reload()
    expect(page.get_by_text("等网络上传")).to_contain_text(name)
    page.context.set_offline(False)
    expect(page.get_by_text("等网络上传")).to_have_count(0)


@pytest.mark.function("13.1")
def test_the_resident_finds_the_doors_and_is_told_that_there_is_no_network(people: People) -> None:
    page = people.visitors.arrive(PHONE, workers=True)
    page.goto("/resident/")
    cut_off(page)
    expect(heading(page, "您好，邻居")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="网络不通")).to_be_visible()
    page.get_by_role("link", name=re.compile("看通知")).click()
    expect(page.get_by_text("没有网络，这里的内容暂时看不到").first).to_be_visible()


@pytest.mark.function("1.1")
def test_the_wall_keeps_its_picture_over_a_restart(people: People, community: Installation) -> None:
    wall = people.visitors.arrive(WALL, workers=True)
    key = {"key": community.passwords()[SCREEN]}
    assert wall.request.post("/api/administration/screen-login", data=key).ok
    wall.goto("/screen/")
    expect(wall.get_by_text("响应率", exact=True)).to_be_visible()
    cut_off(wall)
    expect(wall.get_by_text("响应率", exact=True)).to_be_visible()
    expect(wall.get_by_text("网络已断开，显示的是断开前的画面")).to_be_visible()
