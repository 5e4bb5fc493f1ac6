"""`make test`: everything – static checks, all tests on SQLite and on PostgreSQL, then the browser stories."""

import argparse
import os
import signal
import subprocess
import sys

import check
import reports
from equipment import equip
from postgres import postgres
from prepare import PYTHON, prepare
from steps import ROOT, STATE, ending, merged, say

PARTS = ("static", "sqlite", "postgres", "browser")
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL", "browser": "浏览器故事"}
WORKERS = os.environ.get("TEST_WORKERS", "2")


def _pytest(part: str, env: dict[str, str], extra: list[str]) -> reports.Count:
    """One pytest run, its output shown as it comes; its counts."""
    report = STATE / "reports" / f"{part}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    which = "browser" if part == "browser" else "not browser"
    say(f"── {TITLES[part]}")
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        "-n",
        WORKERS,
        "--dist",
        "worksteal",
        f"--junitxml={report}",
    ]
    # A session of its own: whatever a test leaves running is ended with the group.
    process = subprocess.Popen(
        [*command, "-m", which, *extra],
        cwd=ROOT,
        env=merged(env),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait()
    finally:
        _end_group(process)
    return reports.read(TITLES[part], report)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _static() -> bool:
    failures = check.static()
    for failure in failures:
        print(failure, flush=True)
    return not failures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="run only this part (may be repeated)")
    parser.add_argument("pytest", nargs="*", help="further words for pytest, after --")
    return parser.parse_args()


def _tests(parts: list[str], extra: list[str]) -> list[reports.Count]:
    tools = equip()
    counts = []
    if "sqlite" in parts:
        counts.append(_pytest("sqlite", {**tools, "LINLI_DATABASE_URL": ""}, extra))
    if "postgres" in parts:
        with postgres() as url:
            counts.append(_pytest("postgres", {**tools, "LINLI_DATABASE_URL": url}, extra))
    if "browser" in parts:
        counts.append(_pytest("browser", {**tools, "LINLI_DATABASE_URL": ""}, extra))
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
    clean = _static() if "static" in parts else True
    counts = _tests(parts, options.pytest) if set(parts) - {"static"} else []
    return 0 if _summary(parts, clean, counts) else 1


if __name__ == "__main__":
    ending(main)
