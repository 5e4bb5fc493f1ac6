"""The three faces: signing in, the pages of every role, the wall of the hall, the resident's phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import People, ask, fill, heading, step

STAFF = ("shuji", "wangge", "weixiu", "yisheng")
ID_OR_PHONE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


@pytest.mark.function("13.1")
def test_a_wrong_password_is_refused_in_plain_words(people: People) -> None:
    page = people.visitors.arrive()
    page.goto("/console/")
    fill(page, "用户名", "shuji")
    fill(page, "密码", "not-the-password")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("用户名或密码")).to_be_visible()
    expect(heading(page, "我的工作台")).to_have_count(0)


@pytest.mark.function("13.1", "1.4")
@pytest.mark.parametrize("username", STAFF)
def test_every_page_of_the_menu_opens_for_the_one_who_is_offered_it(people: People, username: str) -> None:
    page = people.staff(username)
    menu = ask(page, "GET", "/api/kernel/menu").json()
    paths = [item["path"] for group in menu for item in group["items"]]
    for path in paths:
        step(page, f"/console{path}")
        expect(page.locator("main h1")).to_be_visible()
        expect(page.get_by_text("没有这个页面")).to_have_count(0)
        expect(page.get_by_text("没有查看这一页的权限")).to_have_count(0)


@pytest.mark.function("13.1")
def test_the_property_company_is_not_offered_the_people(people: People) -> None:
    page = people.staff("weixiu")
    menu = ask(page, "GET", "/api/kernel/menu").json()
    paths = {item["path"] for group in menu for item in group["items"]}
    assert "/cases" in paths
    assert not {"/registry/people", "/administration/users"} & paths
    assert ask(page, "GET", "/api/registry/people").status == 403


def test_the_root_sends_each_visitor_to_the_right_face(people: People) -> None:
    desk, phone = people.visitors.arrive(), people.stranger("/")
    desk.goto("/")
    expect(desk).to_have_url(re.compile(r"/console/"))
    expect(phone).to_have_url(re.compile(r"/(resident|console)/"))
    wall = people.wall()
    wall.goto("/")
    expect(wall).to_have_url(re.compile(r"/screen/"))


@pytest.mark.function("1.1")
def test_the_wall_shows_the_community_and_nothing_personal(people: People) -> None:
    wall = people.wall()
    expect(heading(wall, "北门小区")).to_be_visible()
    for title in ("诉求四项", "预警概况", "最新预警"):
        expect(wall.get_by_text(title)).to_be_visible()
    expect(wall.get_by_text("响应率", exact=True)).to_be_visible()
    assert ID_OR_PHONE.findall(wall.locator("body").inner_text()) == []
    assert ask(wall, "GET", "/api/registry/people").status == 403


def test_a_resident_finds_large_type(people: People) -> None:
    page = people.stranger()
    small = page.get_by_role("heading", level=1).evaluate(
        "node => parseFloat(getComputedStyle(node).fontSize)"
    )
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("class", re.compile("elder|big|large"))
    large = page.get_by_role("heading", level=1).evaluate(
        "node => parseFloat(getComputedStyle(node).fontSize)"
    )
    assert large > small
