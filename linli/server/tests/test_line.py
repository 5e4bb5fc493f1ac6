"""Writers of one process go in the order in which they asked, and nobody holds a turn that is over."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from django.db.utils import ConnectionHandler

from linli.kernel.precedence import precedence
from linli.kernel.tests.waiting import eventually
from linli.server.database import sqlite
from linli.server.sqlite.line import Line, line_of


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


@pytest.mark.parametrize(("first", "sync", "checkpoint"), [(False, 2, 1000), (True, 1, 0)])
def test_only_who_has_precedence_does_not_wait_for_the_disk(
    tmp_path: Path,
    django_db_blocker: Any,
    monkeypatch: pytest.MonkeyPatch,
    first: bool,
    sync: int,
    checkpoint: int,
) -> None:
    monkeypatch.setattr(precedence, "mine", first)
    connection = ConnectionHandler({"default": sqlite(tmp_path / "one.sqlite3")})["default"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "wal_autocheckpoint")
        ]
        connection.close()
    assert found == [sync, checkpoint]
