"""The doors of the community: the notice board by the gate, and the phone on a bad line."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from linli.kernel.testing.paper import pages_of
from tests.stories.conftest import People, ask, fill, heading, login_code

NOTE = "健身区的长椅断了一根木条，坐上去会夹手"
PHONE_NUMBER = "13901571097"


@pytest.fixture
def shots(tmp_path: Path) -> list[str]:
    """Three photos on the phone."""
    paths = []
    for colour in ("green", "brown", "navy"):
        path = tmp_path / f"{colour}.jpg"
        Image.new("RGB", (1200, 900), colour).save(path)
        paths.append(str(path))
    return paths


def _resident(people: People, path: str) -> Page:
    """The demo's resident, signed in with the code that the demo gateway was to send."""
    page, admin = people.stranger("/resident/login"), people.staff("admin")
    code = login_code(page, admin, PHONE_NUMBER)
    assert ask(page, "POST", "/api/administration/resident/login", {"phone": PHONE_NUMBER, "code": code}).ok
    page.goto(path)
    return page


def _settled(worker: Page, number: str) -> None:
    """The case is accepted, given to the property company and reported done."""
    found = ask(worker, "GET", f"/api/cases/cases?text={number}").json()["items"]
    one = f"/api/cases/cases/{next(c['id'] for c in found if c['number'] == number)}"
    for action, body in (
        ("accept", {}),
        ("dispatch", {"role": "property_staff"}),
        ("handle", {"note": "木条已换新"}),
    ):
        seen = ask(worker, "GET", one).json()
        if action == "dispatch" and seen["state"] != "accepted":
            continue
        assert ask(worker, "POST", f"{one}/{action}", {"version": seen["version"], **body}).ok


@pytest.mark.function("3.2")
def test_a_note_on_the_board_is_copied_worked_on_and_answered_on_paper(
    people: People, shots: list[str]
) -> None:
    worker = people.staff("shegong", "/console/cases/boards")
    worker.get_by_role("link", name="会客厅留言板").click()
    worker.get_by_role("button", name="现在去看").click()
    worker.set_input_files("input[type=file]", shots[0])
    fill(worker, "照着抄", NOTE)
    fill(worker, "谁写的", "马大爷")
    worker.get_by_role("button", name="签名登记").click()
    expect(heading(worker, "会客厅留言板")).to_be_visible()
    copied = worker.locator("ol > li", has_text=NOTE).first
    expect(copied.locator("img")).to_be_visible()
    number = copied.locator("ul a").first.inner_text()
    _settled(worker, number)

    worker.reload()
    expect(worker.locator(".answers li", has_text=number)).to_contain_text("木条已换新")
    worker.get_by_role("button", name=re.compile("做回复单")).click()
    sheet = worker.locator(".answers ol a").first
    expect(sheet).to_be_visible()
    printed = worker.request.get(str(sheet.get_attribute("href")))
    text = "".join(pages_of(printed.body())).replace("\n", "")
    assert number in text
    assert "木条已换新" in text
    assert "马大爷" not in text
    worker.get_by_role("button", name="今天已经贴上").first.click()
    expect(worker.get_by_text(re.compile("由李敏贴出")).first).to_be_visible()
    expect(worker.locator(".answers ul li", has_text=number)).to_have_count(0)


@pytest.mark.function("3.1")
def test_photos_survive_a_lost_connection_and_a_reload(people: People, shots: list[str]) -> None:
    resident = _resident(people, "/resident/report")
    fill(resident, "什么事", "地下车库入口的减速带翘起来了")
    resident.context.set_offline(True)
    resident.set_input_files("input[type=file]", shots)
    expect(resident.get_by_text("等网络", exact=True)).to_have_count(3)
    resident.get_by_role("button", name="交给社区").click()
    expect(resident.get_by_text(re.compile("现在没有网"))).to_be_visible()
    resident.context.set_offline(False)
    resident.reload()
    expect(resident.locator(".picker li.sent")).to_have_count(3)
    expect(resident.get_by_label("什么事")).to_have_value("地下车库入口的减速带翘起来了")
    resident.get_by_role("button", name="在小区图上指一下").click()
    resident.locator(".plan-map .building").nth(2).click()
    resident.get_by_role("button", name="交给社区").click()
    expect(heading(resident, "已经收到")).to_be_visible()
    resident.get_by_role("link", name="看看办到哪一步").click()
    expect(resident.locator("article")).to_contain_text("减速带")
    mine = ask(resident, "GET", "/api/cases/mine?size=1").json()["items"][0]
    photos = ask(resident, "GET", f"/api/cases/mine/{mine['id']}").json()["before"]
    assert len(photos) == 3
    resident.goto("/resident/report")
    expect(resident.locator(".picker li")).to_have_count(0)
