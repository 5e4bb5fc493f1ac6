"""What the tests need from the machine: Chromium, a Chinese font, Mosquitto; found, else by apt when root."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steps import StepFailed, run, say

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"])
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
NO_START = Path("/usr/sbin/policy-rc.d")  # Debian asks this file whether an installed service may start


@dataclass(frozen=True)
class Tool:
    """One thing the tests need: its name, its Debian packages (the first that exists), its Homebrew package."""

    title: str
    apt: tuple[str, ...]
    brew: str


TOOLS = {
    "chromium": Tool("Chromium", ("chromium-headless-shell", "chromium"), "--cask google-chrome"),
    "font": Tool("中文字体", ("fonts-wqy-microhei", "fonts-noto-cjk"), "font-noto-sans-cjk"),
    "mosquitto": Tool("Mosquitto", ("mosquitto",), "mosquitto"),
}


def chromium() -> str | None:
    """The browser to drive: TEST_CHROMIUM, else the first found."""
    given = os.environ.get("TEST_CHROMIUM")
    found = given or next((path for name in CHROMIUM if (path := shutil.which(name, path=PLACES))), None)
    return found or (str(MAC_CHROME) if MAC_CHROME.exists() else None)


def mosquitto() -> str | None:
    """The broker: TEST_MOSQUITTO, else the first found."""
    return os.environ.get("TEST_MOSQUITTO") or shutil.which("mosquitto", path=PLACES)


def font() -> str | None:
    """A font with Chinese characters; macOS always has one."""
    if Path("/System/Library/Fonts").is_dir():
        return "system"
    listing = shutil.which("fc-list")
    if listing is None:
        return None
    return (
        subprocess.run([listing, ":lang=zh", "file"], capture_output=True, text=True).stdout.strip() or None
    )


FINDERS = {"chromium": chromium, "font": font, "mosquitto": mosquitto}


def missing() -> list[str]:
    """Names of the tools that are not here."""
    return [name for name, find in FINDERS.items() if not find()]


def equip() -> dict[str, str]:
    """Find or install everything; environment variables that tell the tests where it is."""
    absent = missing()
    if absent and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(absent)
        absent = missing()
    if absent:
        raise StepFailed(_advice(absent))
    say(f"测试工具：{chromium()}、{mosquitto()}")
    return {"TEST_CHROMIUM": str(chromium()), "TEST_MOSQUITTO": str(mosquitto())}


def _install(names: list[str]) -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("更新软件包目录", ["apt-get", "update", "-qq"], env=quiet)
    with _services_stay_off():
        for name in names:
            tool = TOOLS[name]
            package = next((p for p in tool.apt if _offered(p)), tool.apt[-1])
            extra = ["fontconfig"] if name == "font" else []
            flags = ["install", "-y", "-qq", "--no-install-recommends"]
            run(f"安装{tool.title}", ["apt-get", *flags, package, *extra], env=quiet)


def _offered(package: str) -> bool:
    shown = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True).stdout
    return "Candidate:" in shown and "Candidate: (none)" not in shown


@contextlib.contextmanager
def _services_stay_off() -> Iterator[None]:
    """Installed servers do not start by themselves: the tests start their own, and port 1883 stays free."""
    if NO_START.exists():
        yield
        return
    NO_START.write_text("#!/bin/sh\nexit 101\n")
    NO_START.chmod(0o755)
    try:
        yield
    finally:
        NO_START.unlink()


def _advice(absent: list[str]) -> str:
    """What to type to get what is missing."""
    apt = " ".join(TOOLS[name].apt[0] for name in absent)
    brew = " ".join(TOOLS[name].brew for name in absent)
    titles = "、".join(TOOLS[name].title for name in absent)
    return f"测试还需要：{titles}。\n  Debian/Ubuntu：sudo apt install {apt}\n  macOS：brew install {brew}"
