"""The town is built once for the whole walk and rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.routes.town import Town, build_town, undone


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Two branches with samples of every section."""
    with django_db_blocker.unblock(), undone():
        yield build_town()
