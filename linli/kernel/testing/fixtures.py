"""Pytest fixtures for every section; the root conftest.py brings them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli.kernel.testing import browser
from linli.kernel.testing.serving import Installation, Process
from linli.kernel.testing.serving import installation as fresh_installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from linli.kernel.testing.world import World

__all__ = ["chromium", "installed", "served", "world"]


@pytest.fixture
def world(db: None) -> World:
    """Two branches of the area tree, and signed-in browsers for any role (see `linli.kernel.testing.api`)."""
    from linli.kernel.testing.world import make_world

    return make_world()


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    """A fresh installation (data folder, database, ports) in which `linli` commands can be run."""
    with fresh_installation(tmp_path / "data") as installation:
        yield installation


@pytest.fixture
def served(installed: Installation) -> Iterator[Process]:
    """`linli serve` on a fresh, empty installation, answering."""
    with installed.serving() as process:
        yield process


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    with browser.chromium() as started:
        yield started
