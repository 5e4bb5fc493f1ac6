"""A film of one case (诉求), from the paper on the notice board to the rating, through three people's eyes.

Each frame is a moment in which one of the three looks: what they must read, and what the writer must never read.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import People, fill, heading

NOTE = "大风过后凉亭的瓦片松了，掉下来会砸到人"
INTERNAL = (
    "待派遣",
    "待接单",
    "处置中",
    "待核查",
    "物业员工",
    "李敏",
    "陈勇",
    "dispatched",
    "property_staff",
)
HEIGHT = 600


@dataclass
class Film:
    """The frames so far, side by side in one picture."""

    frames: list[Image.Image] = field(default_factory=list)

    def take(self, page: Page, folder: Path, *seen: str) -> None:
        """Whoever looks reads `seen`; the picture is kept."""
        for words in seen:
            expect(page.locator("main")).to_contain_text(words)
        file = folder / f"{len(self.frames):02}.png"
        page.screenshot(path=str(file))
        with Image.open(file) as picture:
            self.frames.append(
                picture.convert("RGB").resize((picture.width * HEIGHT // picture.height, HEIGHT))
            )

    def strip(self) -> Image.Image:
        """All frames in a row."""
        row = Image.new("RGB", (sum(frame.width for frame in self.frames), HEIGHT), "white")
        place = 0
        for frame in self.frames:
            row.paste(frame, (place, 0))
            place += frame.width
        return row


def _act(page: Page, title: str, **fields: str) -> None:
    """Presses the button of an action, fills its form in and sends it."""
    page.get_by_role("button", name=title, exact=True).first.click()
    form = page.locator("form.action")
    expect(form).to_be_visible()
    if title == "派遣":
        party = form.locator("option", has_text="物业员工").first
        party.wait_for(state="attached")
        form.locator("select").select_option(value=party.get_attribute("value"))
    for label, text in fields.items():
        fill(form, label, text)
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)


def _look_up(page: Page, number: str, code: str) -> None:
    """The writer of the note looks on the phone, with what the slip says, and reads nothing internal."""
    page.goto("/resident/progress")
    fill(page, "编号", number)
    fill(page, "查询码", code)
    page.get_by_role("button", name="查一查").click()
    expect(page.locator("article")).to_contain_text(number)
    said = page.locator("article").inner_text()
    assert [word for word in INTERNAL if word in said] == []


@pytest.mark.function("3.2", "3.3", "3.6", "3.7", "3.9", "3.10")
def test_one_case_from_the_notice_board_to_the_rating(people: People, tmp_path: Path) -> None:
    film = Film()
    worker, repairman, writer = people.staff("shegong"), people.staff("weixiu"), people.stranger()
    photo = tmp_path / "board.jpg"
    Image.new("RGB", (1200, 900), "tan").save(photo)

    worker.goto("/console/cases/boards")
    worker.get_by_role("link", name="会客厅留言板").click()
    worker.get_by_role("button", name="现在去看").click()
    worker.set_input_files("input[type=file]", str(photo))
    fill(worker, "照着抄", NOTE)
    fill(worker, "谁写的", "马大爷")
    worker.get_by_role("button", name="签名登记").click()
    expect(heading(worker, "会客厅留言板")).to_be_visible()
    film.take(worker, tmp_path, NOTE)
    worker.locator("ol > li", has_text=NOTE).first.locator("ul a").first.click()
    expect(heading(worker, "诉求")).to_be_visible()
    expect(worker.locator("main")).to_contain_text("待受理")
    case = worker.url.rstrip("/").rsplit("/", 1)[1]
    worker.goto(f"/console/cases/{case}/slip")
    number, code = (worker.locator("dd.big").nth(place).inner_text().strip() for place in (0, 1))
    film.take(worker, tmp_path, number)
    _look_up(writer, number, code)
    film.take(writer, tmp_path, number)

    worker.goto(f"/console/cases/{case}")
    _act(worker, "受理")
    _act(worker, "派遣")
    film.take(worker, tmp_path, "待接单")
    repairman.goto(f"/console/cases/{case}")
    _act(repairman, "接单")
    film.take(repairman, tmp_path, "处置中")
    _look_up(writer, number, code)
    film.take(writer, tmp_path, "接单")

    repairman.reload()
    _act(repairman, "处置完成", **{"处置结果": "松动的瓦片已全部换下，凉亭重新开放"})
    film.take(repairman, tmp_path, "待核查")
    worker.reload()
    worker.get_by_role("button", name="核查结案", exact=True).first.click()
    worker.locator("form.action").get_by_role("checkbox").first.check()
    fill(worker.locator("form.action"), "核查情况", "到现场看过，没有松动的瓦片")
    worker.locator("form.action button[type=submit]").click()
    film.take(worker, tmp_path, "已结案", "确已解决")

    _look_up(writer, number, code)
    film.take(writer, tmp_path, "这件事已经解决")
    writer.get_by_label("★★★★★ 很满意").check()
    fill(writer, "想说的话", "修得很快")
    writer.get_by_role("button", name="评价", exact=True).click()
    expect(writer.get_by_role("button", name="评价", exact=True)).to_have_count(0)
    film.take(writer, tmp_path, "这件事已经解决")
    worker.reload()
    film.take(worker, tmp_path, "修得很快")

    strip = film.strip()
    strip.save(tmp_path / "film.png")
    assert (len(film.frames), strip.height) == (11, HEIGHT)
