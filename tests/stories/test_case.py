"""A case from the hall's counter to the resident's phone (诉求办理): entered, accepted, dispatched, handled, seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, ask, fill

WORDS = "三号楼门前的井盖松动，走上去会响"


def _enter(page: Page) -> tuple[str, str]:
    """A visitor's words are written down at the counter; number and query code of the slip."""
    page.goto("/console/cases/new")
    fill(page, "诉求人姓名", "赵大妈")
    fill(page, "联系电话", "13800138000")
    fill(page, "说的什么事", WORDS)
    fill(page, "地点", "3号楼门前")
    page.locator("optgroup option").first.wait_for(state="attached")
    page.get_by_label("分类").select_option(index=1)
    page.get_by_role("button", name="登记并出回执").click()
    expect(page.get_by_text("诉求回执单")).to_be_visible()
    number, code = (page.locator("dd.big").nth(place).inner_text().strip() for place in (0, 1))
    return number, code


def _progress(page: Page, number: str, code: str) -> None:
    """The resident looks it up with what is on the slip."""
    page.goto("/resident/progress")
    fill(page, "编号", number)
    fill(page, "查询码", code)
    page.get_by_role("button", name="查一查").click()


@pytest.mark.function("3.3", "3.10")
def test_a_case_is_entered_at_the_counter_and_found_by_number_and_code(people: People) -> None:
    staff, resident = people.staff("shegong"), people.stranger()
    number, code = _enter(staff)
    assert re.fullmatch(r"\d{4}-\d{6}", number)
    assert re.fullmatch(r"[A-Z0-9]{6}", code)
    _progress(resident, number, code)
    expect(resident.get_by_text(number)).to_be_visible()
    _progress(resident, number, "AAAAAA" if code != "AAAAAA" else "BBBBBB")
    expect(resident.get_by_role("alert").first).to_be_visible()
    expect(resident.get_by_text(number, exact=True)).to_have_count(0)


@pytest.mark.function("3.5", "3.7", "1.1")
def test_a_case_goes_from_the_counter_to_the_repairer_and_back(people: People) -> None:
    worker, resident, wall = people.staff("shegong"), people.stranger(), people.wall()
    expect(wall.get_by_text("办理中", exact=True).first).to_be_visible()
    before = _open(wall)
    number, code = _enter(worker)
    expect(wall.locator("dl div", has_text="办理中").locator("dd").first).to_have_text(
        str(before + 1), timeout=15_000
    )

    case = next(
        row
        for row in ask(worker, "GET", f"/api/cases/cases?q={number}").json()["items"]
        if row["number"] == number
    )
    worker.goto(f"/console/cases/{case['id']}")
    _press(worker, "受理")
    expect(worker.locator("main")).to_contain_text("自动派遣：规则「环境卫生」")

    _progress(resident, number, code)
    expect(resident.locator("article")).to_contain_text("受理")


@pytest.mark.function("3.4")
def test_the_same_matter_is_seen_at_entry_and_followed(people: People) -> None:
    first, second = people.staff("shegong"), people.staff("shuji", "/console/cases/new")
    same = {"说的什么事": "西门岗亭旁边的路面塌了一个坑", "地点": "西门岗亭旁"}
    first.goto("/console/cases/new")
    for label, words in (("诉求人姓名", "孙大妈"), *same.items()):
        fill(first, label, words)
    first.get_by_role("button", name="登记并出回执").click()
    number = first.locator("dd.big").first.inner_text().strip()
    for label, words in (("诉求人姓名", "钱大爷"), *same.items()):
        fill(second, label, words)
    twin = second.get_by_label("可能重复的诉求").locator("article", has_text=number)
    expect(twin).to_contain_text("西门岗亭旁边的路面塌了一个坑")
    twin.get_by_role("button", name="是同一件，替居民跟这一条").click()
    expect(second.locator("main")).to_contain_text(number)
    followed = ask(second, "GET", f"/api/cases/cases?text={number}").json()["items"]
    assert [row["number"] for row in followed] == [number]


def _open(wall: Page) -> int:
    return int(wall.locator("dl div", has_text="办理中").locator("dd").first.inner_text())


def _press(page: Page, title: str) -> None:
    """Open the action's form and send it as it is proposed."""
    page.get_by_role("button", name=title, exact=True).first.click()
    form = page.locator("form.action")
    if form.count():
        if form.locator("select").count():
            form.locator("option:checked").first.wait_for(state="attached")
        form.get_by_role("button", name=title, exact=True).click()
        expect(form).to_have_count(0)
