"""`make check`: what can be told without running the product – style, types, imports, contracts, page types."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import node
from prepare import PYTHON, prepare
from steps import ROOT, ending, merged, say

BIN = PYTHON.parent
PY = str(PYTHON)
# A cache of its own: other settings would make mypy forget what it knows of linli.
APART = [
    "--strict",
    "--config-file",
    os.devnull,
    "--cache-dir",
    ".mypy_cache/tools",
    "--follow-imports=skip",
]
LONG = ("mypy --strict linli", "vue-tsc")
TOOLS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tools").glob("*.py"))


def lint_imports() -> list[str]:
    """import-linter has no `-m` door."""
    return [
        PY,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as go; sys.argv[0]='lint-imports'; go()",
    ]


def python_checks() -> list[tuple[str, list[str]]]:
    """Checks of the Python side, in order."""
    return [
        ("ruff check", [PY, "-m", "ruff", "check", "--quiet", "."]),
        ("ruff format", [PY, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("import-linter", lint_imports()),
        ("section contracts", [PY, "tools/contracts.py"]),
        ("mypy --strict linli", [PY, "-m", "mypy"]),
        ("mypy --strict tools", [PY, "-m", "mypy", *APART, *TOOLS]),
    ]


def page_checks() -> list[tuple[str, list[str]]]:
    """Checks of the front-end."""
    return [
        ("vue-tsc", [node.npm(), "run", "--silent", "typecheck"]),
        ("vitest", [node.npm(), "run", "--silent", "test"]),
    ]


def _one(title: str, command: list[str]) -> str | None:
    """Run one check, behind whatever runs beside it; its output when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        ["nice", *command],
        cwd=ROOT,
        env=merged(node.env()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    say(f"{'✓' if done.returncode == 0 else '✗'} {title}（{time.monotonic() - began:.1f} s）")
    return None if done.returncode == 0 else f"── {title}\n{done.stdout}{done.stderr}".rstrip()


def static() -> list[str]:
    """Run every static check, two at a time, the long ones first; the outputs of those that failed."""
    checks = sorted([*python_checks(), *page_checks()], key=lambda check: check[0] not in LONG)
    with ThreadPoolExecutor(2) as pool:
        return [output for output in pool.map(lambda check: _one(*check), checks) if output]


def main() -> int:
    """Static checks, then the quick tests on SQLite."""
    prepare(dev=True, build=False)
    failures = static()
    for failure in failures:
        print(failure, flush=True)
    # Only where they are: to collect the others takes longer than to run these.
    words = ["-q", "-n", "2", "-m", "smoke", "tests/house", *sys.argv[1:]]
    quick = subprocess.run([PY, "-m", "pytest", *words], cwd=ROOT)
    say(f"make check：{'通过' if not failures and quick.returncode == 0 else '未通过'}")
    return 1 if failures or quick.returncode else 0


if __name__ == "__main__":
    ending(main)
