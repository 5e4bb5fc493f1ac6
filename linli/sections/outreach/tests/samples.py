"""Samples of outreach for the walk over every route: each topic gives its own in a file beside this one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from linli.kernel.models import Area


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    found: dict[str, Any] = {}
    for topic in topics():
        found |= topic.samples(area)
    return found


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    found: dict[str, Any] = {}
    for topic in topics():
        found |= topic.bodies(area)
    return found


def topics() -> list[ModuleType]:
    """The files `<topic>samples.py` of this folder."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*samples.py") if path.stem != "samples")
    return [import_module(f"{__package__}.{name}") for name in names]
