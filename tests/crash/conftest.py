"""An installation that is killed and started again, and a look into its database from outside."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from linli.kernel.testing.serving import Installation, Process
from linli.kernel.testing.serving import installation as new_installation

TESTS = Path(__file__).resolve().parents[1]
ROUNDS = int(os.environ.get("LINLI_CRASH_ROUNDS", "1"))
PATIENCE = 240.0
LEASE_SECONDS = "5"


class Victim:
    """The installation under test."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation

    def prepare(self, *words: str) -> None:
        """Puts work into the installation."""
        self._run(["-m", "crash.stage", *words])

    def _run(self, words: list[str]) -> None:
        command = [sys.executable, *words]
        done = subprocess.run(command, env=self.installation.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def serve(self) -> Process:
        """`linli serve`; the caller kills or stops it."""
        return Process(self.installation, ["serve"])

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query, over a connection of its own."""
        url = self.installation.env["LINLI_DATABASE_URL"]
        if url:
            import psycopg

            with psycopg.connect(url) as connection:
                return connection.execute(sql.encode()).fetchall()
        opened = sqlite3.connect(self.installation.folder / "linli.sqlite3", timeout=20)
        try:
            return opened.execute(sql).fetchall()
        finally:
            opened.close()

    def readings(self) -> list[tuple[int, int]]:
        """(device, time) of every stored message, read without our code."""
        query = "SELECT device_id, at_ms FROM devices_reading"
        if self.installation.env["LINLI_DATABASE_URL"]:
            return [(int(device), int(at)) for device, at in self.ask(query)]
        opened = sqlite3.connect(self.installation.folder / "telemetry.sqlite3", timeout=20)
        try:
            return list(opened.execute(query))
        finally:
            opened.close()

    def number(self, sql: str) -> int:
        """The one number a query gives."""
        return int(self.ask(sql)[0][0])

    def wait(self, condition: Callable[[], bool], process: Process, seconds: float = PATIENCE) -> None:
        """Until the condition holds; fails with the log when it does not in time or the process ends."""
        deadline = time.monotonic() + seconds
        while not condition():
            alive = process.popen.poll() is None and time.monotonic() < deadline
            assert alive, self.installation.log.read_text("utf-8", "replace")[-3000:]
            time.sleep(0.005)

    def check(self) -> None:
        """The database is sound and the audit chain unbroken."""
        if not self.installation.env["LINLI_DATABASE_URL"]:
            assert self.ask("PRAGMA integrity_check") == [("ok",)]
        verified = self.installation.command("verify-audit")
        assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.fixture
def victim(tmp_path: Path, migrated: Installation) -> Iterator[Victim]:
    """A fresh installation with the crash app and short leases."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "crash.settings",
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)]),
        "LINLI_LEASE_SECONDS": LEASE_SECONDS,
    }
    with new_installation(tmp_path / "data", migrated, **settings) as installed:
        yield Victim(installed)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random moments; the seed is in the report of a failure, LINLI_CRASH_SEED repeats it."""
    seed = os.environ.get("LINLI_CRASH_SEED") or str(random.SystemRandom().randrange(10**9))
    request.node.add_report_section("setup", "seed", f"LINLI_CRASH_SEED={seed}")
    return random.Random(seed)
