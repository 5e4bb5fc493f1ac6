"""`make shots`: takes a picture of every page of the three faces, from a demo community of its own."""

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page
from steps import ROOT, ending, say

from linli.kernel.testing.browser import DESK, PHONE, WALL, Visitors, chromium
from linli.kernel.testing.serving import Installation, installation

DEMO_SECONDS = 300.0
SETTLE_MS = 1500  # tables, charts and fonts come after the page itself
ALL = ROOT / "screenshots"
CHOSEN = ROOT / "docs" / "images"  # the few that the documents show
SHOWN = {"console.png": DESK, "resident.png": PHONE, "screen.png": WALL}
SCREEN = "（大屏密钥）"
STAFF = ("shuji", "admin")
PATH = re.compile(r"path:\s*'([^':]+)'")


@contextmanager
def demo(url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A demo community: its address and passwords; a running one when its address and data folder are given."""
    if url:
        address, _, folder = url.partition(",")
        yield address, Installation(Path(folder), "").passwords()
        return
    folder_of_its_own = Path(tempfile.mkdtemp(prefix="linli-shots-"))
    try:
        with installation(folder_of_its_own / "data") as place:
            say("写入演示小区并启动 …")
            with place.serving("--demo-if-empty", seconds=DEMO_SECONDS):
                yield place.url, place.passwords()
    finally:
        shutil.rmtree(folder_of_its_own, ignore_errors=True)


def sign_in(page: Page, username: str, password: str) -> None:
    """Sign in by the API; the page's cookies hold the session."""
    body = {"username": username, "password": password, "code": ""}
    answer = page.request.post("/api/administration/login", data=body)
    if not answer.ok:
        raise SystemExit(f"{username} 登录失败：{answer.status} {answer.text()}")


def shoot(page: Page, path: str, size: tuple[int, int]) -> None:
    """One picture, named after its address."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(path)
    page.wait_for_timeout(SETTLE_MS)
    name = path.strip("/").replace("/", "-") + ".png"
    target = ALL / str(width) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, animations="disabled")
    if SHOWN.get(name) == size:
        CHOSEN.mkdir(parents=True, exist_ok=True)
        shutil.copy(target, CHOSEN / name)


def console(visitors: Visitors, passwords: dict[str, str]) -> None:
    """Every page of the menu, as the secretary and then as the administrator sees it, wide and narrow."""
    seen: set[str] = set()
    for username in STAFF:
        page = visitors.arrive(DESK)
        sign_in(page, username, passwords[username])
        menu = page.request.get("/api/kernel/menu").json()
        for path in ["/", *(item["path"] for group in menu for item in group["items"])]:
            if path not in seen:
                seen.add(path)
                for size in (DESK, PHONE):
                    shoot(page, f"/console{path}", size)
    say(f"电脑工作台：{len(seen)} 页")


def resident(visitors: Visitors) -> None:
    """The pages for residents that need no parameter, as a stranger sees them."""
    files = [path.read_text("utf-8") for path in ROOT.glob("linli/sections/*/web/section.ts")]
    blocks = [found for text in files for found in re.findall(r"resident:\s*\[(.*?)\n\s*\]", text, re.DOTALL)]
    paths = sorted({path for block in blocks for path in PATH.findall(block)})
    page = visitors.arrive(PHONE)
    for path in ["/", *(path for path in paths if path != "/")]:
        shoot(page, f"/resident{path}", PHONE)
    say(f"居民页：{len(paths) + 1} 页")


def screen(visitors: Visitors, passwords: dict[str, str]) -> None:
    """The wall screen."""
    page = visitors.arrive(WALL)
    page.request.post("/api/administration/screen-login", data={"key": passwords[SCREEN]})
    shoot(page, "/screen/", WALL)
    say("大屏：1 页")


def main() -> int:
    """Take them all; errors of the pages are printed and fail the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--running", default="", metavar="URL,DATA", help="use a running demo instead of a fresh one"
    )
    options = parser.parse_args()
    shutil.rmtree(ALL, ignore_errors=True)
    with demo(options.running) as (address, passwords), chromium() as browser:
        visitors = Visitors(browser, address)
        console(visitors, passwords)
        resident(visitors)
        screen(visitors, passwords)
        visitors.leave()
    for fault in visitors.faults:
        print(fault)
    say(f"截图在 {ALL.relative_to(ROOT)}/，文档用的在 {CHOSEN.relative_to(ROOT)}/")
    return 1 if visitors.faults else 0


if __name__ == "__main__":
    ending(main)
