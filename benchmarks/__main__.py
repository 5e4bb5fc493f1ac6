"""`python -m benchmarks NAME…`: runs the named benchmarks (`all` for every one, `outreach` for its parts)."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg import sql

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
    "outreach_audience",
    "outreach_campaign",
    "outreach_sms_batches",
    "answers",
)
TOGETHER = {"all": NAMES, "outreach": tuple(name for name in NAMES if name.startswith("outreach_"))}
PARTS = ("fuzz", "faults", "soak")


def main() -> int:
    """Runs each in turn; exit code 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="+", choices=[*NAMES, *TOGETHER])
    parser.add_argument("--quick", action="store_true", help="smaller amounts, for a first look")
    for part in PARTS:
        parser.add_argument(f"--{part}", action="store_true", help=f"ingest: the {part} instead of the speed")
    options = parser.parse_args()
    names = [name for asked_for in options.name for name in TOGETHER.get(asked_for, (asked_for,))]
    flags = [word for word in sys.argv[1:] if word.startswith("--")]
    held = [apart(name, flags) for name in names] if len(names) > 1 else [here(names[0], options)]
    return 0 if all(held) else 1


def here(name: str, options: argparse.Namespace) -> bool:
    """Runs one in this process, on the database of LINLI_DATABASE_URL, else SQLite."""
    parts = {part: True for part in PARTS if name == "ingest" and getattr(options, part)}
    return bool(import_module(f"benchmarks.bench_{name}").run(quick=options.quick, **parts))


def apart(name: str, flags: list[str]) -> bool:
    """Runs one of several, in a process and a database of its own: none finds what another left."""
    with empty_database(os.environ.get("LINLI_DATABASE_URL", "")) as url:
        command = [sys.executable, "-m", "benchmarks", name, *flags]
        return subprocess.run(command, env={**os.environ, "LINLI_DATABASE_URL": url}).returncode == 0


@contextmanager
def empty_database(beside: str) -> Iterator[str]:
    """The address of a new PostgreSQL database beside that one, dropped at the end; for SQLite there is nothing to do."""
    if not beside:
        yield ""
        return
    name = f"linli_bench_{uuid4().hex[:8]}"
    with psycopg.connect(beside, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(beside)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    sys.exit(main())
