"""Fixtures of the alerts tests."""

from __future__ import annotations

import pytest

from linli.sections.alerts.tests.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock of the test's own."""
    return Clock(monkeypatch)
