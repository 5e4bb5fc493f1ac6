"""Several processes write and checkpoint one WAL database at once, some are killed: no row lost, no page broken.

This is the pattern that corrupts SQLite before 3.51.3 (docs/decisions/0002-sqlite-engine.md).
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import linli  # noqa: F401  (puts the engine of the wheel in place)

import sqlite3  # isort: skip

WRITERS = 4
ROWS = 400 * int(os.environ.get("LINLI_CRASH_ROUNDS", "1"))
NEVER_DONE = 100 * ROWS  # a victim is still writing when it is killed
PATIENCE = 120.0
FIXED = (3, 51, 3)

WRITER = """
import sys
import linli
import sqlite3
path, name, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
db = sqlite3.connect(path, timeout=60, isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=NORMAL")
for number in range(rows):
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO entry VALUES (?, ?, ?)", (name, number, "x" * (number * 37 % 3000)))
    db.execute("UPDATE total SET n = n + 1")
    db.execute("COMMIT")
    print(number, flush=True)
    if number % 7 == name:
        db.execute("PRAGMA wal_checkpoint(%s)" % ("RESTART", "TRUNCATE", "PASSIVE")[number % 3])
    if number % 50 == 49:
        db.close()
        db = sqlite3.connect(path, timeout=60, isolation_level=None)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "torture.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute(
            "CREATE TABLE entry (writer INTEGER, number INTEGER, pad TEXT, PRIMARY KEY (writer, number))"
        )
        made.execute("CREATE TABLE total (n INTEGER)")
        made.execute("INSERT INTO total VALUES (0)")
    made.close()
    return path


def write(path: Path, name: int, rows: int = ROWS) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(path), str(name), str(rows)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(writer: "subprocess.Popen[str]") -> int:
    """How many rows the writer said were committed."""
    assert writer.stdout
    lines = writer.stdout.read().split("\n")
    return len([line for line in lines[:-1] if line])


def test_the_engine_is_past_the_bug() -> None:
    assert sqlite3.sqlite_version_info >= FIXED


@pytest.mark.crash
def test_writers_checkpoints_and_kills_leave_a_sound_database(database: Path) -> None:
    writers = [write(database, name) for name in range(WRITERS)]
    victims = [write(database, name, NEVER_DONE) for name in range(WRITERS, WRITERS + 2)]
    for victim in victims:
        assert victim.stdout
        for _ in range(ROWS // 4):
            assert victim.stdout.readline()
        victim.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    counts = [told(writer) for writer in writers]
    codes = [writer.wait(max(0.1, deadline - time.monotonic())) for writer in writers]
    survived = [told(victim) + ROWS // 4 for victim in victims]
    assert [victim.wait(10) for victim in victims] == [-signal.SIGKILL] * 2
    assert (codes, counts) == ([0] * WRITERS, [ROWS] * WRITERS)
    with sqlite3.connect(database) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = dict(opened.execute("SELECT writer, count(*) FROM entry GROUP BY writer").fetchall())
        total = opened.execute("SELECT n FROM total").fetchone()[0]
    opened.close()
    assert [found[name] for name in range(WRITERS)] == [ROWS] * WRITERS
    for name, count in zip(range(WRITERS, WRITERS + 2), survived, strict=True):
        assert found[name] - count in (0, 1)  # a kill may fall between the commit and the word about it
    assert total == sum(found.values())
