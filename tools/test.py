"""`make test`: everything – all tests on SQLite and on PostgreSQL, static checks beside them, then the browser stories."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Self

import check
import reports
from equipment import equip
from postgres import postgres
from prepare import PYTHON, prepare
from steps import ROOT, STATE, ending, merged, say

PARTS = ("static", "sqlite", "postgres", "browser")
CHOICE = {
    "sqlite": "not browser and not strict",
    "postgres": "not browser and not once",
    "browser": "browser",
}
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL", "browser": "浏览器故事"}
STOP_SECONDS = 40
# Two more than the two cores: many tests wait for a server. A browser story keeps more than one core busy.
WORKERS = {"browser": "2"}
# Only where they are: to collect the others takes longer than many a story, or than many a test.
PLACES = {"browser": ["tests/stories"], "sqlite": ["--ignore=tests/routes/test_schemathesis.py"]}
# The suite starts linli about a hundred times: compiling it each time costs more than the tests.
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(STATE / "pycache")}
DEFAULT_WORKERS = os.environ.get("TEST_WORKERS", "4")


class Run:
    """One pytest run; its output is shown as it comes."""

    def __init__(self, part: str, env: dict[str, str], extra: list[str]) -> None:
        """Start it, in a session of its own: whatever a test leaves running is ended with the group."""
        self.part, self.title = part, TITLES[part]
        folder = STATE / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        self.report = folder / f"{part}.xml"
        self.report.unlink(missing_ok=True)
        flags = [
            "-q",
            "-n",
            WORKERS.get(part, DEFAULT_WORKERS),
            "--dist",
            "worksteal",
            f"--junitxml={self.report}",
            "-m",
            CHOICE[part],
            *PLACES.get(part, []),
        ]
        say(f"── {self.title}")
        self.process = subprocess.Popen(
            [str(PYTHON), "-m", "pytest", *flags, *extra],
            cwd=ROOT,
            env=merged(env),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """When interrupted, let the tests stop what they started; then end what is left."""
        if self.process.poll() is None:
            self._signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def count(self) -> reports.Count:
        """Wait for the end; how many tests passed and failed."""
        self.process.wait()
        return reports.read(self.title, self.report)


def _community() -> dict[str, str]:
    """The demo community for the stories, made with what other tests leave of the cores; where it is."""
    folder = STATE / "community"
    shutil.rmtree(folder, ignore_errors=True)
    made = subprocess.run(
        ["nice", str(PYTHON), "-m", "linli.kernel.testing.demo", str(folder)],
        cwd=ROOT,
        env=merged({**COMPILED, "LINLI_DATABASE_URL": ""}),
        stdin=subprocess.DEVNULL,
    )
    say("演示小区已备好" if made.returncode == 0 else "✗ 演示小区没有备好，故事将自己准备")
    return {"TEST_COMMUNITY": str(folder)} if made.returncode == 0 else {}


def _static() -> bool:
    """They use what the tests leave of the cores while they wait."""
    failures = check.static()
    for failure in failures:
        print(failure, flush=True)
    return not failures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="run only this part (may be repeated)")
    parser.add_argument("pytest", nargs="*", help="further words for pytest, after --")
    return parser.parse_args()


def _tests(parts: list[str], extra: list[str], community: Future[dict[str, str]]) -> list[reports.Count]:
    """One database after the other, each with every core: side by side, bounded waits run out on two cores."""
    tools = {**equip(), **COMPILED, "LINLI_DATABASE_URL": ""}
    counts = []
    if "sqlite" in parts:
        with Run("sqlite", tools, extra) as run:
            counts.append(run.count())
    if "postgres" in parts:
        with postgres() as url, Run("postgres", {**tools, "LINLI_DATABASE_URL": url}, extra) as run:
            counts.append(run.count())
    if "browser" in parts:
        with Run("browser", {**tools, **community.result()}, extra) as run:
            counts.append(run.count())
    return counts


def _summary(parts: list[str], clean: bool, counts: list[reports.Count]) -> bool:
    """Print what ran; whether all of it was good. A full run without PostgreSQL is a failed run."""
    print("\n════ make test", flush=True)
    if "static" in parts:
        print(f"{'✓' if clean else '✗'} 静态检查：ruff、mypy、import-linter、约定、vue-tsc、vitest")
    for count in counts:
        print(count.line())
    good = clean and all(count.good for count in counts)
    print(
        f"total: {sum(c.passed for c in counts)} passed, {sum(c.failed for c in counts) + (not clean)} failed"
    )
    return good


def main() -> int:
    """Run the asked parts, all by default."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = _options()
    parts = options.only or list(PARTS)
    prepare(dev=True)
    with ThreadPoolExecutor(1) as beside:
        static = beside.submit(_static) if "static" in parts else None
        community = beside.submit(_community if {"sqlite", "browser"} <= set(parts) else dict)
        counts = _tests(parts, options.pytest, community) if set(parts) - {"static"} else []
        clean = static is None or static.result()
    return 0 if _summary(parts, clean, counts) else 1


if __name__ == "__main__":
    ending(main)
