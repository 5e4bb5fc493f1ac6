"""The community of the stories: the demo, served by a real `linli serve`, visited by real browsers."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, expect

from linli.kernel.testing.browser import DESK, PATIENCE_MS, PHONE, WALL, Visitors
from linli.kernel.testing.demo import first_start
from linli.kernel.testing.serving import Installation, free_port, installation
from linli.kernel.testing.sharing import folder_of_run, shared
from linli.kernel.tests.waiting import eventually

SCREEN = "（大屏密钥）"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A copy of the demo community, served; TEST_STORIES=PORT,MQTT_PORT,DATA takes one that runs already.

    TEST_COMMUNITY names the folder of one that is ready to be copied.
    """
    expect.set_options(timeout=PATIENCE_MS)
    running = os.environ.get("TEST_STORIES", "")
    if running:
        port, mqtt_port, folder = running.split(",", 2)
        place = Installation(Path(folder), "")
        place.port, place.mqtt_port, place.url = int(port), int(mqtt_port), f"http://127.0.0.1:{port}"
        yield place
        return
    folder = tmp_path_factory.mktemp("community") / "data"
    with ready(tmp_path_factory) as first:
        shutil.copytree(first, folder, ignore=shutil.ignore_patterns("*.log"))
    with installation(folder, LINLI_OCPP_PORT=str(free_port())) as place, place.serving():
        yield place


@contextmanager
def ready(factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a demo community that nobody uses."""
    if folder := os.environ.get("TEST_COMMUNITY"):
        yield Path(folder)
        return
    with shared(folder_of_run(factory) / "first", first_start) as first:
        yield first.folder


class People:
    """Who comes to the community: staff at the console, residents on the phone, the wall screen."""

    def __init__(self, visitors: Visitors, place: Installation) -> None:
        self.visitors, self.place = visitors, place

    def staff(self, username: str, path: str = "/console/") -> Page:
        """A member of the staff, signed in through the form."""
        page = self.visitors.arrive(DESK)
        page.goto("/console/")
        fill(page, "用户名", username)
        fill(page, "密码", self.place.passwords()[username])
        page.get_by_role("button", name="登录", exact=True).click()
        expect(heading(page, "我的工作台")).to_be_visible()
        if path != "/console/":
            page.goto(path)
        return page

    def stranger(self, path: str = "/resident/") -> Page:
        """Somebody with a phone who has not signed in."""
        page = self.visitors.arrive(PHONE)
        page.goto(path)
        return page

    def neighbour(self) -> Page:
        """A resident on the phone, signed in with a code on paper."""
        desk = self.staff("shegong")
        someone = ask(desk, "GET", "/api/registry/people?size=1").json()["items"][0]["id"]
        slip = ask(desk, "POST", "/api/administration/paper-codes", {"person_id": someone})
        assert slip.ok, slip.text()
        phone = self.stranger("/resident/login/paper")
        phone.get_by_label("登录码").fill(slip.json()["code"])
        phone.get_by_role("button", name="登录", exact=True).click()
        expect(phone.get_by_role("button", name="退出登录")).to_be_visible()
        return phone

    def wall(self) -> Page:
        """The wall screen of the hall, opened with its key."""
        page = self.visitors.arrive(WALL)
        answer = page.request.post(
            "/api/administration/screen-login", data={"key": self.place.passwords()[SCREEN]}
        )
        assert answer.ok, answer.text()
        page.goto("/screen/")
        return page


STEP = (
    "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate', { state: {} })) }"
)


def step(page: Page, path: str) -> None:
    """Goes to another page of the face that is open, as a click in the menu does: nothing is loaded anew."""
    page.evaluate(STEP, path)
    expect(page).to_have_url(re.compile(re.escape(path)))
    page.wait_for_load_state("networkidle")


def heading(page: Page, text: str) -> Locator:
    """The title of a page."""
    return page.get_by_role("heading", level=1, name=text)


def fill(page: Page | Locator, label: str, text: str) -> None:
    """Type into the field with that label."""
    page.get_by_label(label, exact=False).first.fill(text)


def ask(page: Page, method: str, path: str, body: dict[str, Any] | None = None) -> APIResponse:
    """The API, with the session of the page."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    headers = {"X-CSRFToken": cookies.get("csrftoken", "")}
    return page.request.fetch(path, method=method, data=body, headers=headers)


def login_code(page: Page, admin: Page, phone: str) -> str:
    """The code that the demo gateway was given for this phone; a background job sends it, so it is waited for."""

    def sent() -> list[dict[str, str]]:
        rows = ask(admin, "GET", "/api/administration/demo-sms").json()
        return [one for one in rows if "验证码" in one["text"] and one["phone"].endswith(phone[-4:])]

    before = {one["id"] for one in sent()}
    assert ask(page, "POST", "/api/administration/resident/code", {"phone": phone}).ok
    eventually(lambda: {one["id"] for one in sent()} - before)
    return re.findall(r"\d{6}", sent()[0]["text"])[0]


@pytest.fixture
def people(chromium: Browser, community: Installation) -> Iterator[People]:
    """The visitors of one story; an error in any of their pages fails it."""
    visitors = Visitors(chromium, community.url)
    yield People(visitors, community)
    visitors.leave()
    assert visitors.faults == []
