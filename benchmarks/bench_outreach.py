"""outreach.*: audiences over a million people, and campaigns; each part in a file of its own, run in turn.

`python -m benchmarks.bench_outreach audience` runs one part alone.
"""

import sys
from importlib import import_module
from pathlib import Path


def parts() -> list[str]:
    """The parts there are: files `outreach_<part>.py` of this folder."""
    return sorted(path.stem.removeprefix("outreach_") for path in Path(__file__).parent.glob("outreach_*.py"))


def run(*, quick: bool, only: str = "") -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    names = [only] if only else parts()
    held = [import_module(f"benchmarks.outreach_{name}").run(quick=quick) for name in names]
    return all(held)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    sys.exit(0 if run(quick="--quick" in sys.argv, only=words[0] if words else "") else 1)
