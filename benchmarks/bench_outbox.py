"""outbox.publish_to_handled: events per second from publish to handled, each published in its own transaction.

Baseline: a bare loop of INSERT, UPDATE, DELETE on the same table of the same database, each committed, with the
driver's own cursor: what any queue in that database has to do at the least.
"""

import time
from dataclasses import dataclass
from typing import Any

from benchmarks.report import report
from benchmarks.stage import stage

AT_LEAST = 0.25
ROUNDS = 3


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite; the rounds of both sides take turns."""
    count = 500 if quick else 3000
    with stage():
        import django

        django.setup()
        from linli.server.database_state import engine, migrate

        migrate()
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(_bare(count))
            ours.append(_outbox(count))
        held = report(
            "outbox.publish_to_handled",
            sorted(ours)[ROUNDS // 2],
            "events/s",
            baseline=sorted(bare)[ROUNDS // 2],
            at_least=AT_LEAST,
            engine=engine(),
            events=count,
        )
        from django.db import connections

        connections.close_all()
    return held


def _outbox(count: int) -> float:
    """Events per second through publish, courier and handler."""
    from django.db import transaction

    from linli.kernel import events
    from linli.kernel.models import OutboxRow
    from linli.kernel.outbox import Courier

    handled: list[int] = []

    @dataclass(frozen=True)
    class Rang(events.Event):
        bell_id: int

    events.on(Rang)(lambda event: handled.append(event.bell_id))
    courier = Courier()
    courier.start()
    began = time.perf_counter()
    for number in range(count):
        with transaction.atomic():
            events.publish(Rang(number))
    while OutboxRow.objects.exists():
        time.sleep(0.002)
    taken = time.perf_counter() - began
    courier.stop()
    events.forget(Rang)
    if sorted(handled) != list(range(count)):
        raise RuntimeError("not every event was handled exactly once")
    return count / taken


def _bare(count: int) -> float:
    """Loops per second of INSERT, UPDATE, DELETE, each committed."""
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    mark = "%s" if connection.vendor == "postgresql" else "?"
    table = "kernel_outboxrow"
    columns = "event, handler, payload, created_at, due_at, claims, attempts, last_error"
    insert = (
        f"INSERT INTO {table} ({columns}) VALUES ('e', 'h', '{{}}', {mark}, {mark}, 0, 0, '') RETURNING id"
    )
    now, cursor = "2026-11-22 03:00:00+00:00", raw.cursor()
    began = time.perf_counter()
    for _ in range(count):
        row = cursor.execute(insert, (now, now)).fetchone()[0]
        cursor.execute(f"UPDATE {table} SET claims = 1, due_at = {mark} WHERE id = {mark}", (now, row))
        cursor.execute(f"DELETE FROM {table} WHERE id = {mark}", (row,))
    return count / (time.perf_counter() - began)
