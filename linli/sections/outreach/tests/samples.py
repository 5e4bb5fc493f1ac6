"""Samples of outreach for the walk over every route."""

from __future__ import annotations

from typing import Any

from linli.kernel.models import Area


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    return {}


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    return {}
