"""Samples of elder care for the walk over every route."""

from __future__ import annotations

from typing import Any

from linli.kernel.models import Area
from linli.sections.eldercare.tests.factories import elder


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    return {"elder_id": elder(area, name=f"{area.name}奶奶").pk}


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    return {}
