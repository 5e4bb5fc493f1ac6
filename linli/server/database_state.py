"""What state the database is in: reachable, up to date, which engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

from linli.kernel import turns

MIGRATIONS = turns.key("server.migrations")
"""One migrator at a time."""
WAL_RESET_FIXED = (3, 51, 3)


def engine() -> str:
    """Name and version of the database engine, such as “SQLite 3.53.4”."""
    if connection.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def in_wal_reset_range() -> bool:
    """True when the SQLite in use has the WAL-reset bug (3.7.0 to 3.51.2)."""
    import sqlite3

    return connection.vendor == "sqlite" and sqlite3.sqlite_version_info < WAL_RESET_FIXED


def pending_migrations() -> list[str]:
    """Migrations not yet applied, over all databases."""
    found = []
    for alias in connections:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        found += [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
    return sorted(set(found))


def migrate(verbosity: int = 0) -> None:
    """Applies pending migrations to every database; safe when several processes start at once."""
    from django.core.management import call_command

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATIONS])
    try:
        with _new_models_alone():
            for alias in sorted(connections, key=lambda name: name != DEFAULT_DB_ALIAS):
                call_command("migrate", database=alias, verbosity=verbosity, interactive=False)
    finally:
        if connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATIONS])


@contextmanager
def _new_models_alone() -> Iterator[None]:
    """While migrating, a model that is new is built once, and no other is built anew for its sake.

    For each table that an operation makes, Django builds every model again that is related to it, however remotely;
    nearly all of ours know the user, and two thirds of the first start went there. A new table changes nothing in
    the others; operations that alter a table stay as they are.
    """
    django = ProjectState.add_model
    setattr(ProjectState, "add_model", _add_model)  # noqa: B010
    try:
        yield
    finally:
        setattr(ProjectState, "add_model", django)  # noqa: B010


def _add_model(self: ProjectState, model: ModelState) -> None:
    """As Django's, but for the last line."""
    key = model.app_label, model.name_lower
    self.models[key] = model
    if vars(self)["_relations"] is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.apps.render_multiple([model])
