"""Pytest fixtures for every section; the root conftest.py brings them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.kernel.testing import browser
from linli.kernel.testing.serving import Installation, Process
from linli.kernel.testing.serving import installation as new_installation
from linli.kernel.testing.sharing import folder_of_run, shared

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from linli.kernel.testing.world import World

__all__ = ["chromium", "installed", "migrated", "served", "untouched", "world"]


@pytest.fixture
def world(db: None) -> World:
    """Two branches of the area tree, and signed-in browsers for any role (see `linli.kernel.testing.api`)."""
    from linli.kernel.testing.world import make_world

    return make_world()


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Installation]:
    """A fresh installation (data folder, database, ports) in which `linli` has never run."""
    with new_installation(tmp_path / "untouched") as installation:
        yield installation


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with an up-to-date database that nothing uses: the others of all workers are copies of it."""
    with shared(folder_of_run(tmp_path_factory) / "migrated", migrate) as installation:
        yield installation


def migrate(installation: Installation) -> None:
    """Makes the tables, by the migrations as they are shipped."""
    done = installation.command("migrate")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def installed(tmp_path: Path, migrated: Installation) -> Iterator[Installation]:
    """An installation of its own with an up-to-date, empty database, in which `linli` commands can be run."""
    with new_installation(tmp_path / "data", migrated) as installation:
        yield installation


@pytest.fixture
def served(installed: Installation) -> Iterator[Process]:
    """`linli serve` on an empty installation, answering."""
    with installed.serving() as process:
        yield process


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    with browser.chromium() as started:
        yield started
