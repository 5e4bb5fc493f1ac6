"""The engine: every write takes its turn in the line before it asks SQLite for the lock.

SQLite's own wait is a sleep that grows to 100 ms and looks again, so a thread that writes often can keep others out
for seconds. In line each is woken at once. SQLite's lock stays what protects the file; other processes (`linli backup`)
meet only that. On the file of many writers nobody holds the lock while waiting for the disk (decision 0018).
"""

from __future__ import annotations

import os
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import DEFAULT_DB_ALIAS, OperationalError

from linli.kernel.precedence import precedence
from linli.server.sqlite.line import line_of

sync = getattr(os, "fdatasync", os.fsync)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
DEFAULT_SECONDS = 5.0
LOG_PAGES = 4000
"""The log is written back at so many pages (16 MB): whoever begins it anew holds the lock while the disk takes the first."""
LOOK_SECONDS = 0.0003
"""The process that has precedence looks so often whether the lock is free."""


class Cursor(base.SQLiteCursorWrapper):
    """A statement outside a transaction is a transaction of its own, and takes its turn like one."""

    in_line: Any

    def execute(self, query: str, params: Any = None) -> Any:
        """In line if it writes and no transaction is open."""
        if not query.lstrip()[:7].upper().startswith(WRITES):
            return super().execute(query, params)
        with self.in_line(returns=" RETURNING " in query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """The same."""
        with self.in_line():
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows whether it holds its turn."""

    holds_turn = hasty = False
    turn_began: float | None = None

    def init_connection_state(self) -> None:
        """The process that has precedence leaves it to the others to wait for the disk (decision 0019)."""
        super().init_connection_state()
        self.connection.execute(f"PRAGMA wal_autocheckpoint = {0 if precedence.mine else LOG_PAGES}")
        if precedence.mine:
            self.connection.execute("PRAGMA synchronous = NORMAL")

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that takes turns."""
        cursor = self.connection.cursor(factory=Cursor)
        cursor.in_line = lambda *, returns=False: Turn(self, returns=returns)
        return cursor

    def take_turn(self, *, brief: bool = False) -> None:
        """Waits in line, with a single statement if `brief`. Raises OperationalError, as SQLite would, when it takes too long."""
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", DEFAULT_SECONDS))
        if not line_of(str(self.settings_dict["NAME"])).enter(seconds):
            raise OperationalError("database is locked")
        self.holds_turn = True
        if self.alias == DEFAULT_DB_ALIAS:
            precedence.give_way(brief=brief)
        else:
            precedence.spare_the_disk()
        self.turn_began = None if brief else time.monotonic()

    def be_hasty(self) -> None:
        """What is written in this turn is committed without the disk; `end_turn` waits for that, when others may write again."""
        if self.alias == DEFAULT_DB_ALIAS and not precedence.mine:
            self.hasty = True
            self.connection.execute("PRAGMA synchronous = NORMAL")

    def end_turn(self, *, committed: bool = False) -> None:
        """Lets the next one write, and returns when what was committed is on the disk; safe to call twice."""
        if not self.holds_turn:
            return
        self.holds_turn = False
        if self.turn_began is not None:
            precedence.wrote(time.monotonic() - self.turn_began)
        line_of(str(self.settings_dict["NAME"])).leave()
        if self.hasty:
            self.hasty = False
            self.connection.execute("PRAGMA synchronous = FULL")
            if committed:
                self._reach_disk()

    def _reach_disk(self) -> None:
        """Returns when SQLite's log, and with it everything committed before, is on the disk."""
        try:
            log = os.open(f"{self.settings_dict['NAME']}-wal", os.O_RDONLY)
        except FileNotFoundError:  # it has been written back into the file, and that is on the disk
            return
        try:
            sync(log)
        finally:
            os.close(log)

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            self.be_hasty()
            if precedence.mine:
                self._begin_first()
            else:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.end_turn()
            raise

    def _begin_first(self) -> None:
        """Begins as soon as the lock is free, without SQLite's growing pauses."""
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", DEFAULT_SECONDS))
        deadline = time.monotonic() + (seconds if precedence.patient else 0)
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc]
                except OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() >= deadline:
                        raise
                    if precedence.patient:
                        precedence.expect(time.time())  # now
                    time.sleep(LOOK_SECONDS)
                else:
                    return
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _commit(self) -> Any:
        done = super()._commit()  # type: ignore[misc]
        self.end_turn(committed=True)
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self.end_turn()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self.hasty = False
            self.end_turn()


class Turn:
    """One statement's turn, unless its connection is in a transaction and holds one already.

    One that `returns` rows is not over before they have been fetched, so it waits for the disk as SQLite does.
    """

    def __init__(self, connection: DatabaseWrapper, *, returns: bool) -> None:
        self.connection, self.returns = connection, returns

    def __enter__(self) -> None:
        self.mine = not self.connection.holds_turn and not self.connection.in_atomic_block
        if self.mine:
            self.connection.take_turn(brief=True)
            if not self.returns:
                self.connection.be_hasty()

    def __exit__(self, kind: object, *_: object) -> None:
        if self.mine:
            self.connection.end_turn(committed=kind is None)
