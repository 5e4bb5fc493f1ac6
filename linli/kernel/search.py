"""Words in many texts (全文检索): every two neighbouring characters are a word, so two Chinese characters are found.

A side table `<table>_pairs` holds the pairs of each row: an FTS5 table on SQLite, an array under a GIN index on
PostgreSQL. Whoever writes the texts calls `index` in the same transaction. Never give it what is encrypted at rest.
Design: docs/decisions/0011-lists-and-search.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

AT_ONCE = 1_000
FEW, MANY = 1_000, 20_000
"""Up to FEW rows are found by the pairs; more are met soon enough by reading on in the order of the list, and only
counted by the pairs; beyond MANY, they are counted soon enough by reading too."""


@dataclass(frozen=True)
class Found:
    """The same rows twice: `where` as they are best listed newest first, `counting` as they are best counted."""

    where: Q
    counting: Q
    few: bool


def folded(text: str) -> str:
    """One form for capitals and small letters, character by character."""
    return text.upper().casefold()


def pairs(text: str) -> list[str]:
    """The neighbouring characters of a text, sorted, each once; blanks and ASCII signs part words."""
    text = folded(text)
    good = [c.isalnum() if c.isascii() else not c.isspace() for c in text]
    found = {text[i : i + 2] for i in range(len(text) - 1) if good[i] and good[i + 1]}
    return sorted(found)


def covering(word: str) -> list[str]:
    """Pairs that together hold every character of the word: every second one, and the last."""
    word = folded(word)
    starts = {*range(0, len(word) - 1, 2), len(word) - 2}
    return sorted({pair for start in starts if start >= 0 for pair in pairs(word[start : start + 2])})


@dataclass(frozen=True)
class PairIndex:
    """The pairs of the text columns of one table whose primary key is `id`."""

    table: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The side table."""
        return f"{self.table}_pairs"

    def write(self, row_id: int, *texts: str) -> None:
        """Keeps the pairs of a row's texts, in the caller's transaction; writing again replaces them."""
        self.write_many([(row_id, *texts)])

    def write_many(self, rows: Iterable[Sequence[Any]]) -> None:
        """The same for many rows of (id, text, …)."""
        values = ((row[0], self._stored(row[1:])) for row in rows)
        with connection.cursor() as cursor:
            while some := list(islice(values, AT_ONCE)):
                cursor.executemany(self._upsert(), some)

    def matching(self, word: str) -> Found:
        """The rows with `word` in one of the columns, whatever its case; looks at once how common the word is."""
        wanted, plain = covering(word), self._plain(word)
        if not wanted:
            return Found(plain, plain, few=False)
        keys = self._first(wanted, FEW + 1)
        if len(keys) <= FEW:
            exact = Q(pk__in=keys) if _told_by_pair(word) else Q(pk__in=keys) & plain
            return Found(exact, exact, few=True)
        if self._hits(wanted) > MANY:
            return Found(plain, plain, few=False)
        by_pairs = Q(pk__in=RawSQL(*self._select(wanted)))  # noqa: S611 – parameters only
        return Found(plain, by_pairs if _told_by_pair(word) else by_pairs & plain, few=False)

    def _plain(self, word: str) -> Q:
        found = Q(pk__in=[])
        for column in self.columns:
            found |= Q(**{f"{column}__icontains": word})
        return found

    def _first(self, wanted: list[str], count: int) -> list[int]:
        """Keys of rows that hold all the pairs, up to `count`."""
        select, params = self._select(wanted)
        with connection.cursor() as cursor:
            cursor.execute(f"{select} LIMIT {count}", params)
            return [int(row[0]) for row in cursor.fetchall()]

    def _hits(self, wanted: list[str]) -> int:
        """How many rows hold all the pairs, counted up to MANY + 1."""
        select, params = self._select(wanted)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({select} LIMIT {MANY + 1}) AS hits", params)  # noqa: S608
            return int(cursor.fetchone()[0])

    def _stored(self, texts: Sequence[str]) -> Any:
        found = sorted({pair for text in texts for pair in pairs(text)})
        return " ".join(found) if connection.vendor == "sqlite" else found

    def _select(self, wanted: list[str]) -> tuple[str, list[Any]]:
        if connection.vendor == "sqlite":
            match = " AND ".join(f'"{pair}"' for pair in wanted)
            return f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s", [match]  # noqa: S608
        return f"SELECT id FROM {self.name} WHERE pairs @> %s::text[]", [wanted]  # noqa: S608

    def _upsert(self) -> str:
        if connection.vendor == "sqlite":
            return f"INSERT OR REPLACE INTO {self.name} (rowid, pairs) VALUES (%s, %s)"  # noqa: S608
        return (
            f"INSERT INTO {self.name} (id, pairs) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (id) DO UPDATE SET pairs = EXCLUDED.pairs"
        )

    @transaction.atomic
    def ensure(self) -> bool:
        """Makes the side table and fills it from the rows there are; False when it was there. For after a migration."""
        if self.name in connection.introspection.table_names():
            return False
        columns = ", ".join(("id", *self.columns))
        with connection.cursor() as cursor:
            for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
                cursor.execute(statement.format(name=self.name))
            cursor.execute(f"SELECT {columns} FROM {self.table} ORDER BY id")  # noqa: S608
            while rows := cursor.fetchmany(AT_ONCE):
                self.write_many(rows)
        return True


SQLITE = ("CREATE VIRTUAL TABLE {name} USING fts5(pairs, detail=none, columnsize=0, tokenize='ascii')",)
POSTGRESQL = (
    "CREATE TABLE {name} (id bigint PRIMARY KEY, pairs text[] NOT NULL)",
    "CREATE INDEX {name}_gin ON {name} USING gin (pairs)",
)


def _told_by_pair(word: str) -> bool:
    """True when having the one pair means having the word: two characters that have no case, or are ASCII."""
    return len(word) == 2 and all(c.isascii() or c.upper() == c.casefold() == c for c in word)
