"""The community of the stories: the demo, served by a real `linli serve`, visited by real browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from linli.kernel.testing.browser import DESK, PATIENCE_MS, PHONE, WALL, Visitors
from linli.kernel.testing.serving import Installation, installation

DEMO_SECONDS = 300.0
SCREEN = "（大屏密钥）"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo community, served."""
    expect.set_options(timeout=PATIENCE_MS)
    folder = tmp_path_factory.mktemp("community") / "data"
    with installation(folder) as place, place.serving("--demo-if-empty", seconds=DEMO_SECONDS):
        yield place


class People:
    """Who comes to the community: staff at the console, residents on the phone, the wall screen."""

    def __init__(self, visitors: Visitors, place: Installation) -> None:
        self.visitors, self.place = visitors, place

    def staff(self, username: str, path: str = "/console/") -> Page:
        """A member of the staff, signed in through the form."""
        page = self.visitors.arrive(DESK)
        page.goto("/console/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(self.place.passwords()[username])
        page.get_by_role("button", name="登录").click()
        page.get_by_role("navigation").first.wait_for()
        if path != "/console/":
            page.goto(path)
        return page

    def stranger(self, path: str = "/resident/") -> Page:
        """Somebody with a phone who has not signed in."""
        page = self.visitors.arrive(PHONE)
        page.goto(path)
        return page

    def wall(self) -> Page:
        """The wall screen of the hall, opened with its key."""
        page = self.visitors.arrive(WALL)
        answer = page.request.post(
            "/api/administration/screen-login", data={"key": self.place.passwords()[SCREEN]}
        )
        assert answer.ok, answer.text()
        page.goto("/screen/")
        return page


@pytest.fixture
def people(chromium: Browser, community: Installation) -> Iterator[People]:
    """The visitors of one story; an error in any of their pages fails it."""
    visitors = Visitors(chromium, community.url)
    yield People(visitors, community)
    visitors.leave()
    assert visitors.faults == []
