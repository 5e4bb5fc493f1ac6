"""`python -m benchmarks NAME…`: runs the named benchmarks (`all` for every one)."""

import argparse
import sys
from importlib import import_module

NAMES = (
    "outbox",
    "api",
    "cases",
    "import",
    "live",
    "idle",
    "start",
    "ingest",
    "alert",
    "storm",
    "rules",
    "kill",
    "ocpp",
    "outreach",
    "answers",
)
PARTS = ("fuzz", "faults", "soak")


def main() -> int:
    """Runs each in turn; exit code 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="+", choices=[*NAMES, "all"])
    parser.add_argument("--quick", action="store_true", help="smaller amounts, for a first look")
    for part in PARTS:
        parser.add_argument(f"--{part}", action="store_true", help=f"ingest: the {part} instead of the speed")
    options = parser.parse_args()
    names = NAMES if "all" in options.name else options.name
    held = [
        import_module(f"benchmarks.bench_{name}").run(quick=options.quick, **asked(options, name))
        for name in names
    ]
    return 0 if all(held) else 1


def asked(options: argparse.Namespace, name: str) -> dict[str, bool]:
    """The parts of a benchmark that were asked for by name."""
    return {part: True for part in PARTS if name == "ingest" and getattr(options, part)}


if __name__ == "__main__":
    sys.exit(main())
