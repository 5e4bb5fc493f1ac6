"""The journal of a loudspeaker: its orders, how far each is, and what the platform has still to be told. Survives kill -9."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from linli.edge.speaker.orders import Order

OPEN = ("accepted", "playing", "paused")
TABLES = """
CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, state TEXT NOT NULL, ready INTEGER NOT NULL DEFAULT 0,
    urgent INTEGER NOT NULL, at_ms INTEGER NOT NULL, second REAL NOT NULL DEFAULT 0, cuts INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS reports (
    nth INTEGER PRIMARY KEY AUTOINCREMENT, play INTEGER NOT NULL, what TEXT NOT NULL, at_ms INTEGER NOT NULL,
    second REAL NOT NULL, reason TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
KEEP_MS = 30 * 24 * 3600 * 1000


class Entry(NamedTuple):
    """An order and where it stands."""

    order: Order
    state: str
    second: float
    cuts: int
    reason: str


class Journal:
    """One SQLite file; every change of an order is written together with its report."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(TABLES)

    def close(self) -> None:
        """Ends the connection."""
        with self._lock:
            self._db.close()

    def accept(self, order: Order, now_ms: int) -> bool:
        """Keeps an order; False when it is known already."""
        body = json.dumps(order.as_data(), ensure_ascii=False)
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            row = (order.id, body, "accepted", int(order.urgent), order.at_ms)
            sql = "INSERT OR IGNORE INTO orders (id, body, state, urgent, at_ms) VALUES (?, ?, ?, ?, ?)"
            if not self._db.execute(sql, row).rowcount:
                return False
            self._report(order, "accepted", now_ms, 0, "")
            return True

    def move(
        self, order: Order, state: str, what: str, now_ms: int, second: float = 0, reason: str = ""
    ) -> None:
        """The order is in another state now; `what` is told to the platform."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            sql = "UPDATE orders SET state = ?, second = ?, reason = ? WHERE id = ?"
            self._db.execute(sql, (state, second, reason, order.id))
            self._report(order, what, now_ms, second, reason)

    def note_second(self, order: Order, second: float) -> None:
        """How far it has come."""
        with self._lock:
            self._db.execute("UPDATE orders SET second = ? WHERE id = ?", (second, order.id))

    def set_ready(self, order: Order) -> None:
        """Its sound is here."""
        with self._lock:
            self._db.execute("UPDATE orders SET ready = 1 WHERE id = ?", (order.id,))

    def recover(self, now_ms: int, most_cuts: int) -> None:
        """After a start: what was being played was cut off and begins anew, unless that has happened too often."""
        for entry in self._entries("state IN ('playing', 'paused')"):
            too_often = entry.cuts + 1 >= most_cuts
            self.move(
                entry.order, "failed" if too_often else "accepted", "cut", now_ms, entry.second, "断电或重启"
            )
            if too_often:
                self.move(entry.order, "failed", "failed", now_ms, entry.second, f"播放时断电 {most_cuts} 次")
            with self._lock:
                self._db.execute("UPDATE orders SET cuts = cuts + 1 WHERE id = ?", (entry.order.id,))
        with self._lock:
            self._db.execute("DELETE FROM orders WHERE at_ms < ?", (now_ms - KEEP_MS,))
            self._db.execute("DELETE FROM reports WHERE sent = 1 AND at_ms < ?", (now_ms - KEEP_MS,))

    def entry(self, order_id: str) -> Entry | None:
        """One order."""
        return next(iter(self._entries("id = ?", order_id)), None)

    def waiting(self) -> list[Order]:
        """Orders whose sound is not here yet, the urgent first."""
        return [entry.order for entry in self._entries("state = 'accepted' AND ready = 0")]

    def ready(self) -> list[Order]:
        """Orders that can begin, the urgent first, then by their time."""
        return [entry.order for entry in self._entries("state = 'accepted' AND ready = 1")]

    def open(self) -> list[Order]:
        """Every order that has not ended."""
        return [entry.order for entry in self._entries("state IN ('accepted', 'playing', 'paused')")]

    def unsent(self, most: int = 100) -> list[dict[str, Any]]:
        """What the platform has still to be told, in order."""
        sql = "SELECT nth, play, what, at_ms, second, reason FROM reports WHERE sent = 0 ORDER BY nth LIMIT ?"
        with self._lock:
            rows = self._db.execute(sql, (most,)).fetchall()
        return [
            dict(zip(("nth", "play", "what", "at", "second", "reason"), row, strict=True)) for row in rows
        ]

    def set_sent(self, nths: Sequence[int]) -> None:
        """The platform has them."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("UPDATE reports SET sent = 1 WHERE nth = ?", [(nth,) for nth in nths])

    def fact(self, name: str, default: str) -> str:
        """Something remembered."""
        with self._lock:
            row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def remember(self, name: str, value: str) -> None:
        """Remembers something."""
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _entries(self, where: str, *values: str) -> list[Entry]:
        sql = f"SELECT body, state, second, cuts, reason FROM orders WHERE {where} ORDER BY urgent DESC, at_ms, id"  # noqa: S608
        with self._lock:
            rows = self._db.execute(sql, values).fetchall()
        return [Entry(Order(**json.loads(body)), *rest) for body, *rest in rows]

    def _report(self, order: Order, what: str, now_ms: int, second: float, reason: str) -> None:
        if order.play:
            sql = "INSERT INTO reports (play, what, at_ms, second, reason) VALUES (?, ?, ?, ?, ?)"
            self._db.execute(sql, (order.play, what, now_ms, round(second, 1), reason))
