"""The files of the repository, for the house rules."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py",
    ".ts",
    ".vue",
    ".mjs",
    ".css",
    ".html",
    ".md",
    ".toml",
    ".lock",
    ".json",
    ".yaml",
    ".yml",
    ".sh",
    ".conf",
}
TEXT |= {".service", ".target", ".txt", ".npmrc", ".sample", ""}


@cache
def files() -> tuple[Path, ...]:
    """Every file git knows or would add, relative to the root; the folder's own files when there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    names = listing.stdout.splitlines() if listing.returncode == 0 else _walk()
    return tuple(
        path for name in sorted(names) if (path := Path(name.strip('"'))) and (ROOT / path).is_file()
    )


def _walk() -> list[str]:
    hidden = {".git", ".venv", ".setup", "node_modules", "data", "dist", "__pycache__"}
    return [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.parts)]


def python_files(*, tests: bool = True) -> tuple[Path, ...]:
    """Python sources without migrations, which Django writes."""
    found = (path for path in files() if path.suffix == ".py" and "migrations" not in path.parts)
    return tuple(path for path in found if tests or not {"tests", "testing"} & set(path.parts))


def text(path: Path) -> str:
    """A file's text."""
    return (ROOT / path).read_text("utf-8")
