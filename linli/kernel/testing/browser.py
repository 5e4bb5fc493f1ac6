"""The road to the real browser: pages in contexts of their own, whose script errors fail the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
DESK = (1440, 900)
PHONE = (390, 844)
WALL = (1920, 1080)


def executable() -> str:
    """The browser's path: TEST_CHROMIUM, else the first found. Raises LookupError when there is none."""
    found = os.environ.get("TEST_CHROMIUM") or next(
        (path for name in NAMES if (path := shutil.which(name))), None
    )
    if not found:
        raise LookupError("找不到 Chromium，请运行 make test（它会安装），或用 TEST_CHROMIUM 指定。")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Visitors:
    """People with a browser each: `arrive` gives a page with cookies of its own; faults of all pages are collected."""

    def __init__(self, browser: Browser, base: str) -> None:
        """`base` is the address that relative paths start from."""
        self.browser, self.base = browser, base
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def arrive(self, size: tuple[int, int] = DESK, *, workers: bool = False) -> Page:
        """A new visitor, in front of a window of that many pixels; `workers`: the face may keep itself for later."""
        width, height = size
        phone = width < 600
        context = self.browser.new_context(
            base_url=self.base,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=phone,
            is_mobile=phone,
            reduced_motion="reduce",
            service_workers="allow" if workers else "block",
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._hear(page, message))
        page.on("response", lambda response: self._check(response))
        return page

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        """Errors of scripts; the browser's own line about a refused request is not one."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"{page.url}: {message.text}")

    def _check(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def leave(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()
