"""一张图 by clicks down to the people, the wall that plays on without a network, and sums that agree level by level."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from linli.kernel.testing.browser import WALL
from linli.kernel.testing.serving import Installation
from tests.stories.conftest import SCREEN, People, ask, heading

OFFLINE = "网络已断开"


def house(page: Page, name: str) -> Locator:
    """A house on the plan."""
    return page.get_by_role("button", name=re.compile(f"^{name}(，|$)"))


@pytest.mark.function("1.3")
def test_from_the_plan_down_to_the_people_and_no_further_than_allowed(people: People) -> None:
    """Building → floors → home → people; the keyboard does it too; the property company stops at the home."""
    page = people.staff("shegong", "/console/insight/map")
    expect(page.get_by_text("北门小区，25 栋楼")).to_be_visible()
    devices = page.get_by_role("button", name=re.compile("^设备"))
    expect(devices).to_have_attribute("aria-pressed", "true")
    squares = page.get_by_role("img", name=re.compile("^设备"))
    assert squares.count() > 5
    devices.click()
    expect(squares).to_have_count(0)
    devices.click()
    house(page, "12号楼").press("Enter")
    panel = page.get_by_role("complementary", name="12号楼")
    expect(panel.get_by_text("5 个单元")).to_be_visible()
    panel.get_by_role("button", name=re.compile("3单元301室")).click()
    expect(panel.get_by_role("heading", name="12号楼3单元301室")).to_be_visible()
    expect(panel.get_by_text("居住与产权历史")).to_be_visible()
    mender = people.staff("weixiu", "/console/insight/map")
    house(mender, "12号楼").click(position={"x": 6, "y": 6})
    beside = mender.get_by_role("complementary", name="12号楼")
    beside.get_by_role("button", name=re.compile("3单元301室")).click()
    expect(beside.get_by_role("heading", name="12号楼3单元301室")).to_be_visible()
    expect(beside.get_by_text("居住与产权历史")).to_have_count(0)


@pytest.mark.function("1.1", "1.2")
def test_the_wall_follows_at_once_and_plays_on_without_a_network(
    people: People, community: Installation
) -> None:
    """A new notice and a new case show without a reload; cut off, the line rolls on, and what expired is gone."""
    staff, wall = people.staff("shuji"), people.visitors.arrive(WALL)
    wall.clock.install()
    key = {"key": community.passwords()[SCREEN]}
    assert wall.request.post("/api/administration/screen-login", data=key).ok
    wall.goto("/screen/")
    expect(heading(wall, "北门小区")).to_be_visible()
    line, open_cases = (
        wall.locator(".notice-line"),
        wall.get_by_role("listitem").filter(has_text="未办结诉求"),
    )
    before = int(open_cases.locator("b").inner_text())
    short = _write(staff, "检修半小时后结束", minutes=30)
    _first(staff, short, _write(staff, "义诊一直到年底", minutes=60 * 24))
    case = {"text": "健身区的灯不亮", "category": "light", "area_id": _estate(staff), "source": "patrol"}
    assert ask(staff, "POST", "/api/cases/cases", case).ok
    expect(open_cases.locator("b")).to_have_text(str(before + 1))
    _until(wall, line, "检修半小时后结束")
    wall.context.set_offline(True)
    _until(wall, line, "义诊一直到年底")
    _until(wall, line, "检修半小时后结束")
    wall.clock.fast_forward("31:00")
    expect(wall.get_by_text(OFFLINE)).to_be_visible()
    expect(open_cases.locator("b")).to_have_text(str(before + 1))
    assert "检修半小时后结束" not in _round(wall, line)
    assert "义诊一直到年底" in _round(wall, line)
    wall.context.set_offline(False)


def _write(page: Page, text: str, minutes: int) -> int:
    now = dt.datetime.now(dt.UTC)
    body = {
        "text": text,
        "kind": "event",
        "seconds": 5,
        "area_id": _estate(page),
        "starts_at": (now - dt.timedelta(hours=1)).isoformat(),
        "ends_at": (now + dt.timedelta(minutes=minutes)).isoformat(),
    }
    answer = ask(page, "POST", "/api/insight/bulletins", body)
    assert answer.ok, answer.text()
    return int(answer.json()["id"])


def _first(page: Page, *ids: int) -> None:
    """Those notices first in the playlist."""
    others = [
        item["id"] for item in ask(page, "GET", "/api/insight/playlist").json() if item["id"] not in ids
    ]
    assert ask(page, "POST", "/api/insight/bulletins/order", {"ids": [*ids, *others]}).ok


def _estate(page: Page) -> int:
    areas = ask(page, "GET", "/api/registry/areas").json()
    return next(int(area["id"]) for area in areas if area["name"] == "北门小区")


def _until(wall: Page, line: Locator, text: str) -> None:
    """Lets the playlist go on until that notice is shown."""
    for _ in range(20):
        if text in line.inner_text():
            return
        wall.clock.fast_forward("00:31")
    assert text in line.inner_text()


def _round(wall: Page, line: Locator) -> str:
    """What is shown in one round of the playlist."""
    seen = []
    for _ in range(12):
        seen.append(line.inner_text())
        wall.clock.fast_forward("00:31")
    return "\n".join(seen)


@pytest.mark.function("1.6")
def test_every_level_adds_up_to_the_one_above(people: People) -> None:
    """From the city to the estate: each line of a level is the sum at the foot of the level below."""
    page = people.staff("admin", "/console/insight/rollup")
    expect(page.get_by_role("row", name=re.compile("^任城区"))).to_be_visible()
    for name, below in (
        ("任城区", "古槐街道"),
        ("古槐街道", "北门社区"),
        ("北门社区", "北门小区"),
        ("北门小区", "第一网格"),
    ):
        row, head, foot = _numbers(page, f"^{name}")
        assert _added(page) == foot
        assert len(row) == len(head)
        page.get_by_role("row", name=re.compile(f"^{name}")).get_by_role("link").click()
        expect(page.get_by_role("row", name=re.compile(f"^{below}"))).to_be_visible()
        assert _numbers(page, "^合计")[0] == row
    with page.expect_download() as sheet:
        page.get_by_role("button", name="导出").click()
    assert sheet.value.suggested_filename.endswith(".xlsx")


def _numbers(page: Page, name: str) -> tuple[list[int], list[str], list[int]]:
    """A row's numbers, the headings above them, and the foot."""
    cells = page.get_by_role("row", name=re.compile(name)).first.get_by_role("cell").all_inner_texts()
    headings = page.locator("thead th").all_inner_texts()[1:]
    foot = page.locator("tfoot td").all_inner_texts()
    return [_int(cell) for cell in cells], headings, [_int(cell) for cell in foot]


def _added(page: Page) -> list[int]:
    rows = [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()]
    return [sum(_int(cell) for cell in column) for column in zip(*rows, strict=True)]


def _int(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.function("1.5")
def test_behind_every_number_of_the_four_goals_stand_its_rows(people: People) -> None:
    page = people.staff("shuji", "/console/insight/goals")
    button = page.locator("button.missing:not([disabled])").first
    missing = int(button.locator("b").inner_text().replace(",", ""))
    button.click()
    total = page.get_by_role("dialog").get_by_text(re.compile(r"^共 [\d,]+ 条"))
    expect(total).to_have_text(re.compile(f"^共 {missing:,} 条|^共 {missing} 条"))
