"""Accessibility (适老化与无障碍): axe finds nothing, large targets and type, light pages, the keyboard alone."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from linli.kernel.testing.browser import PHONE
from tests.house.sources import ROOT
from tests.stories.conftest import People, ask, heading, step

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WRONG_ONLY = "resultTypes: ['violations'], selectors: false"
"""What is right need not be told, and nobody reads the selectors: on a long list they take longer than the rules."""
OPEN_PAGES = ("/resident/", "/resident/login", "/resident/login/paper", "/resident/progress")
OWN_PAGES = (
    "/resident/",
    "/resident/report",
    "/resident/ask",
    "/resident/mine",
    "/resident/me",
    "/resident/privacy",
)
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, textarea')].filter((node) => {
  const boxed = ['checkbox', 'radio', 'file'].includes(node.type) && (node.closest('label') ?? node.labels[0])
  const box = (boxed || node).getBoundingClientRect()
  return box.width && box.height && (box.width < 48 || box.height < 48)
}).map((node) => node.outerHTML.slice(0, 120))"""
LIGHTEST_SCRIPT = 200_000


def violations(page: Page, tags: list[str]) -> list[str]:
    """What axe-core finds on the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(f"tags => axe.run(document, {{runOnly: tags, {WRONG_ONLY}}})", tags)
    return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


def too_wide(page: Page) -> list[str]:
    """By how much the page scrolls sideways as a whole on a phone."""
    desk = page.viewport_size
    assert desk
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size(desk)
    return [f"{over} px too wide"] if over > 0 else []


def settle(page: Page) -> None:
    """Wait until the page has its title and nothing says that it is loading."""
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.get_by_text("正在加载…")).to_have_count(0)


@pytest.mark.function("13.7")
@pytest.mark.parametrize("elder", [False, True])
def test_the_pages_of_a_resident_who_is_signed_in(people: People, elder: bool) -> None:
    phone = people.neighbour()
    if elder:
        phone.get_by_role("button", name="大字").click()
    for path in OWN_PAGES:
        phone.goto(path)
        settle(phone)
        assert (path, violations(phone, [*WCAG_AA, *(["wcag2aaa"] if elder else [])])) == (path, [])
        assert (path, phone.evaluate(SMALL_TARGETS)) == (path, [])


@pytest.mark.function("13.7")
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_resident_page_has_no_axe_violation_and_only_large_targets(people: People, path: str) -> None:
    page = people.stranger(path)
    settle(page)
    assert violations(page, WCAG_AA) == []
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.function("13.7")
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_elder_mode_keeps_a_contrast_of_seven_to_one(people: People, path: str) -> None:
    page = people.stranger(path)
    settle(page)
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_class("elder")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 24
    assert violations(page, [*WCAG_AA, "wcag2aaa"]) == []
    page.reload()
    expect(page.locator("html")).to_have_class("elder")


@pytest.mark.function("13.7")
def test_base_type_is_18_px_and_every_text_page_can_be_read_aloud(people: People) -> None:
    for path in OPEN_PAGES:
        page = people.stranger(path)
        settle(page)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 18
        expect(page.get_by_role("button", name="读给我听")).to_be_visible()


@pytest.mark.function("13.7")
def test_the_first_resident_page_is_light(people: People) -> None:
    page = people.visitors.arrive()
    scripts: list[Response] = []
    page.on("response", lambda r: scripts.append(r) if r.url.endswith(".js") else None)
    page.goto("/resident/")
    settle(page)
    page.wait_for_load_state("networkidle")
    assert sum(len(gzip.compress(script.body())) for script in scripts) < LIGHTEST_SCRIPT


@pytest.mark.function("13.7")
def test_no_page_of_the_console_has_an_axe_violation_or_is_too_wide_for_a_phone(people: People) -> None:
    page = people.staff("admin")
    menu = ask(page, "GET", "/api/kernel/menu").json()
    paths = [
        "/workbench",
        "/me",
        "/me/sessions",
        *(item["path"] for group in menu for item in group["items"]),
    ]
    found: dict[str, list[str]] = {}
    for path in paths:
        step(page, f"/console{path}")
        settle(page)
        expect(page.get_by_text("没有这个页面")).to_have_count(0)
        found[path] = [*violations(page, WCAG_AA), *too_wide(page)]
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.function("13.7")
def test_the_console_works_by_the_keyboard_alone(people: People) -> None:
    page = people.staff("shuji")
    page.keyboard.press("Control+k")
    page.keyboard.type("诉求列表")
    expect(page.get_by_role("option", name="诉求列表")).to_be_visible()
    page.keyboard.press("Enter")
    expect(heading(page, "诉求列表")).to_be_visible()
    expect(page.locator(".el-table__row").first).to_be_visible()
    page.locator(".data-table").focus()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
