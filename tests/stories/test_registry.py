"""The registry in the browser: a roster goes in and out, people are found, a building, a grid, a correction."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import linli.sections.registry
from tests.stories.conftest import People, ask, fill, heading

DATA = Path(linli.sections.registry.__file__).parent / "tests" / "data"
ROSTER = DATA / "北门小区居民花名册.xlsx"
IMPORT_MS = 90_000


def sent_roster(page: Page) -> None:
    """Uploads the sample roster on the page of imports, into the estate that is chosen there."""
    page.goto("/console/registry/imports")
    page.locator("input[type=file]").set_input_files(ROSTER)
    page.wait_for_url("**/registry/imports/*", timeout=IMPORT_MS)


@pytest.mark.function("2.7")
def test_a_messy_roster_goes_in_and_comes_out_whole(people: People) -> None:
    page = people.staff("shegong")
    before = ask(page, "GET", "/api/registry/people?size=1").json()["total"]
    sent_roster(page)
    expect(page.get_by_text("3317", exact=True)).to_be_visible()
    expect(page.get_by_text("读到 985 行")).to_be_visible()
    page.get_by_role("tab", name="存疑的行").click()
    expect(page.get_by_text("身份证号校验位不对").first).to_be_visible()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_role("button", name="开始导入").click()
    expect(page.get_by_text("导入结果")).to_be_visible(timeout=IMPORT_MS)
    assert ask(page, "GET", "/api/registry/people?size=1").json()["total"] == before + 3317
    page.get_by_role("button", name="撤销整批导入").click()
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销").first).to_be_visible(timeout=IMPORT_MS)
    assert ask(page, "GET", "/api/registry/people?size=1").json()["total"] == before


@pytest.mark.function("2.7")
def test_a_bad_file_is_refused_in_plain_words(people: People, tmp_path: Path) -> None:
    page = people.staff("shegong")
    page.goto("/console/registry/imports")
    fake = tmp_path / "花名册.xlsx"
    fake.write_text("姓名,电话\n赵明,13853710001")
    page.locator("input[type=file]").set_input_files(fake)
    expect(page.get_by_role("alert")).to_contain_text("CSV")
    people.visitors.faults.clear()  # the browser reports the refused upload as a failed resource


@pytest.mark.function("2.2", "2.9")
def test_a_person_is_found_opened_and_read_in_one_page(people: People) -> None:
    page = people.staff("shegong")
    first = ask(page, "GET", "/api/registry/people?size=1").json()["items"][0]
    page.goto(f"/console/registry/people?open={first['id']}")
    expect(page.get_by_text(first["id_masked"]).first).to_be_visible()
    page.get_by_role("button", name="一人一档").click()
    expect(heading(page, "一人一档")).to_be_visible()
    expect(page.get_by_text("基础信息").first).to_be_visible()


@pytest.mark.function("2.1", "2.3")
def test_a_building_is_a_picture_of_its_homes(people: People) -> None:
    page = people.staff("shegong", "/console/registry/buildings")
    page.get_by_role("button", name="1号楼", exact=False).first.click()
    page.get_by_role("button", name="101室", exact=False).first.click()
    expect(page.get_by_text("居住与产权历史")).to_be_visible()
    fill(page, "某日谁住在这里", "2020-05-01")
    page.get_by_label("某日谁住在这里").press("Tab")
    expect(page.get_by_text("2020-05-01：")).to_be_visible()


@pytest.mark.function("2.4", "2.5", "2.6")
def test_grids_tags_and_organisations_are_there(people: People) -> None:
    page = people.staff("shegong", "/console/registry/grids")
    expect(page.get_by_role("button", name="第一网格")).to_contain_text("网格员：张伟")
    page.goto("/console/registry/tags")
    expect(page.get_by_text("年满 80 周岁").first).to_be_visible()
    page.goto("/console/registry/organisations")
    expect(page.get_by_text("安居物业服务有限公司")).to_be_visible()


@pytest.mark.function("2.8")
def test_a_correction_is_accepted_at_the_desk(people: People) -> None:
    page = people.staff("shegong", "/console/registry/corrections")
    waiting = ask(page, "GET", "/api/registry/corrections?state=pending").json()["items"]
    page.goto(f"/console/registry/corrections?open={waiting[0]['id']}")
    page.get_by_role("button", name="采纳", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="采纳", exact=True).last.click()
    expect(page.get_by_text("已采纳").first).to_be_visible()
    left = ask(page, "GET", "/api/registry/corrections?state=pending").json()["total"]
    assert left == len(waiting) - 1
