"""Two browsers, the same button, the same moment: one effect, and the other is told who was first."""

import re

import pytest
from playwright.sync_api import Page, expect

from linli.kernel.testing.serving import Installation
from tests.stories.conftest import People, ask
from tests.stories.test_alert import _send, _wristband

PRESS_AT = """(at) => setTimeout(() => [...document.querySelectorAll('button')]
  .find((button) => button.textContent.includes('我来接警')).click(), at - Date.now())"""


def opened(page: Page, name: str) -> Page:
    """The page with that alert's drawer open, the button in sight."""
    page.get_by_role("button", name=re.compile(name)).first.click()
    expect(page.get_by_role("button", name="我来接警")).to_be_visible()
    return page


@pytest.mark.function("6.5")
def test_two_people_accept_one_alert_at_the_same_moment(people: People, community: Installation) -> None:
    worker = people.staff("shegong", "/console/alerts")
    secretary = people.staff("shuji", "/console/alerts")
    name = "两人同时接警的手环"
    number, key = _wristband(secretary, name)
    _send(community, number, key, "events", {"e": "sos"})
    pages = [opened(page, name) for page in (worker, secretary)]
    moment = worker.evaluate("Date.now() + 1500")
    for page in pages:
        page.evaluate(PRESS_AT, moment)
    won, lost = worker.get_by_text("已接警，请按预案处置。"), re.compile("已于.+接警，无需重复接警")
    expect(won.or_(worker.get_by_text(lost)).first).to_be_visible()
    winner, other = (worker, secretary) if won.is_visible() else (secretary, worker)
    expect(winner.get_by_text("已接警，请按预案处置。")).to_be_visible()
    expect(other.get_by_text(lost).first).to_be_visible()
    expect(other.get_by_text("已接警，请按预案处置。")).to_have_count(0)
    rows = ask(worker, "GET", "/api/alerts/alerts?size=50").json()["items"]
    assert len([row for row in rows if name in str(row)]) == 1
