"""Writers of one process go in the order in which they asked, and nobody holds a turn that is over."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from django.db.utils import ConnectionHandler

from linli.kernel.precedence import precedence
from linli.kernel.tests.waiting import eventually
from linli.server.database import sqlite
from linli.server.sqlite import base
from linli.server.sqlite.line import Line, line_of

Told = tuple[Any, Any, list[bool]]


def test_who_asks_first_goes_first() -> None:
    line, went = Line(), list[int]()
    assert line.enter(0)

    def go(number: int) -> None:
        assert line.enter(20)
        went.append(number)
        line.leave()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        eventually(lambda number=number: len(line._waiting) == number + 1)
    assert not line.enter(0)
    assert went == []
    line.leave()
    for thread in threads:
        thread.join()
    assert went == list(range(5))
    assert line.enter(0)


def test_every_end_of_a_transaction_ends_the_turn(tmp_path: Path, django_db_blocker: Any) -> None:
    connections = ConnectionHandler({"default": sqlite(tmp_path / "one.sqlite3", timeout=0.01)})
    connection, file = connections["default"], str(tmp_path / "one.sqlite3")

    def free() -> bool:
        line = line_of(file)
        if not line.enter(0):
            return False
        line.leave()
        return True

    django_db_blocker.unblock()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
        cursor.execute("INSERT INTO t VALUES (1)")
        assert free()
        with pytest.raises(DatabaseError):
            cursor.execute("INSERT INTO t VALUES (1)")
        assert free()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not free()
    connection.commit()
    connection.set_autocommit(True)
    assert free()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.rollback()
    connection.set_autocommit(True)
    assert free()
    assert line_of(file).enter(0)
    with connection.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("INSERT INTO t VALUES (2)")
    line_of(file).leave()
    connection.close()
    django_db_blocker.restore()
    assert free()


@contextmanager
def turn(connection: Any, end: Callable[[], None]) -> Iterator[None]:
    """A transaction, ended so, of that connection, which Django's own `atomic` would look for by its alias."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    yield
    end()
    connection.set_autocommit(True)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Told]:
    """A connection, and whether the line was free each time the disk was waited for."""
    file, waits = str(tmp_path / "one.sqlite3"), list[bool]()

    def wait(number: int) -> None:
        assert os.readlink(f"/proc/self/fd/{number}") == f"{file}-wal"
        free = line_of(file).enter(0)
        if free:
            line_of(file).leave()
        waits.append(free)

    monkeypatch.setattr(base, "sync", wait)
    connection = ConnectionHandler({"default": sqlite(tmp_path / "one.sqlite3")})["default"]
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
            yield connection, cursor, waits
        connection.close()


def pragmas(cursor: Any) -> list[int]:
    names = ("synchronous", "wal_autocheckpoint")
    return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux which file was waited for")
def test_the_disk_is_waited_for_after_the_turn(told: Told) -> None:
    connection, cursor, waits = told
    with turn(connection, connection.commit):
        cursor.execute("INSERT INTO t VALUES (1)")
        assert (pragmas(cursor), waits) == ([1, base.LOG_PAGES], [])
    assert (pragmas(cursor), waits) == ([2, base.LOG_PAGES], [True])
    cursor.execute("INSERT INTO t VALUES (2)")
    assert (pragmas(cursor), waits) == ([2, base.LOG_PAGES], [True, True])
    with pytest.raises(DatabaseError):
        cursor.execute("INSERT INTO t VALUES (2)")
    with turn(connection, connection.rollback):
        cursor.execute("INSERT INTO t VALUES (3)")
    assert cursor.execute("INSERT INTO t VALUES (4) RETURNING n").fetchall() == [(4,)]
    assert (pragmas(cursor), waits) == ([2, base.LOG_PAGES], [True, True]), (
        "SQLite itself has waited for the last one"
    )


def test_who_has_precedence_does_not_wait_for_the_disk(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    connection, _, waits = told
    connection.close()
    monkeypatch.setattr(precedence, "mine", True)
    with connection.cursor() as cursor, turn(connection, connection.commit):
        cursor.execute("INSERT INTO t VALUES (1)")
        assert pragmas(cursor) == [1, 0]
    assert waits == []
