"""Pytest set-up for the whole repository: shared fixtures, and every database open to the tests that use one."""

import gc

import pytest
from hypothesis import HealthCheck, settings

from linli.kernel.testing.fixtures import *  # noqa: F403
from linli.server.cli import RARELY

# How fast the machine is proves nothing.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
gc.set_threshold(*RARELY)
DATABASE_FIXTURES = {"db", "transactional_db"}
INSTALLATIONS = {"migrated", "untouched", "community"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Readings live in a database of their own on SQLite: a test that may use one database may use both.

    A test that uses none is marked `once`: a second run on another database would prove nothing new.
    """
    # Those that start a server first, so that no worker is left alone with one at the end.
    items.sort(key=lambda item: not (item.get_closest_marker("crash") or INSTALLATIONS & _fixtures(item)))
    for item in items:
        marker = item.get_closest_marker("django_db")
        fixtures = _fixtures(item)
        used = DATABASE_FIXTURES & fixtures
        if marker or used:
            options = {"transaction": "transactional_db" in used, **(marker.kwargs if marker else {})}
            item.add_marker(pytest.mark.django_db(**{"databases": "__all__", **options}), append=False)
        elif not INSTALLATIONS & fixtures:
            item.add_marker(pytest.mark.once)


def pytest_collection_finish() -> None:
    """What was collected stays until the end: nothing of it needs to be looked through for garbage."""
    gc.freeze()


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
