"""Fixtures of the section: a receiver of pushed events, and the secretary's browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.kernel.access import SECRETARY
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.tests.receiver import Receiver, receiving


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver on the loopback, which is allowed for the time of the test."""
    monkeypatch.setenv("LINLI_PUSH_INNER", "1")
    with receiving() as found:
        yield found


@pytest.fixture
def browser(world: World) -> Browser:
    """The secretary of the near community."""
    return world.browser(SECRETARY)
